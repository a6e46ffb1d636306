import type { AccountId } from '@plexus/primitives'
import type { StorageKey } from '@plexus/runtime'
import type { BlockRef, ChainEvent, Unsubscribe } from '../chain/interface.ts'
import { validateOnHead } from './admit.ts'
import { announce, discard } from './context.ts'
import type { PoolContext } from './context.ts'
import { toVerdict } from './entry.ts'
import type { Entry } from './entry.ts'
import type { Included } from './included.ts'
import { trim } from './limits.ts'
import { createRotation, revalidate } from './revalidate.ts'
import { nonceTag, tagOf } from './tags.ts'

/** Keeps the queue in step with the chain until it is unsubscribed. */
export function followChain(pool: PoolContext): Unsubscribe {
  const rotation = createRotation(pool)
  const accountPrefix =
    tagOf(pool.hasher.twox128(TEXT.encode('System'))) +
    tagOf(pool.hasher.twox128(TEXT.encode('Account')))
  return pool.chain.subscribe((event) => {
    switch (event.type) {
      case 'imported':
        if (pool.queue.size === 0) return
        onImported(pool, event, accountsIn(event.changed, accountPrefix), rotation)
        return
      case 'finalized':
        for (const ref of event.blocks) onFinalized(pool, ref)
        return
      case 'reverted':
        onReverted(pool, event.removed)
        return
      case 'overwritten':
      case 'restored':
        onReverted(pool, [])
    }
  })
}

/** The account's next nonce in the state of the head. */
export function nonceOnHead(pool: PoolContext, account: AccountId): number {
  const { chain } = pool
  const view = chain.stateAt(chain.head().hash)
  const nonce = chain.runtime.call(view, 'AccountNonceApi_account_nonce', account)
  return new DataView(nonce.buffer, nonce.byteOffset, nonce.byteLength).getUint32(0, true)
}

function onImported(
  pool: PoolContext,
  { block, ref }: Extract<ChainEvent, { readonly type: 'imported' }>,
  accounts: readonly string[],
  rotation: (count: number) => Entry[],
): void {
  const { queue, hub } = pool
  const included: Included[] = []
  block.extrinsics.forEach((bytes, index) => {
    const entry = queue.get(tagOf(pool.hasher.blake2b256(bytes)))
    if (entry !== undefined) included.push({ entry, block: ref.hash, index })
  })
  // The tags first: what requires an included transaction must not become future.
  const moved = queue.satisfy(included.flatMap(({ entry }) => entry.provides))
  queue.remove(included.map(({ entry }) => entry))
  for (const each of included) {
    pool.included.add(each)
    hub.tell(each.entry.key, { type: 'inBlock', block: ref.hash, index: each.index })
  }
  announce(pool, moved)
  const touched = accounts.filter((account) => queue.ofAccount(account).size > 0)
  for (const account of touched) catchUp(pool, account)
  for (const entry of [...queue.values()]) {
    if (entry.expires <= ref.number) discard(pool, entry, { type: 'invalid' })
  }
  const heads = touched.slice(0, MAX_HEADS).flatMap((account) => lowestNonce(pool, account))
  revalidate(pool, new Set([...heads, ...rotation(pool.limits.revalidated)]))
  trim(pool)
}

/** Follows the nonce of an account that the block touched. */
function catchUp(pool: PoolContext, account: string): void {
  const nonce = nonceOnHead(pool, Buffer.from(account, 'latin1') as Uint8Array as AccountId)
  if (nonce > 0) announce(pool, pool.queue.satisfy([nonceTag(account, nonce - 1)]))
  for (const entry of [...pool.queue.ofAccount(account)]) {
    if (entry.nonce < nonce) discard(pool, entry, { type: 'invalid' })
  }
}

function onFinalized(pool: PoolContext, ref: BlockRef): void {
  for (const { entry, block, index } of pool.included.take(ref.hash)) {
    pool.hub.tell(entry.key, { type: 'finalized', block, index })
  }
}

/**
 * The state went back or was overwritten, so every verdict is open again. What lost blocks held is
 * forgotten: who goes back to a snapshot wants it as it was, and an instant engine would seal at
 * once what returned. PERF: validates the whole pool; in development, and once where a chain is begun
 * at a block.
 */
function onReverted(pool: PoolContext, removed: readonly BlockRef[]): void {
  const { queue } = pool
  pool.bans.clear()
  for (const ref of removed) forget(pool, ref)
  const all = [...queue.values()].toSorted((a, b) => a.sequence - b.sequence)
  const wasReady = new Map(all.map((entry) => [entry, entry.ready]))
  queue.remove(all)
  for (const entry of all) readmit(pool, entry)
  announce(
    pool,
    [...queue.values()].filter((entry) => wasReady.get(entry) !== entry.ready),
  )
  trim(pool)
}

/** Ends the watches of what a lost block held. */
function forget({ included, hub }: PoolContext, { hash }: BlockRef): void {
  for (const { entry, block } of included.take(hash)) {
    hub.tell(entry.key, { type: 'retracted', block })
    hub.tell(entry.key, { type: 'dropped' })
  }
}

function readmit(pool: PoolContext, entry: Entry): void {
  const validity = validateOnHead(pool, entry)
  if (validity instanceof Error || !validity.ok) {
    pool.hub.tell(entry.key, { type: 'invalid' })
    return
  }
  const verdict = toVerdict(validity.value, pool.chain.head().number)
  const [rival] = pool.queue.providersOf(verdict.provides)
  if (rival !== undefined) {
    pool.hub.tell(entry.key, { type: 'usurped', by: rival.hash })
    return
  }
  Object.assign(entry, verdict)
  pool.queue.add(entry)
}

/** The accounts whose record changed: nonce, balance or providers. */
function accountsIn(changed: readonly StorageKey[], prefix: string): readonly string[] {
  return changed
    .filter((key) => key.length === ACCOUNT_KEY_BYTES && key.startsWith(prefix))
    .map((key) => key.slice(-32))
}

function lowestNonce(pool: PoolContext, account: string): readonly Entry[] {
  let lowest: Entry | undefined
  for (const entry of pool.queue.ofAccount(account)) {
    if (lowest === undefined || entry.nonce < lowest.nonce) lowest = entry
  }
  return lowest === undefined ? [] : [lowest]
}

const TEXT = new TextEncoder()
/** Two twox128 prefixes, blake2b-128 of the account, the account. */
const ACCOUNT_KEY_BYTES = 16 + 16 + 16 + 32
/** Senders whose first transaction is validated again after one block. */
const MAX_HEADS = 64
