import type { Receipt } from './receipt.ts'

/** Why a transport could not carry a request. */
export type TransportErrorCode =
  /** No connection could be made: check the address, and that the node runs. */
  | 'Unreachable'
  /** The connection broke after the request was sent; it may have had its effect. */
  | 'ConnectionLost'
  /** No answer came in time. */
  | 'TimedOut'
  /** Too many requests wait already: send fewer at a time. */
  | 'TooManyRequests'
  /** The node sent something that is not JSON-RPC, or too much of it. */
  | 'BadResponse'
  /** The transport was closed by its owner. */
  | 'Closed'
  /** This transport carries no subscriptions: use `webSocket`. */
  | 'NoSubscriptions'

/** A request that did not reach the node, or whose answer did not come back. */
export class TransportError extends Error {
  readonly code: TransportErrorCode
  /** Where the transport leads, without user name and password. */
  readonly endpoint: string

  constructor(code: TransportErrorCode, endpoint: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'TransportError'
    this.code = code
    this.endpoint = endpoint
  }
}

/** The node answered a request with an error. */
export class RpcResponseError extends Error {
  readonly code = 'RpcError'
  readonly method: string
  /** The number in the JSON-RPC error, e.g. −32601 for an unknown method. */
  readonly rpcCode: number
  readonly data?: string

  constructor(
    method: string,
    { code, message, data }: { readonly code: number; readonly message: string; data?: string },
  ) {
    super(`The node refused ${method}: ${message}${data === undefined ? '' : ` (${data})`}`)
    this.name = 'RpcResponseError'
    this.method = method
    this.rpcCode = code
    if (data !== undefined) this.data = data
  }
}

/** Why the chain and what this package knows of it do not fit. */
export type DescriptorErrorCode =
  /** The chain has no such entry: it runs another version. */
  | 'Missing'
  /** The chain has the entry with another type. */
  | 'Changed'

/** A storage item, call, constant, runtime API, event or error that the chain has not or has changed. */
export class DescriptorError extends Error {
  readonly code: DescriptorErrorCode
  /** `storage`, `call`, `constant`, `api`, `event` or `error`. */
  readonly kind: string
  /** `Pallet.item`. */
  readonly entry: string

  constructor(code: DescriptorErrorCode, kind: string, entry: string, specVersion: number) {
    super(
      code === 'Missing'
        ? `The chain (spec version ${specVersion}) has no ${kind} ${entry}: use a version of this package made for it.`
        : `The ${kind} ${entry} has another type on the chain (spec version ${specVersion}) than in this package: use a version made for it.`,
    )
    this.name = 'DescriptorError'
    this.code = code
    this.kind = kind
    this.entry = entry
  }
}

/** Why bytes and values could not be turned into each other. */
export type CodecErrorCode =
  /** A value does not fit the type of the chain. */
  | 'BadValue'
  /** The chain's bytes do not fit its own metadata. */
  | 'BadBytes'
  /** The node's metadata cannot be read. */
  | 'BadMetadata'

/** A value or bytes that do not fit the type of an entry. */
export class CodecError extends Error {
  readonly code: CodecErrorCode
  readonly entry: string

  /** @param detail what is wrong where, for the message */
  constructor(code: CodecErrorCode, entry: string, cause?: unknown, detail?: string) {
    const text = CODEC_TEXT[code](entry) + (detail === undefined ? '' : ` ${detail}`)
    super(text, cause === undefined ? undefined : { cause })
    this.name = 'CodecError'
    this.code = code
    this.entry = entry
  }
}

const CODEC_TEXT: Readonly<Record<CodecErrorCode, (entry: string) => string>> = {
  BadValue: (entry) => `The values given for ${entry} do not fit its type on the chain.`,
  BadBytes: (entry) => `What the node sent for ${entry} does not fit its own metadata.`,
  BadMetadata: (entry) => `The metadata of the node cannot be read: ${entry}.`,
}

/** A transaction extension of the chain that carries data which this package cannot make. */
export class ExtensionError extends Error {
  readonly code = 'UnknownExtension'
  readonly extension: string

  constructor(extension: string) {
    super(
      `The chain asks for data of the transaction extension ${extension}, which this package does not know: use a newer version.`,
    )
    this.name = 'ExtensionError'
    this.extension = extension
  }
}

/** When something refused for being too soon can be tried again. */
export interface Retry {
  /** First block in which it passes, if nothing else happens. */
  readonly atBlock: number
  /** Blocks from now. */
  readonly inBlocks: number
  /** About so many milliseconds from now. */
  readonly inMs: number
}

/** A call that was included in a block and failed there. */
export class ChainError extends Error {
  /** `Pallet.Error`, or the name of an error of the runtime such as `BadOrigin`. */
  readonly code: string
  readonly pallet?: string
  /** Name of the error without its pallet. */
  readonly error: string
  /** What the chain's metadata says of the error. */
  readonly meaning: string
  readonly retry?: Retry
  /** The transaction that failed; its fee is paid. */
  readonly receipt?: Receipt

  constructor(failure: ChainFailure, details: { retry?: Retry; receipt?: Receipt } = {}) {
    const { pallet, error, meaning } = failure
    const code = pallet === undefined ? error : `${pallet}.${error}`
    super(`${code}: ${meaning}${details.retry === undefined ? '' : ` ${tooSoon(details.retry)}`}`)
    this.name = 'ChainError'
    this.code = code
    this.error = error
    this.meaning = meaning
    if (pallet !== undefined) this.pallet = pallet
    if (details.retry !== undefined) this.retry = details.retry
    if (details.receipt !== undefined) this.receipt = details.receipt
  }
}

/** The error of a failed dispatch. */
export interface ChainFailure {
  readonly pallet?: string
  readonly error: string
  readonly meaning: string
}

/** Why the pool of the node did not take a transaction. */
export type PoolErrorCode =
  | 'BadFormat'
  | 'VerificationFailed'
  | 'Invalid'
  | 'Unknown'
  | 'TemporarilyBanned'
  | 'AlreadyImported'
  | 'PriorityTooLow'
  | 'CycleDetected'
  | 'ImmediatelyDropped'
  | 'Refused'

/** A transaction that the pool refused: it is in no block and costs nothing. */
export class PoolError extends Error {
  readonly code: PoolErrorCode
  /** Number of the JSON-RPC error. */
  readonly rpcCode: number
  /** Why it is invalid: `Stale`, `Payment` …, or a name of the chain's own such as `RateLimitExceeded`. */
  readonly reason?: string
  readonly meaning: string
  readonly retry?: Retry

  constructor(
    code: PoolErrorCode,
    details: {
      readonly rpcCode: number
      readonly meaning: string
      readonly reason?: string
      readonly retry?: Retry
      readonly cause?: unknown
    },
  ) {
    const { rpcCode, meaning, reason, retry, cause } = details
    super(
      `The node did not take the transaction: ${meaning}${retry === undefined ? '' : ` ${tooSoon(retry)}`}`,
      cause === undefined ? undefined : { cause },
    )
    this.name = 'PoolError'
    this.code = code
    this.rpcCode = rpcCode
    this.meaning = meaning
    if (reason !== undefined) this.reason = reason
    if (retry !== undefined) this.retry = retry
  }
}

/** What became of a transaction that the node had taken. */
export type SubmitErrorCode =
  /** It left the pool of the node before any block took it. */
  | 'Dropped'
  /** It became invalid before any block took it. */
  | 'Invalid'
  /** Another transaction with the same nonce took its place. */
  | 'Usurped'
  /** No block took it while it was valid. */
  | 'Expired'
  /** Its block was not made final in time. */
  | 'FinalityTimeout'

/** A transaction that the node took and that ended in no block. */
export class SubmitError extends Error {
  readonly code: SubmitErrorCode
  readonly extrinsicHash: string

  constructor(code: SubmitErrorCode, extrinsicHash: string) {
    super(SUBMIT_TEXT[code])
    this.name = 'SubmitError'
    this.code = code
    this.extrinsicHash = extrinsicHash
  }
}

const SUBMIT_TEXT: Readonly<Record<SubmitErrorCode, string>> = {
  Dropped: 'The node dropped the transaction from its pool; send it again.',
  Invalid:
    'The transaction became invalid before a block took it; check its nonce and send it again.',
  Usurped: 'Another transaction of this account with the same nonce took its place.',
  Expired: 'No block took the transaction while it was valid; send it again.',
  FinalityTimeout: 'The block of the transaction was not made final in time; look it up later.',
}

/** “too soon: 37 blocks, about 9 s”. */
function tooSoon({ inBlocks, inMs }: Retry): string {
  return `Too soon: ${inBlocks} ${inBlocks === 1 ? 'block' : 'blocks'}, about ${duration(inMs)}.`
}

function duration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000))
  if (seconds < 120) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}

/** A map with more entries than the reader wanted. */
export class ReadLimitError extends Error {
  readonly code = 'TooManyEntries'
  readonly entry: string

  constructor(entry: string, maxEntries: number) {
    super(`${entry} has more than ${maxEntries} entries: read a part of it, or raise maxEntries.`)
    this.name = 'ReadLimitError'
    this.entry = entry
  }
}
