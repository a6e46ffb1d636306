import { compareBytes } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { toStorageKey } from '../../../state/view.ts'

/** A value for each of some accounts. */
export type ByAccount<T> = readonly (readonly [account: AccountId, value: T])[]

/** Adds up the values of each account. @returns by the accounts' bytes, as the reference walks them */
export function sumByAccount<T>(
  entries: Iterable<readonly [AccountId, T]>,
  add: (a: T, b: T) => T,
): ByAccount<T> {
  const sums = new Map<string, readonly [AccountId, T]>()
  for (const [account, value] of entries) {
    const name = toStorageKey(account)
    const sum = sums.get(name)
    sums.set(name, [account, sum === undefined ? value : add(sum[1], value)])
  }
  return [...sums.values()].sort(([a], [b]) => compareBytes(a, b))
}
