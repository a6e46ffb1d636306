import type { Hash } from '@plexus/primitives'
import type { BlockRef } from '../chain/interface.ts'

/** Drives the chain: decides when a block is made and when it is final. */
export interface Engine {
  start(): Promise<void>
  /** Resolves when the block in progress, if any, is written. */
  stop(): Promise<void>
}

/** How the solo engine seals blocks. */
export type Sealing =
  /** Every `intervalMs` of wall time. */
  | { readonly mode: 'interval'; readonly intervalMs: number }
  /** As soon as a transaction is ready. */
  | { readonly mode: 'instant' }
  /** Only on request. */
  | { readonly mode: 'manual' }

/** What a request for one block may ask for. */
export interface SealRequest {
  /** Seal although no transaction is ready; default true. */
  readonly createEmpty?: boolean
  /** Finalise at once, whatever the lag. */
  readonly finalize?: boolean
  /** Must be the head where given. */
  readonly parentHash?: Hash
  /** Timestamp in ms; default: wall clock, at least the parent's plus one slot. */
  readonly timestampMs?: bigint
  /** Exactly these extrinsics, instead of the pool's. */
  readonly extrinsics?: readonly Uint8Array[]
}

/** An engine that seals when told to: behind `engine_createBlock` and `dev_newBlock`. */
export interface ManualSeal {
  /**
   * @throws EmptyBlockError, ParentNotHeadError, TimestampTooLowError, ExtrinsicRefusedError,
   * EngineStoppedError, EngineFailedError
   */
  seal(request?: SealRequest): Promise<BlockRef>
  finalize(hash: Hash): void
}

/** What `dev_` requests may do to time and blocks. */
export interface DevControls {
  /**
   * Makes blocks one after the other, each one slot later than the last, and returns the last.
   * @param count at least 1
   * @throws EngineStoppedError, EngineFailedError
   */
  mine(count: number): Promise<BlockRef>
  /**
   * Gives the next block this timestamp (ms); the clock of the chain runs on from there.
   * @throws TimestampTooLowError
   */
  travelTo(timestampMs: bigint): void
}
