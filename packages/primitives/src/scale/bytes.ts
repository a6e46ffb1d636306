import { readCompact, writeCompact } from './compact.ts'
import { ScaleError } from './errors.ts'
import { u8 } from './numbers.ts'
import type { Type } from './type.ts'

/** `Vec<u8>` as a `Uint8Array`. */
export const bytes: Type<Uint8Array> = {
  info: { path: [], params: [], def: { kind: 'sequence', inner: u8 } },
  encodeTo(value, out) {
    writeCompact(value.length, out)
    out.bytes(value)
  },
  decodeFrom: (input) => input.take(readCompact(input)),
}

/** `[u8; length]` as a `Uint8Array`. */
export function fixedBytes(length: number): Type<Uint8Array> {
  return {
    info: { path: [], params: [], def: { kind: 'array', length, inner: u8 } },
    encodeTo(value, out) {
      if (value.length !== length) {
        throw new ScaleError('InvalidValue', `${value.length} bytes given for [u8; ${length}]`)
      }
      out.bytes(value)
    },
    decodeFrom: (input) => input.take(length),
  }
}

/** Half of a surrogate pair: no character, so UTF-8 cannot hold it. */
const LONE_SURROGATE = /\p{Surrogate}/u

/** UTF-8 text. */
export const str: Type<string> = {
  info: { path: [], params: [], def: { kind: 'primitive', primitive: 'str' } },
  encodeTo(value, out) {
    if (LONE_SURROGATE.test(value)) {
      throw new ScaleError('InvalidValue', 'text holds half of a surrogate pair')
    }
    const encoded = new TextEncoder().encode(value)
    writeCompact(encoded.length, out)
    out.bytes(encoded)
  },
  decodeFrom(input) {
    const encoded = input.view(readCompact(input))
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(encoded)
    } catch (cause) {
      throw new ScaleError('NonCanonical', `text is not UTF-8: ${String(cause)}`)
    }
  },
}
