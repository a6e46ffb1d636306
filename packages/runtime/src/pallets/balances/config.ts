import { u32, u64 } from '@plexus/primitives'
import { constant } from '../../frame/constant.ts'

/** Least free balance that keeps an account alive by itself, in rao. */
export const EXISTENTIAL_DEPOSIT = 500n
/** Largest amount that a balance or the issuance can be, in rao. */
export const MAX_BALANCE = 2n ** 64n - 1n
export const MAX_LOCKS = 50
/** Named reserves of one account. */
export const MAX_RESERVES = 50
export const MAX_FREEZES = 50

export const constants = [
  constant('ExistentialDeposit', u64, EXISTENTIAL_DEPOSIT, [
    'Least free balance that keeps an account alive by itself, in rao.',
  ]),
  constant('MaxLocks', u32, MAX_LOCKS, ['Locks of one account.']),
  constant('MaxReserves', u32, MAX_RESERVES, ['Named reserves of one account.']),
  constant('MaxFreezes', u32, MAX_FREEZES, ['Freezes of one account.']),
] as const
