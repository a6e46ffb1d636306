import type { Hash } from '@plexus/primitives'
import type { TransactionSource, ValidTransaction } from '@plexus/runtime'
import type { PooledTransaction } from './interface.ts'
import { senderOf, tagOf } from './tags.ts'

/** A transaction in the queue. `requires` and `provides` are tags as strings (see `tags.ts`). */
export interface Entry extends PooledTransaction {
  /** The hash as a map key. */
  readonly key: string
  readonly source: TransactionSource
  /** Order of arrival. */
  readonly sequence: number
  priority: bigint
  /** What transactions of the pool must still provide; what the chain provides is taken out. */
  requires: readonly string[]
  provides: readonly string[]
  /** The height at which the verdict of the runtime ends; `Infinity` for never. */
  expires: number
  /** The sender as a map key; empty where nobody signed. */
  account: string
  /** 0 where nobody signed. */
  nonce: number
  /** Whether a block may take it after the transactions it requires. Owned by the queue. */
  ready: boolean
}

/** The part of an entry that follows from the verdict of the runtime. */
export type Verdict = Pick<
  Entry,
  'priority' | 'requires' | 'provides' | 'expires' | 'account' | 'nonce'
>

/** What arrived, before a verdict. */
export interface Arrival {
  readonly hash: Hash
  readonly key: string
  readonly bytes: Uint8Array
  readonly source: TransactionSource
  /** Another node passed it on. */
  readonly passedOn: boolean
}

/** A queue entry that is not ready yet. */
export function createEntry(arrival: Arrival, sequence: number, verdict: Verdict): Entry {
  const { hash, key, bytes, source } = arrival
  return { hash, key, bytes, source, sequence, ...verdict, ready: false }
}

/** What a positive verdict given at this height means for the queue. */
export function toVerdict(valid: ValidTransaction, height: number): Verdict {
  const provides = valid.provides.map(tagOf)
  const sender = senderOf(provides)
  return {
    priority: valid.priority,
    requires: valid.requires.map(tagOf),
    provides,
    expires: valid.longevity > MAX_FINITE_LONGEVITY ? Infinity : height + Number(valid.longevity),
    account: sender?.account ?? '',
    nonce: sender?.nonce ?? 0,
  }
}

/** Beyond this many blocks (thirteen years of 250 ms) a verdict counts as lasting for ever. */
const MAX_FINITE_LONGEVITY = 2n ** 31n
