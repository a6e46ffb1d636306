import { palletErrors } from '../../frame/error.ts'
import { commitments } from './id.ts'

export const errors = palletErrors(commitments, {
  TooManyFieldsInCommitmentInfo: 'A commitment has at most three fields.',
  AccountNotAllowedCommit: 'The account has no uid in this subnet.',
  SpaceLimitExceeded: 'The commitments of this epoch are longer than allowed.',
  UnexpectedUnreserveLeftover: 'Less was reserved than the deposit that is given back.',
})
