import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { EMPTY_ACCOUNT, EMPTY_DATA } from '../system/account-info.ts'
import { Account } from '../system/storage.ts'
import { EXISTENTIAL_DEPOSIT } from './config.ts'
import { TotalIssuance } from './storage.ts'

/**
 * Gives the first accounts their free balance; there are no events at genesis.
 *
 * @param balances accounts, each once, and rao of at least the existential deposit
 * @throws Error when an account is poorer than that or named twice
 */
export function endow(ctx: Context, balances: readonly (readonly [AccountId, bigint])[]): void {
  let total = 0n
  for (const [who, free] of balances) {
    if (free < EXISTENTIAL_DEPOSIT) {
      throw new Error(`${free} rao are less than an account of the genesis must have`)
    }
    if (Account.has(ctx, who)) throw new Error('the genesis names an account twice')
    Account.set(ctx, who, { ...EMPTY_ACCOUNT, providers: 1, data: { ...EMPTY_DATA, free } })
    total += free
  }
  TotalIssuance.set(ctx, total)
}
