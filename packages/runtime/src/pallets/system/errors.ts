import { palletErrors } from '../../frame/error.ts'
import { system } from './id.ts'

export const errors = palletErrors(system, {
  InvalidSpecName: 'The new runtime has another name than this one.',
  SpecVersionNeedsToIncrease: 'The new runtime must have a higher specification version.',
  FailedToExtractRuntimeVersion: 'The code carries no readable runtime version.',
  NonDefaultComposite: 'The account still holds data and cannot end.',
  NonZeroRefCount: 'Something still refers to the account, so it cannot end.',
  CallFiltered: 'A filter does not let this call through.',
  MultiBlockMigrationsOngoing: 'A migration is running; the code cannot change meanwhile.',
  NothingAuthorized: 'No upgrade is authorised.',
  Unauthorized: 'The code is not the one that was authorised.',
})
