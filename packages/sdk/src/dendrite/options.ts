import type { Signatures } from '@plexus/primitives'
import type { Signer } from '../synapse/signer.ts'
import type { SynapseSpec } from '../synapse/synapse-spec.ts'

/** The axon of a miner, as the metagraph tells it. */
export interface Target {
  /** IPv4 or IPv6 literal. */
  readonly ip: string
  readonly port: number
  /** SS58 address: a request is signed for it alone. */
  readonly hotkey: string
}

/** What a dendrite is. */
export interface DendriteOptions {
  /** The validator's hotkey. */
  readonly hotkey: Signer
  /** The host's own address as published on chain: an axon there is dialled over loopback. */
  readonly ownIp?: string
  /**
   * `true` hashes all request fields; `false` the `compatibleHashFields`, which stock Python axons
   * expect. Default: true.
   */
  readonly strict?: boolean
  /**
   * Whether answers carry a signature of the axon over request and answer. `ask`: it is checked
   * where the axon sends one, as ours do; `require`: an answer without it is refused. Default: `ask`.
   */
  readonly responseSignature?: 'off' | 'ask' | 'require'
  /** Connections that are kept open to one axon. Default: 8. */
  readonly connectionsPerAxon?: number
  /** Time for a connection, in ms. Default: 3,000. */
  readonly connectMs?: number
  /** Longest answer in bytes unless a query says otherwise. Default: 8 MiB. */
  readonly responseBytes?: number
}

/** What a dendrite depends on. */
export interface DendriteModules {
  readonly signatures: Signatures
  /** Nanoseconds since 1970. Default: the clock of this machine. */
  readonly now?: () => bigint
}

/** Bounds of one query. */
export interface QueryOptions {
  /** From the call to the last byte of the answer, in ms. Default: 12,000. */
  readonly timeoutMs?: number
  /** Longest answer in bytes. */
  readonly responseBytes?: number
  readonly signal?: AbortSignal
}

/** A request to one axon. */
export interface Query<Request> {
  readonly target: Target
  readonly request: Request
}

/** An answer, or why there is none. */
export type QueryResult<Response> = QueryAnswer<Response> | QueryFailure

/** An answer that the synapse could read. */
export interface QueryAnswer<Response> {
  readonly ok: true
  readonly response: Response
  /** From the last byte of the request to the last of the answer, in ms. */
  readonly latencyMs: number
  /** SHA-256 of the raw exchange: signed text, body of the request, body of the answer. Hex. */
  readonly evidence: string
  /** The axon's signature over request and answer, hex, where it sent one; it is valid. */
  readonly signature: string | undefined
}

/** No answer. */
export interface QueryFailure {
  readonly ok: false
  /**
   * The status of the axon, or of the dendrite where nothing came: 400 a broken answer, 408 too
   * late, 422 an answer that is none, 499 cancelled, 503 unreachable (spec: 80-axon-dendrite §1.7).
   */
  readonly status: number
  /** One sentence; at most 256 characters of what the axon said. */
  readonly message: string
  readonly latencyMs: number
}

/** An answer that comes in pieces. */
export interface ResponseStream {
  /** The pieces as they come; ends early, without throwing, when something is wrong. */
  readonly chunks: AsyncIterable<Uint8Array>
  /** Settles after the last piece; never rejects. */
  readonly end: Promise<StreamEnd>
}

/** How a stream ended. */
export type StreamEnd =
  | { readonly ok: true; readonly latencyMs: number; readonly bytes: number }
  | QueryFailure

/** Sends the requests of a validator. */
export interface Dendrite {
  /** Never rejects for what an axon may do. */
  query<Request, Response>(
    target: Target,
    synapse: SynapseSpec<Request, Response>,
    request: Request,
    options?: QueryOptions,
  ): Promise<QueryResult<Response>>
  /** All queries, in their order. @param options.concurrency at a time. Default: 64 */
  queryMany<Request, Response>(
    queries: readonly Query<Request>[],
    synapse: SynapseSpec<Request, Response>,
    options?: QueryOptions & { readonly concurrency?: number },
  ): Promise<readonly QueryResult<Response>[]>
  /** Asks for a stream. Leave the loop over `chunks` to cancel. */
  stream<Request>(
    target: Target,
    synapse: SynapseSpec<Request, unknown>,
    request: Request,
    options?: QueryOptions,
  ): ResponseStream
  /** Closes the connections; queries at work end with 499. */
  close(): Promise<void>
}
