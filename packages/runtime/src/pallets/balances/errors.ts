import { palletErrors } from '../../frame/error.ts'
import { balances } from './id.ts'

export const errors = palletErrors(balances, {
  VestingBalance: 'Too much of the balance is still vesting to send this value.',
  LiquidityRestrictions: 'Locks on the account do not let this value go.',
  InsufficientBalance: 'The balance is too low for this value.',
  ExistentialDeposit: 'The value is below the existential deposit and cannot create an account.',
  Expendability: 'The payment would end the account.',
  ExistingVestingSchedule: 'The account has a vesting schedule already.',
  DeadAccount: 'The beneficiary does not exist.',
  TooManyReserves: 'The account has as many named reserves as it may.',
  TooManyHolds: 'The account has as many holds as it may.',
  TooManyFreezes: 'The account has as many freezes as it may.',
  IssuanceDeactivated: 'So much of the issuance is inactive that it cannot shrink this far.',
  DeltaZero: 'The change must not be zero.',
})
