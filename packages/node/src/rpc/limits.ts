/** Bounds of one RPC server; each protects memory or time. */
export interface RpcLimits {
  /** Longest request in bytes; a block's extrinsics are 10 MiB, twice that in hexadecimal. */
  readonly maxMessageBytes: number
  /** Longest response in characters. */
  readonly maxResponseLength: number
  /** Requests in one batch. */
  readonly maxBatchLength: number
  /** Subscriptions of one connection. */
  readonly maxSubscriptions: number
  /** Requests of one connection that wait for their answer. */
  readonly maxPending: number
}

export const DEFAULT_RPC_LIMITS: RpcLimits = {
  maxMessageBytes: 32 << 20,
  maxResponseLength: 128 << 20,
  maxBatchLength: 1024,
  maxSubscriptions: 1024,
  maxPending: 1024,
}
