import { TimestampTooLowError } from '../errors.ts'

/**
 * The timestamp (ms) of the next block: wall time, but at least one slot after the parent, so
 * that the Aura slot of each block is higher than its parent's.
 */
export function nextTimestamp(wallMs: bigint, parentMs: bigint, slotMs: bigint): bigint {
  const earliest = parentMs + slotMs
  return wallMs > earliest ? wallMs : earliest
}

/**
 * Checks a timestamp that was asked for: a later slot, and at least half a slot after the parent
 * (the minimum period of the timestamp pallet).
 * @throws TimestampTooLowError
 */
export function checkTimestamp(timestampMs: bigint, parentMs: bigint, slotMs: bigint): void {
  const laterSlot = timestampMs / slotMs > parentMs / slotMs
  if (!laterSlot || timestampMs - parentMs < slotMs / 2n) {
    throw new TimestampTooLowError(timestampMs, parentMs, slotMs)
  }
}
