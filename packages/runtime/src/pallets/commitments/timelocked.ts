import { equalBytes } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { addWeights, weight } from '../../frame/weight.ts'
import type { Weight } from '../../frame/weight.ts'
import { CommitmentOf, TimelockedIndex } from './storage.ts'

type Entry = readonly [NetUid, AccountId]

/** The index without one hotkey. */
export const withoutEntry = (
  index: readonly Entry[],
  netuid: NetUid,
  who: AccountId,
): readonly Entry[] =>
  index.filter(([subnet, account]) => subnet !== netuid || !equalBytes(account, who))

/**
 * At the start of a block: forgets who waits for nothing. Commitments that wait stay as they are,
 * for no drand round is stored yet that could open them.
 */
export function waitForRounds(ctx: Context): Weight {
  let used = weight(0n, { reads: 1n })
  for (const [netuid, who] of TimelockedIndex.get(ctx)) {
    const fields = CommitmentOf.get(ctx, netuid, who)?.info.fields ?? []
    const waiting = fields.filter(({ type }) => type === 'TimelockEncrypted').length
    used = addWeights(used, weight(0n, { reads: BigInt(waiting) + 1n }))
    if (waiting > 0) continue
    TimelockedIndex.update(ctx, (index) => withoutEntry(index, netuid, who))
    used = addWeights(used, weight(0n, { reads: 1n, writes: 1n }))
  }
  return used
}
