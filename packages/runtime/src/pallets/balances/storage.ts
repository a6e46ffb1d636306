import { AccountId32, blake2128Concat, boundedVec, u64, weakBoundedVec } from '@plexus/primitives'
import { hashed } from '../../frame/key.ts'
import { storageMap, storageValue } from '../../frame/storage.ts'
import { AccountData, EMPTY_DATA } from '../system/account-info.ts'
import { MAX_FREEZES, MAX_RESERVES } from './config.ts'
import { HOLD_REASONS } from './hold-reason.ts'
import { balances } from './id.ts'
import { BalanceLock, Freeze, Hold, ReserveData } from './types.ts'

const byAccount = [hashed(blake2128Concat, AccountId32)] as const

/** All TAO that exists, in rao. */
export const TotalIssuance = storageValue(balances, 'TotalIssuance', u64, () => 0n)
/** Part of the issuance that is out of use, in rao. */
export const InactiveIssuance = storageValue(balances, 'InactiveIssuance', u64, () => 0n)
/** Never written: this chain keeps balances in `System.Account`. */
export const Account = storageMap(balances, 'Account', byAccount, AccountData, () => EMPTY_DATA)
export const Locks = storageMap(balances, 'Locks', byAccount, weakBoundedVec(BalanceLock), () => [])
/** Named reserves, ascending by identifier. */
export const Reserves = storageMap(
  balances,
  'Reserves',
  byAccount,
  boundedVec(ReserveData, MAX_RESERVES),
  () => [],
)
export const Holds = storageMap(
  balances,
  'Holds',
  byAccount,
  boundedVec(Hold, HOLD_REASONS),
  () => [],
)
/** Never written: no pallet of this chain freezes. */
export const Freezes = storageMap(
  balances,
  'Freezes',
  byAccount,
  boundedVec(Freeze, MAX_FREEZES),
  () => [],
)

export const storage = [
  TotalIssuance,
  InactiveIssuance,
  Account,
  Locks,
  Reserves,
  Holds,
  Freezes,
] as const
