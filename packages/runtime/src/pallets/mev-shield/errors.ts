import { palletErrors } from '../../frame/error.ts'
import { mevShield } from './id.ts'

export const errors = palletErrors(mevShield, {
  BadEncKeyLen: 'The key has not the length of an ML-KEM-768 public key.',
  Unreachable: 'The block has no author.',
  TooManyPendingExtrinsics: 'No more encrypted calls can wait.',
  WeightExceedsAbsoluteMax: 'No block has room for that weight.',
})
