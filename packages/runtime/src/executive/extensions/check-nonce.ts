import { AccountId32, compact, encode, tuple, u32, unit } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { Account } from '../../pallets/system/storage.ts'
import type { TransactionExtension } from '../extension.ts'
import { invalid } from '../validity.ts'

const Tag = tuple(AccountId32, u32)
const tag = (who: AccountId, nonce: number): Uint8Array => encode(Tag, [who, nonce])

/**
 * Transactions of an account run in the order of their nonces. Free calls work for accounts that do
 * not exist (spec: 50-fees-and-extensions §3).
 */
export const checkNonce: TransactionExtension<number> = {
  identifier: 'CheckNonce',
  explicit: compact(u32),
  implicit: unit,
  validate(ctx, { who, info }, nonce) {
    const account = Account.get(ctx, who)
    if (info.paysFee && account.providers === 0 && account.sufficients === 0) invalid('Payment')
    if (nonce < account.nonce) invalid('Stale')
    return {
      provides: [tag(who, nonce)],
      requires: nonce > account.nonce ? [tag(who, nonce - 1)] : [],
    }
  },
  prepare(ctx, { who }, nonce) {
    const account = Account.get(ctx, who)
    if (nonce > account.nonce) invalid('Future')
    Account.set(ctx, who, { ...account, nonce: (account.nonce + 1) >>> 0 })
  },
}
