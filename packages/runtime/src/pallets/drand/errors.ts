import { palletErrors } from '../../frame/error.ts'
import { drand } from './id.ts'

export const errors = palletErrors(drand, {
  NoneValue: 'Nothing has been stored yet.',
  StorageOverflow: 'The number would not fit its type.',
  DrandConnectionFailure: 'The beacon cannot be reached.',
  UnverifiedPulse: 'The signature of the round does not hold.',
  InvalidRoundNumber: 'The round does not follow the one before.',
  PulseVerificationError: 'The signature of the round cannot be checked.',
})
