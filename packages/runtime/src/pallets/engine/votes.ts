import { bytesToHex } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { BlockNumber } from '../system/storage.ts'
import { MAX_MISSED, WINDOW_BLOCKS } from './constants.ts'
import { jailForAbsence } from './jail.ts'
import { addressOf } from './keys.ts'
import { Active, Jailed, KeyOwner, Missed } from './storage.ts'
import type { MissedWindow } from './types.ts'

const BYTE_BITS = 3
const BIT = 7

/**
 * Notes for each member whether its vote for the block before is missing. Who never misses one has
 * no window, so that a healthy block writes nothing.
 *
 * @param absent addresses; those of nobody in the set do not count
 */
export function recordVotes(ctx: Context, absent: readonly Uint8Array[]): void {
  const missing = new Set(absent.map(bytesToHex))
  for (const { key } of Active.get(ctx)) {
    const hotkey = KeyOwner.get(ctx, key)
    if (hotkey === undefined || Jailed.has(ctx, hotkey)) continue
    const isAbsent = missing.size > 0 && missing.has(bytesToHex(addressOf(ctx, key)))
    recordVote(ctx, hotkey, isAbsent)
  }
}

function recordVote(ctx: Context, hotkey: AccountId, isAbsent: boolean): void {
  const window = Missed.get(ctx, hotkey)
  if (window === undefined && !isAbsent) return
  const next = withBlock(window ?? EMPTY, BlockNumber.get(ctx) % WINDOW_BLOCKS, isAbsent)
  if (next === window) return
  if (next.count > MAX_MISSED) jailForAbsence(ctx, hotkey)
  else if (next.count === 0) Missed.remove(ctx, hotkey)
  else Missed.set(ctx, hotkey, next)
}

const EMPTY: MissedWindow = { bits: new Uint8Array(WINDOW_BLOCKS >> BYTE_BITS), count: 0 }

/** The window with one block's bit as it is now; the same one where nothing changes. */
export function withBlock(window: MissedWindow, at: number, isMissed: boolean): MissedWindow {
  const byte = at >> BYTE_BITS
  const mask = 1 << (at & BIT)
  const wasMissed = ((window.bits[byte] ?? 0) & mask) !== 0
  if (wasMissed === isMissed) return window
  const bits = Uint8Array.from(window.bits)
  bits[byte] = (bits[byte] ?? 0) ^ mask
  return { bits, count: isMissed ? window.count + 1 : window.count - 1 }
}
