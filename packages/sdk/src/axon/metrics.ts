/** How a request ended. */
export type AxonOutcome =
  | 'ok'
  | 'unknown'
  | 'blacklisted'
  | 'unverified'
  | 'limited'
  | 'busy'
  | 'invalid'
  | 'timeout'
  | 'failed'
  | 'cancelled'

/** Records what an axon does. Routes are those of its synapses, or `other`. */
export interface AxonMetrics {
  /** @param seconds from the head of the request to the end of the answer */
  request(route: string, outcome: AxonOutcome, seconds: number): void
  /** Time that a request waited for the model. */
  queued(seconds: number): void
  /** Requests that the model answers now. */
  inflight(count: number): void
}
