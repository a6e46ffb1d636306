import type { Timestamp } from 'cosmjs-types/google/protobuf/timestamp'

/**
 * The timestamp (ms) of a block: the time of CometBFT's header, but in a later Aura slot than the
 * parent and at least half a slot after it, which is what any block needs (spec: 90-cometbft §5.1).
 * Blocks that come faster than slots move the time of the chain ahead.
 */
export function blockTimestamp(time: Timestamp, parentMs: bigint, slotMs: bigint): bigint {
  const header = time.seconds * 1000n + BigInt(time.nanos) / NANOS_PER_MS
  const laterSlot = (parentMs / slotMs + 1n) * slotMs
  const spaced = parentMs + slotMs / 2n
  const earliest = spaced > laterSlot ? spaced : laterSlot
  return header > earliest ? header : earliest
}

const NANOS_PER_MS = 1_000_000n
