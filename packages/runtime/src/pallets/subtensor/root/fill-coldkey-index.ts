import { netUid, ScaleError } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { readKeys } from '../../../frame/key.ts'
import type { StorageItem } from '../../../frame/storage.ts'
import { fromStorageKey, toStorageKey } from '../../../state/view.ts'
import type { StorageKey } from '../../../state/view.ts'
import { Alpha, AlphaMapLastKey, AlphaV2, AlphaV2MapLastKey } from '../storage/stake.ts'
import { listStakingColdkey } from './coldkey-index.ts'

const ROOT = netUid(0)
/** Entries that are looked at in a block. */
const BATCH = 30

type Shares<T> = StorageItem<[AccountId, AccountId, NetUid], T, T>

/** Walks on over all stake and lists the coldkeys that have some on root (spec: 30-block-step §12.4). */
export function fillColdkeyIndex(ctx: Context): void {
  walkOn(ctx, Alpha, AlphaMapLastKey)
  walkOn(ctx, AlphaV2, AlphaV2MapLastKey)
}

function walkOn<T>(ctx: Context, shares: Shares<T>, cursor: typeof AlphaMapLastKey): void {
  const last = cursor.get(ctx)
  const after = last === undefined ? undefined : toStorageKey(last)
  const batch = entriesAfter(ctx, shares, after)
  // Nothing is written where a walk would begin and there is no entry.
  if (after === undefined && batch.length === 0) return
  for (const { coldkey, netuid } of batch) {
    if (netuid === ROOT) listStakingColdkey(ctx, coldkey)
  }
  const end = batch.at(-1)?.key
  cursor.set(ctx, batch.length < BATCH || end === undefined ? undefined : fromStorageKey(end))
}

interface Entry {
  readonly key: StorageKey
  readonly coldkey: AccountId
  readonly netuid: NetUid
}

function entriesAfter<T>(
  ctx: Context,
  shares: Shares<T>,
  after: StorageKey | undefined,
): readonly Entry[] {
  const prefix = shares.prefix(ctx)
  const entries: Entry[] = []
  for (const key of ctx.state.keys(prefix, after)) {
    const entry = readEntry(shares, key, prefix.length)
    if (entry !== undefined) entries.push(entry)
    if (entries.length === BATCH) break
  }
  return entries
}

/** Root may write any key; one that is of no stake is passed over, as in the reference. */
function readEntry<T>(shares: Shares<T>, key: StorageKey, start: number): Entry | undefined {
  try {
    const [, coldkey, netuid] = readKeys(shares.keys, key, start)
    return { key, coldkey: coldkey as AccountId, netuid: netuid as NetUid }
  } catch (error) {
    if (error instanceof ScaleError) return undefined
    throw error
  }
}
