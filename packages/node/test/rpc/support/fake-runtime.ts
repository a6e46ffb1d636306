import { bytes, compact, concatBytes, encode, hash, u32, vec } from '@plexus/primitives'
import type { Hasher } from '@plexus/primitives'
import type { Header, Runtime, StateView } from '@plexus/runtime'

/** A runtime API: from state and arguments to a result. */
export type FakeApi = (view: StateView, args: Uint8Array) => Uint8Array

class CodedError extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

const unused = (): never => {
  throw new Error('the RPC never executes blocks')
}

/** Answers what the RPC asks a runtime for; headers are encoded as on the real chain. */
export function fakeRuntime(
  hasher: Hasher,
  apis: Readonly<Record<string, FakeApi>>,
  insight: Partial<Runtime['insight']> = {},
): Runtime {
  const encodeHeader = (header: Header): Uint8Array =>
    concatBytes(
      header.parentHash,
      encode(compact(u32), header.number),
      header.stateRoot,
      header.extrinsicsRoot,
      encode(compact(u32), header.digest.length),
      ...header.digest,
    )
  return {
    version: {
      specName: 'node-subtensor',
      implName: 'node-subtensor',
      authoringVersion: 1,
      specVersion: 425,
      implVersion: 1,
      apis: [
        ['0xdf6acb689907609b', 5],
        ['0x37e397fc7c91f5e4', 2],
      ],
      transactionVersion: 1,
      systemVersion: 1,
    },
    slotDurationMs: 250,
    hasValidators: false,
    validatorUpdates: () => [],
    genesis: unused,
    open: unused,
    inherents: unused,
    preDigest: unused,
    execute: unused,
    validate: unused,
    signatureCheck: unused,
    call(view, method, args) {
      const api = apis[method]
      if (api === undefined) {
        throw new CodedError('UnknownApi', `Exported method ${method} is not found`)
      }
      return api(view, args)
    },
    metadata: (version) =>
      version === 14 ? Uint8Array.of(0x6d, 0x65, 0x74, 0x61, 14, 1, 2, 3) : undefined,
    timestamp: () => 0n,
    beacon: unused,
    mint: unused,
    insight: {
      lastEpochBlock: unused,
      explainEpoch: unused,
      explainPayout: unused,
      concentration: unused,
      ...insight,
    },
    dryRun(_view, _parent, extrinsic) {
      if (extrinsic.length < 2) throw new CodedError('ExtrinsicFormat', 'too short')
      return Uint8Array.of(0, 0)
    },
    hashHeader: (header) => hash(hasher.blake2b256(encodeHeader(header))),
    encodeHeader,
  }
}

/** Fails as an API does whose arguments do not decode. */
export function failingApi(reason: string): FakeApi {
  return () => {
    throw new CodedError('ApiFailed', reason)
  }
}

export function unknownBlock(): Error {
  return new CodedError('UnknownBlock', 'unknown block')
}

export function stateDiscarded(): Error {
  return new CodedError('StateDiscarded', 'state discarded')
}

/** SCALE form of the body, for extrinsics roots. */
export function encodeBody(extrinsics: readonly Uint8Array[]): Uint8Array {
  return encode(vec(bytes), extrinsics)
}
