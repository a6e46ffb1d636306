import { bytesToHex, encodeSs58 } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import type { Fault } from '../../../frame/pallet.ts'
import { ChildKeys, ParentKeys } from '../storage/keys.ts'

const U64_MAX = (1n << 64n) - 1n

/** Who is a child has the parent, with the same part of its stake, and the other way round. */
export function childrenKnowTheirParents(ctx: Context): readonly Fault[] {
  const down = edges(ctx, ChildKeys, (hotkey, other) => [hotkey, other])
  const up = edges(ctx, ParentKeys, (hotkey, other) => [other, hotkey])
  return [
    ...onlyIn(down, up).map((edge) => `${edge} is known to the parent alone`),
    ...onlyIn(up, down).map((edge) => `${edge} is known to the child alone`),
  ]
}

/** A parent gives away no more than all of its stake. */
export function childrenShareOneStake(ctx: Context): readonly Fault[] {
  const faults: Fault[] = []
  for (const [[hotkey, netuid], children] of ChildKeys.entries(ctx)) {
    const total = children.reduce((sum, [proportion]) => sum + proportion, 0n)
    if (total <= U64_MAX) continue
    faults.push(`${encodeSs58(hotkey)} gives ${total} of 2^64 − 1 away on ${netuid}`)
  }
  return faults
}

/** Facts about parents and children that hold after every block. */
export const childrenInvariants = [childrenKnowTheirParents, childrenShareOneStake]

/** Every relation of a map in words, from parent to child. */
function edges(
  ctx: Context,
  map: typeof ChildKeys,
  direction: (hotkey: AccountId, other: AccountId) => readonly [AccountId, AccountId],
): ReadonlySet<string> {
  const found = new Set<string>()
  const name = (netuid: NetUid, proportion: bigint, ends: readonly AccountId[]): string =>
    `${ends.map((end) => bytesToHex(end)).join(' → ')} on ${netuid}, ${proportion} parts`
  for (const [[hotkey, netuid], list] of map.entries(ctx)) {
    for (const [proportion, other] of list) {
      found.add(name(netuid, proportion, direction(hotkey, other)))
    }
  }
  return found
}

const onlyIn = (these: ReadonlySet<string>, those: ReadonlySet<string>): readonly string[] =>
  [...these].filter((each) => !those.has(each))
