import type { Signatures } from '@plexus/primitives'
import type { Signer } from '../synapse/signer.ts'
import type { SynapseSpec } from '../synapse/synapse-spec.ts'
import type { AxonMetrics } from './metrics.ts'
import type { ReplayStore } from './replay-store.ts'

/** Bounds of an axon. Whoever breaks one is refused; nothing is kept of it. */
export interface AxonLimits {
  /** Longest request body in bytes, checked before it is read. Default: 8 MiB. */
  readonly bodyBytes: number
  /** Longest head of a request in bytes. Default: 16 KiB. */
  readonly headerBytes: number
  /** Longest body of an answer in bytes, of a stream too. Default: 64 MiB. */
  readonly responseBytes: number
  /** Time for the whole head of a request, in ms. Default: 5,000. */
  readonly headersMs: number
  /** Time for the whole body of a request after its head, in ms. Default: 10,000. */
  readonly bodyMs: number
  /** An idle connection is closed after this time, in ms. Default: 30,000. */
  readonly keepAliveMs: number
  /** The longest `timeout` that a caller may claim, in ms; more counts as this. Default: 120,000. */
  readonly timeoutMs: number
  /** Open connections. Default: 1,024. */
  readonly connections: number
  /** Open connections of one IP address. Default: 512. */
  readonly connectionsPerAddress: number
  /** Requests that the model answers at a time. Default: 8. */
  readonly concurrency: number
  /** Requests that wait for the model. Default: 256. */
  readonly queue: number
  /** Entries of the replay table. Default: 65,536. */
  readonly replayEntries: number
  /** Connections of one hotkey that the replay table tells apart. Default: 256. */
  readonly replayEntriesPerHotkey: number
  /** How far the clock of a caller may be ahead, in ms. Default: 4,000. */
  readonly futureMs: number
  /** Requests per second of one hotkey without stake, and of one with all stake. Default: 50, 2,000. */
  readonly requestsPerSecond: { readonly least: number; readonly most: number }
  /** Requests per second of one IP address, before anything is verified. Default: 4,000. */
  readonly requestsPerSecondOfAddress: number
}

/** What an axon is. */
export interface AxonOptions {
  /** The miner's hotkey. */
  readonly hotkey: Signer
  /** 0 takes a free one. Default: 8091. */
  readonly port?: number
  /** Address to listen on. Default: `0.0.0.0`. */
  readonly host?: string
  /** The address that others reach it by. Default: none. */
  readonly externalIp?: string
  /**
   * Strict refuses every request without a valid signature over sender, receiver, nonce and all
   * body fields. `false` serves what stock Python peers send (spec: 80-axon-dendrite §1.6).
   * Default: true.
   */
  readonly strict?: boolean
  readonly limits?: Partial<AxonLimits>
}

/** What an axon depends on. */
export interface AxonModules {
  readonly signatures: Signatures
  /** Keeps the replay table over a restart. Default: memory only. */
  readonly replayStore?: ReplayStore
  /** Stake of a hotkey as a share of all stake, 0 to 1: scales its rate limit. Default: 0. */
  readonly stakeOf?: (hotkey: string) => number
  readonly metrics?: AxonMetrics
  /** Constant messages with a data object; network text is never data. Default: silence. */
  readonly log?: AxonLog
  /** Nanoseconds since 1970. Default: the clock of this machine. */
  readonly now?: () => bigint
}

/** Takes what an axon has to say: warn, something may break; debug, one line per request. */
export type AxonLog = (
  level: 'error' | 'warn' | 'info' | 'debug',
  message: string,
  data?: Readonly<Record<string, unknown>>,
) => void

/** Who asks. In `blacklist` all of it is what the caller claims; afterwards it is verified. */
export interface Caller {
  readonly hotkey: string
  /** Address and port of the connection. */
  readonly ip: string
  readonly port: number
  /** `version_as_int` of the caller: 10.2.0 is 10002000. 0 where it does not say. */
  readonly version: number
  readonly uuid: string
}

/** A request of which only the headers are known. */
export interface Call {
  /** Name of the synapse. */
  readonly name: string
  readonly caller: Caller
  /** How long the caller waits, in ms; within the limit of the axon. */
  readonly timeoutMs: number
  readonly bodyHash: string
}

/** What a handler of requests is given beside the request. */
export interface ForwardContext extends Call {
  /** Fires when the caller has gone, its time is over or the axon stops. */
  readonly signal: AbortSignal
}

/** A stream of text or bytes; it is sent piece by piece as it comes. */
export type Chunks = AsyncIterable<string | Uint8Array>

/** What an axon does with one kind of request. */
export interface AxonHandler<Request, Response> {
  readonly synapse: SynapseSpec<Request, Response>
  /** Longest request body of this synapse, in bytes. Default: the limit of the axon. */
  readonly bodyBytes?: number
  forward(request: Request, context: ForwardContext): Response | Promise<Response> | Chunks
  /** The reason to refuse a caller with 403, or undefined. Runs before the signature is checked. */
  blacklist?(call: Call): string | undefined | Promise<string | undefined>
  /**
   * Throws to refuse with 401. Runs after the check of nonce and signature; with `strict: false`
   * in its place, as in Python.
   */
  verify?(call: Call): void | Promise<void>
  /** Higher goes first where requests wait. Default: the stake of the caller. */
  priority?(call: Call): number | Promise<number>
}

/** Where an axon is reached. */
export interface AxonAddress {
  readonly host: string
  readonly port: number
  readonly externalIp: string | undefined
  readonly hotkey: string
}

/** Serves requests of validators. */
export interface Axon {
  /**
   * Serves one more synapse.
   *
   * @throws AxonError `DuplicateSynapse`, `InvalidSynapse`
   */
  attach<Request, Response>(handler: AxonHandler<Request, Response>): void
  /** Listens. @throws AxonError `PortTaken` */
  start(): Promise<void>
  /**
   * Refuses new requests, waits for those at work and closes.
   *
   * @param options.graceMs after it they are aborted. Default: 10,000
   */
  stop(options?: { readonly graceMs?: number }): Promise<void>
  /** After `start` with the port that it really has. */
  address(): AxonAddress
}
