import type { SynapseSpec } from '../../synapse/synapse-spec.ts'
import type { Neuron } from '../chain.ts'

/** Who asks a miner. */
export interface MinerCall {
  /** SS58 address, verified. */
  readonly caller: string
  /** Fires when nobody waits for the answer any more. */
  readonly signal: AbortSignal
}

/** Where a miner hears requests; an axon is one ({@link axonPort}). */
export interface MinerPort {
  /** To be called before `start`. What `answer` rejects with is told to the caller as a failure. */
  attach<Request, Response>(
    synapse: SynapseSpec<Request, Response>,
    answer: (request: Request, call: MinerCall) => Promise<Response>,
    /** Longest request, in bytes of JSON of its fields. */
    limits: { readonly requestBytes: number },
  ): void
  start(): Promise<void>
  /** The address to publish. After `start`. */
  address(): { readonly ip: string; readonly port: number }
  stop(): Promise<void>
}

/** Bounds of one question. */
export interface AskOptions {
  /** From the call to the last byte of the answer, in ms. */
  readonly timeoutMs: number
  /** Longest answer, in bytes. */
  readonly responseBytes: number
  readonly signal: AbortSignal
}

/** What came back. */
export type Asked<Response> =
  | {
      readonly ok: true
      readonly response: Response
      /** From the last byte of the request to the last of the response, in ms. */
      readonly latencyMs: number
      /** SHA-256 of the raw exchange, 64 digits of lower-case hex. */
      readonly evidence: string
    }
  | {
      readonly ok: false
      /** A status of the protocol: 422 where the answer could not be read, 503 where nobody is. */
      readonly status: number
      readonly message: string
      readonly latencyMs: number
    }

/** How a validator asks a miner; a dendrite is one ({@link dendritePort}). */
export interface ValidatorPort {
  /** Never rejects for what a miner may do. */
  ask<Request, Response>(
    neuron: Neuron,
    synapse: SynapseSpec<Request, Response>,
    request: Request,
    options: AskOptions,
  ): Promise<Asked<Response>>
}
