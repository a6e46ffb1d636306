import { openTimelocked, verifyRound } from '@plexus/primitives'
import type { Hasher, Signatures } from '@plexus/primitives'
import type { Host } from './frame/host.ts'

/** Host functions that compute each answer when it is asked for, without any cache. */
export const createHost = (hasher: Hasher, { ecdsa, verifySignature }: Signatures): Host => ({
  ...hasher,
  verifySignature,
  recoverPublicKey: ecdsa.recoverPrehashed,
  verifyRound,
  openTimelocked,
})
