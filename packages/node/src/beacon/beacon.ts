/** Where the author of a block has rounds of drand from. */
export interface Beacon {
  start(): void
  stop(): Promise<void>
  /** The rounds that a block of this time writes, to be put behind the inherents. */
  extrinsics(timestampMs: bigint): readonly Uint8Array[]
}
