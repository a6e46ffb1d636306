import { equalBytes } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'

type Entry = readonly [NetUid, AccountId]

/** The index without one hotkey. */
export const withoutEntry = (
  index: readonly Entry[],
  netuid: NetUid,
  who: AccountId,
): readonly Entry[] =>
  index.filter(([subnet, account]) => subnet !== netuid || !equalBytes(account, who))
