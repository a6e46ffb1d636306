import type { Hash } from '@plexus/primitives'
import type { StorageKey } from '@plexus/runtime'
import type { HistoricalState } from '../chain/interface.ts'
import { readFailure, stream } from './archive-stream.ts'
import type { RpcContext } from './context.ts'
import { subscription } from './method.ts'
import { hash, hexBytes, list, object, oneOf, optional, storageKey } from './params.ts'
import { keyToHex, toHex } from './render.ts'

/** What to compare: the entries under a prefix, by value or by hash. */
interface DiffQuery {
  readonly key: StorageKey
  readonly returnType: 'value' | 'hash'
  readonly childTrieKey: Uint8Array | undefined
}

/** One entry that differs; of a deleted one, what it was. */
interface DiffItem {
  readonly key: string
  readonly type: 'added' | 'modified' | 'deleted'
  readonly value?: string
  readonly hash?: string
}

const MAX_QUERIES = 4096
/** Blocks between the two states; each names the keys that it changed. */
const MAX_DISTANCE = 65_536

const queries = list<DiffQuery>(
  object({
    key: storageKey,
    returnType: oneOf('value', 'hash'),
    childTrieKey: optional(hexBytes),
  }),
  MAX_QUERIES,
)

/**
 * The entries that differ between a block's state and an earlier one's, its parent's by default,
 * one event each. Without queries all entries are compared, by value.
 */
export const archive_v1_storageDiff = subscription(
  {
    notification: 'archive_v1_storageDiffEvent',
    unsubscribe: 'archive_v1_storageDiff_stopStorageDiff',
    quiet: true,
  },
  [hash, optional(queries), optional(hash)],
  ({ ctx }, sink, at, asked, previous) => {
    let stopped = false
    stream(
      () => stopped,
      () => differences(ctx, at, previous, asked ?? []),
      (item) => sink.notify({ event: 'storageDiff', ...item }),
    ).then(
      (whole) => {
        if (whole) sink.notify({ event: 'storageDiffDone' })
        sink.close()
      },
      (error: unknown) => {
        sink.notify({ event: 'storageDiffError', error: readFailure(ctx, error, at) })
        sink.close()
      },
    )
    return () => {
      stopped = true
    }
  },
)

function* differences(
  ctx: RpcContext,
  at: Hash,
  previous: Hash | undefined,
  asked: readonly DiffQuery[],
): Generator<DiffItem, undefined> {
  const after = ctx.chain.stateAt(at)
  const before = ctx.chain.stateAt(previous ?? ctx.chain.header(at)?.parentHash ?? at)
  for (const key of changedBetween(ctx, before, after)) {
    const query = asked.find((one) => one.childTrieKey === undefined && key.startsWith(one.key))
    if (query === undefined && asked.length > 0) continue
    const item = difference(ctx, key, before.get(key), after.get(key), query?.returnType)
    if (item !== undefined) yield item
  }
}

/** Keys that any block between two states changed, in byte order. */
function changedBetween(
  { chain }: RpcContext,
  before: HistoricalState,
  after: HistoricalState,
): readonly StorageKey[] {
  const [low, high] = [before.at.number, after.at.number].toSorted((a, b) => a - b)
  if (low === undefined || high === undefined || high - low > MAX_DISTANCE) {
    throw new Error(`the blocks are more than ${MAX_DISTANCE} apart`)
  }
  const keys = new Set<StorageKey>()
  for (let number = low + 1; number <= high; number += 1) {
    const hashOf = chain.hashAt(number)
    const changed = hashOf && chain.changedKeys(hashOf)
    if (changed === undefined) throw new Error(`the changes of block ${number} are pruned`)
    for (const key of changed) keys.add(key)
  }
  return [...keys].toSorted((a, b) => (a < b ? -1 : Number(a > b)))
}

function difference(
  { hasher }: RpcContext,
  key: StorageKey,
  before: Uint8Array | undefined,
  after: Uint8Array | undefined,
  returnType: DiffQuery['returnType'] = 'value',
): DiffItem | undefined {
  const shown = after ?? before
  if (shown === undefined) return undefined
  const type = before === undefined ? 'added' : after === undefined ? 'deleted' : 'modified'
  if (type === 'modified' && before !== undefined && toHex(before) === toHex(shown))
    return undefined
  const content =
    returnType === 'hash' ? { hash: toHex(hasher.blake2b256(shown)) } : { value: toHex(shown) }
  return { key: keyToHex(key), type, ...content }
}
