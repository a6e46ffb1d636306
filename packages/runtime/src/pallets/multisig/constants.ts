import { u32, u64 } from '@plexus/primitives'
import { constant } from '../../frame/constant.ts'

/** Deposit for an open operation in rao, before the part that grows with the threshold. */
export const DEPOSIT_BASE = 132_000_000n
/** Deposit for each approval of the threshold, in rao. */
export const DEPOSIT_FACTOR = 32_000_000n
/** Most members of a multisig, its sender included. */
export const MAX_SIGNATORIES = 100

export const constants = [
  constant('DepositBase', u64, DEPOSIT_BASE, ['Deposit of an open operation, in rao.']),
  constant('DepositFactor', u64, DEPOSIT_FACTOR, ['Deposit for each approval, in rao.']),
  constant('MaxSignatories', u32, MAX_SIGNATORIES, ['Most members of a multisig.']),
] as const

/** What is reserved while an operation with this threshold is open, in rao. */
export const depositOf = (threshold: number): bigint =>
  DEPOSIT_BASE + DEPOSIT_FACTOR * BigInt(threshold)
