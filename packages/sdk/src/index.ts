export type { Neuron, SubnetChain } from './subnet/chain.ts'
export { weightsCommitHash } from './weights/commit-hash.ts'
export type { WeightsCommitment } from './weights/commit-hash.ts'
export { TimelockError, WeightsError } from './weights/errors.ts'
export type { TimelockErrorCode, WeightsErrorCode } from './weights/errors.ts'
export { netuidIndex } from './weights/netuid-index.ts'
export { normalizeWeights } from './weights/normalize-weights.ts'
export type { EmittedWeights } from './weights/normalize-weights.ts'
export { randomSalt } from './weights/random-salt.ts'
export type { Beacon } from './weights/timelock/beacon.ts'
export { TIMELOCK_OVERHEAD_BYTES } from './weights/timelock/ciphertext.ts'
export { TimelockEnvelope } from './weights/timelock/envelope.ts'
export { lockUntilRound } from './weights/timelock/lock.ts'
export type { LockOptions } from './weights/timelock/lock.ts'
export { QUICKNET } from './weights/timelock/quicknet.ts'
export { roundAfter, weightsRevealRound } from './weights/timelock/reveal-round.ts'
export type { RevealRoundOptions } from './weights/timelock/reveal-round.ts'
export { unlockWithSignature } from './weights/timelock/unlock.ts'
export {
  encodeWeightsPayload,
  lockWeights,
  TIMELOCKED_COMMIT_VERSION,
} from './weights/timelock/weights-payload.ts'
export type { WeightsPayload } from './weights/timelock/weights-payload.ts'
