/** What the heartbeat's thread starts with. */
export interface BeatData {
  readonly port: number
  /** Of the node. */
  readonly pid: number
  /**
   * Shared: when the open question was asked (ms since 1970, 0 for none), the longest answer and the
   * longest late one since both were read, and the number of answers.
   */
  readonly state: Float64Array
}

/** Time for the answer to a cheap request, whatever else the node does, in ms. */
export const BEAT_LIMIT_MS = 100

/** Time in which the node or the asking thread were ready and others had the processors is not the node's. */
export const isLateBeat = (ms: number, queuedMs: number): boolean =>
  ms > BEAT_LIMIT_MS && ms - queuedMs > BEAT_LIMIT_MS
