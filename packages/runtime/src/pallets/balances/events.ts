import { AccountId32, naming, u64 } from '@plexus/primitives'
import { palletEvents } from '../../frame/event.ts'
import { balances } from './id.ts'
import { BalanceStatus } from './types.ts'

const change = { who: AccountId32, amount: u64 } as const

/** Amounts are in rao. */
export const events = palletEvents(balances, {
  Endowed: naming(0, { account: AccountId32, free_balance: u64 }),
  DustLost: naming(1, { account: AccountId32, amount: u64 }),
  Transfer: naming(2, { from: AccountId32, to: AccountId32, amount: u64 }),
  BalanceSet: naming(3, { who: AccountId32, free: u64 }),
  Reserved: naming(4, change),
  Unreserved: naming(5, change),
  ReserveRepatriated: naming(6, {
    from: AccountId32,
    to: AccountId32,
    amount: u64,
    destination_status: BalanceStatus,
  }),
  Deposit: naming(7, change),
  Withdraw: naming(8, change),
  Slashed: naming(9, change),
  Minted: naming(10, change),
  Burned: naming(11, change),
  Suspended: naming(12, change),
  Restored: naming(13, change),
  Upgraded: naming(14, { who: AccountId32 }),
  Issued: naming(15, { amount: u64 }),
  Rescinded: naming(16, { amount: u64 }),
  Locked: naming(17, change),
  Unlocked: naming(18, change),
  Frozen: naming(19, change),
  Thawed: naming(20, change),
  TotalIssuanceForced: naming(21, { old: u64, new: u64 }),
})
