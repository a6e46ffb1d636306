import {
  bytes as bytesType,
  concatBytes,
  described,
  encode,
  MultiAddress,
  MultiSignature,
  readCompact,
  Reader,
  ScaleError,
  writeCompact,
  Writer,
} from '@plexus/primitives'
import type { AnyType, ReaderOptions, Type } from '@plexus/primitives'
import { RuntimeCall } from '../frame/call.ts'
import { ExtrinsicFormatError } from './errors.ts'
import type { TransactionExtension } from './extension.ts'

const BARE_V4 = 0x04
const BARE_V5 = 0x05
const SIGNED_V4 = 0x84
const GENERAL_V5 = 0x45

/** Which calls can be read; the rules of a chain say it. */
export type Meanings = Pick<ReaderOptions, 'meanings'>

/** An extrinsic after decoding, before any check. */
export type Extrinsic =
  | { readonly kind: 'bare'; readonly call: RuntimeCall; readonly length: number }
  | {
      readonly kind: 'signed'
      readonly call: RuntimeCall
      /** Bytes with the length prefix; fees are paid for them. */
      readonly length: number
      readonly address: MultiAddress
      readonly signature: MultiSignature
      /** Values of the extensions, in their order. */
      readonly explicit: readonly unknown[]
      /** Call and explicit bytes as signed. */
      readonly callBytes: Uint8Array
      readonly explicitBytes: Uint8Array
      /** Calls inside one another, the outermost included. */
      readonly depth: number
    }
  /** Version 5 with extensions but without signature: no extension here authorises an origin. */
  | { readonly kind: 'general'; readonly call: RuntimeCall; readonly length: number }

/**
 * Decodes an extrinsic with its length prefix. What it holds are views of `raw`, which must not
 * change afterwards.
 *
 * @param meanings which calls there are, where they are not the reference's
 * @throws ExtrinsicFormatError on anything else, trailing bytes included.
 */
export function decodeExtrinsic(
  raw: Uint8Array,
  extensions: readonly TransactionExtension[],
  { meanings }: Meanings,
): Extrinsic {
  try {
    // PERF: an extrinsic of 7 MiB would be copied three times.
    const input = new Reader(bodyOf(raw), { unsortedSets: true, views: true, meanings })
    return decodeBody(input, raw.length, extensions)
  } catch (cause) {
    if (cause instanceof ExtrinsicFormatError) throw cause
    if (!(cause instanceof ScaleError)) throw cause
    throw new ExtrinsicFormatError(cause.message, { cause })
  }
}

/** What follows the length prefix, which must be that of all the rest. */
function bodyOf(raw: Uint8Array): Uint8Array {
  const input = new Reader(raw)
  const body = input.view(readCompact(input))
  if (input.remaining === 0) return body
  throw new ExtrinsicFormatError(`${input.remaining} bytes follow the extrinsic`)
}

function decodeBody(
  input: Reader,
  length: number,
  extensions: readonly TransactionExtension[],
): Extrinsic {
  const body = input.bytes
  const version = input.u8()
  switch (version) {
    case BARE_V4:
    case BARE_V5:
      return finished(input, { kind: 'bare', call: RuntimeCall.decodeFrom(input), length })
    case SIGNED_V4: {
      const address = MultiAddress.decodeFrom(input)
      const signature = MultiSignature.decodeFrom(input)
      const start = input.offset
      const explicit = extensions.map((extension) => extension.explicit.decodeFrom(input))
      const middle = input.offset
      const call = RuntimeCall.decodeFrom(input)
      const explicitBytes = body.subarray(start, middle)
      const callBytes = body.subarray(middle)
      const signed = { kind: 'signed', call, length, address, signature, explicit } as const
      return finished(input, { ...signed, callBytes, explicitBytes, depth: input.deepest })
    }
    case GENERAL_V5:
      input.u8()
      for (const extension of extensions) extension.explicit.decodeFrom(input)
      return finished(input, { kind: 'general', call: RuntimeCall.decodeFrom(input), length })
    default:
      throw new ExtrinsicFormatError(`extrinsic version 0x${version.toString(16)} is not supported`)
  }
}

function finished<T>(input: Reader, extrinsic: T): T {
  if (input.remaining === 0) return extrinsic
  throw new ExtrinsicFormatError(`${input.remaining} bytes follow the call`)
}

/** An unsigned extrinsic (an inherent) with its length prefix. */
export function encodeBare(call: RuntimeCall): Uint8Array {
  const body = concatBytes(Uint8Array.of(BARE_V4), encode(RuntimeCall, call))
  const out = new Writer()
  writeCompact(body.length, out)
  out.bytes(body)
  return out.finish()
}

/** How metadata describes an extrinsic: opaque bytes inside two wrappers (spec: 76 §4). */
export function uncheckedExtrinsicType(extra: AnyType): Type<Uint8Array> {
  const params = [
    { name: 'Address', type: MultiAddress as AnyType },
    { name: 'Call', type: RuntimeCall as AnyType },
    { name: 'Signature', type: MultiSignature as AnyType },
    { name: 'Extension', type: extra },
  ]
  const generic = described(bytesType, {
    path: ['sp_runtime', 'generic', 'unchecked_extrinsic', 'UncheckedExtrinsic'],
    params: [...params.slice(0, 3), { name: 'Extra', type: extra }],
    def: { kind: 'composite', fields: [{ type: bytesType as AnyType }] },
  })
  return described(bytesType, {
    path: ['fp_self_contained', 'unchecked_extrinsic', 'UncheckedExtrinsic'],
    params,
    def: { kind: 'composite', fields: [{ type: generic as AnyType }] },
  })
}
