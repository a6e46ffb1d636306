import { palletErrors } from '../../frame/error.ts'
import { safeMode } from './id.ts'

export const errors = palletErrors(safeMode, {
  Entered: 'The chain is in safe mode.',
  Exited: 'The chain is not in safe mode.',
  NotConfigured: 'This chain does not offer the call.',
  NoDeposit: 'The account placed no deposit in that block.',
  AlreadyDeposited: 'The account has a deposit already and cannot place another one.',
  CannotReleaseYet: 'It is too early to give the deposit back.',
  CurrencyError: 'The deposit could not be held, released or burnt.',
})
