import { bytesToHex, compareBytes, saturatingAdd, U64F64 } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { DecayingHotkeyLock, DecayingOwnerLock, HotkeyLock, OwnerLock } from '../storage/locks.ts'
import { SubnetOwnerHotkey } from '../storage/networks.ts'
import { aggregateOf } from './aggregates.ts'
import { isOwnerHotkey } from './position.ts'
import { lockClock, rollForward } from './roll-forward.ts'
import type { LockClock, LockKind } from './roll-forward.ts'

const GENERAL: readonly LockKind[] = [
  { owner: false, perpetual: true },
  { owner: false, perpetual: false },
]
const OWNERS: readonly LockKind[] = [
  { owner: true, perpetual: true },
  { owner: true, perpetual: false },
]

/** The conviction of all locks on a hotkey as it is now. */
export function hotkeyConviction(ctx: Context, hotkey: AccountId, netuid: NetUid): U64F64 {
  const kinds = isOwnerHotkey(ctx, netuid, hotkey) ? [...GENERAL, ...OWNERS] : GENERAL
  const clock = lockClock(ctx)
  return kinds.reduce((sum, kind) => {
    const lock = aggregateOf(ctx, netuid, hotkey, kind)
    const won = lock === undefined ? U64F64.zero : rollForward(lock, clock, kind).conviction
    return saturatingAdd(U64F64, sum, won)
  }, U64F64.zero)
}

/** The conviction of all locks of a subnet as it is now. */
export const totalConviction = (ctx: Context, netuid: NetUid): U64F64 =>
  convictions(ctx, netuid, lockClock(ctx)).reduce(
    (sum, [, conviction]) => saturatingAdd(U64F64, sum, conviction),
    U64F64.zero,
  )

/** The hotkey with the most conviction; of equals the last by its bytes. */
export function mostConvincing(ctx: Context, netuid: NetUid): AccountId | undefined {
  const scores = new Map<string, readonly [hotkey: AccountId, score: U64F64]>()
  for (const [hotkey, conviction] of convictions(ctx, netuid, lockClock(ctx))) {
    const name = bytesToHex(hotkey)
    const before = scores.get(name)?.[1] ?? U64F64.zero
    scores.set(name, [hotkey, saturatingAdd(U64F64, before, conviction)])
  }
  const ranked = [...scores.values()].sort(([hotkeyA, a], [hotkeyB, b]) =>
    a === b ? compareBytes(hotkeyA, hotkeyB) : a < b ? -1 : 1,
  )
  return ranked.at(-1)?.[0]
}

/** Every sum of a subnet with the hotkey it is of. */
function convictions(
  ctx: Context,
  netuid: NetUid,
  clock: LockClock,
): readonly (readonly [hotkey: AccountId, conviction: U64F64])[] {
  const found: (readonly [AccountId, U64F64])[] = []
  for (const kind of GENERAL) {
    const map = kind.perpetual ? HotkeyLock : DecayingHotkeyLock
    for (const [[, hotkey], lock] of map.entries(ctx, netuid)) {
      found.push([hotkey, rollForward(lock, clock, kind).conviction])
    }
  }
  for (const kind of OWNERS) {
    const lock = (kind.perpetual ? OwnerLock : DecayingOwnerLock).get(ctx, netuid)
    if (lock === undefined) continue
    found.push([SubnetOwnerHotkey.get(ctx, netuid), rollForward(lock, clock, kind).conviction])
  }
  return found
}
