import { bytesToHex, hash } from '@plexus/primitives'
import type { Hash, Hasher } from '@plexus/primitives'
import type { Pool, PooledTransaction, TransactionStatus } from '../../../src/pool/interface.ts'

type Watcher = (status: TransactionStatus) => void

/** A pool whose verdicts and statuses tests decide. */
export interface FakePool extends Pool {
  /** The next submissions fail with this, until it is set back to nothing. */
  refuseWith(error: unknown): void
  /** Tells all watchers of some bytes. */
  tell(bytes: Uint8Array, status: TransactionStatus): void
  watchers(): number
  readonly submissions: readonly Uint8Array[]
}

export function fakePool(hasher: Hasher): FakePool {
  const held = new Map<string, PooledTransaction>()
  const watchers = new Map<string, Set<Watcher>>()
  const submissions: Uint8Array[] = []
  let refusal: unknown

  const add = (bytes: Uint8Array): Hash => {
    submissions.push(bytes)
    if (refusal !== undefined) throw refusal
    const key = hash(hasher.blake2b256(bytes))
    held.set(bytesToHex(bytes), { hash: key, bytes })
    return key
  }
  return {
    submissions,
    refuseWith: (error) => void (refusal = error),
    tell(bytes, status) {
      for (const watcher of [...(watchers.get(bytesToHex(bytes)) ?? [])]) watcher(status)
    },
    watchers: () => [...watchers.values()].reduce((sum, set) => sum + set.size, 0),
    submit: async (bytes) => add(bytes),
    receive: async (bytes) => add(bytes),
    async watch(bytes, _source, listener) {
      const key = add(bytes)
      const set = watchers.get(bytesToHex(bytes)) ?? new Set()
      watchers.set(bytesToHex(bytes), set.add(listener))
      queueMicrotask(() => queueMicrotask(() => listener({ type: 'ready' })))
      return { hash: key, stop: () => void set.delete(listener) }
    },
    ready: () => held.values(),
    pending: () => [...held.values()],
    has: (key) => [...held.values()].some(({ hash: each }) => bytesToHex(each) === bytesToHex(key)),
    nextIndex: () => 7,
    refuse: () => {},
    remove: () => false,
    size: () => ({ ready: held.size, future: 0 }),
    onReady: () => () => {},
    start: () => {},
    stop: () => Promise.resolve(),
  }
}
