/** Bounds of one RPC server; each protects memory or time. */
export interface RpcLimits {
  /** Longest request in bytes. */
  readonly maxMessageBytes: number
  /** Values in one long message, give or take a factor of two: arrays, members, items. */
  readonly maxValues: number
  /** Longest response in characters. */
  readonly maxResponseLength: number
  /** Requests in one batch. */
  readonly maxBatchLength: number
  /** Subscriptions of one connection. */
  readonly maxSubscriptions: number
  /** Requests of one connection that wait for their answer. */
  readonly maxPending: number
}

/** Messages of so many bytes are long: they are read beside the main thread. PERF: 7 ms of JSON. */
export const LONG_MESSAGE_BYTES = 64 << 10

export const DEFAULT_RPC_LIMITS: RpcLimits = {
  // As the reference's node by default.
  maxMessageBytes: 15 << 20,
  maxValues: 500_000,
  maxResponseLength: 128 << 20,
  maxBatchLength: 1024,
  maxSubscriptions: 1024,
  maxPending: 1024,
}
