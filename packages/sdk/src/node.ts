export { InvalidFieldError, SubnetError } from './subnet/errors.ts'
export type { SubnetErrorCode } from './subnet/errors.ts'
export { taskRandom } from './subnet/random/random.ts'
export type { TaskRandom } from './subnet/random/random.ts'
export { createTask } from './subnet/random/task.ts'
export type { TaskOrigin } from './subnet/random/task.ts'
export {
  SALT_REVEAL_WINDOWS,
  saltCommitment,
  SEED_DEPTH,
  seedBlock,
  windowOf,
  windowSalt,
  windowStart,
} from './subnet/random/window.ts'
export type {
  Fault,
  Judgement,
  Manifest,
  Subnet,
  SubnetSynapse,
  Task,
  Verdict,
  WindowScore,
} from './subnet/subnet.ts'
