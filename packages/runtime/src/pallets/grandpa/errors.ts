import { palletErrors } from '../../frame/error.ts'
import { grandpa } from './id.ts'

export const errors = palletErrors(grandpa, {
  PauseFailed: 'Only a live set of authorities can pause.',
  ResumeFailed: 'Only a paused set of authorities can resume.',
  ChangePending: 'Another change of authorities is pending.',
  TooSoon: 'It is too soon after the last forced change.',
  InvalidKeyOwnershipProof: 'The proof that the key belongs to an authority does not hold.',
  InvalidEquivocationProof: 'The proof of a double vote does not hold.',
  DuplicateOffenceReport: 'The offence has been reported already.',
})
