import { palletErrors } from '../../frame/error.ts'
import { utility } from './id.ts'

export const errors = palletErrors(utility, {
  TooManyCalls: 'The batch holds more calls than batched_calls_limit.',
  InvalidDerivedAccount: 'No account can be derived from this input.',
})
