export { CHEAT_SHARE, FAKE_SHARE, FARM_SHARE } from './subnet/agents/agent.ts'
export type {
  Agent,
  AgentAnswer,
  AgentContext,
  Guess,
  Revealed,
} from './subnet/agents/agent.ts'
export { goodThenBadAgent, lazyAgent, liarAgent } from './subnet/agents/cheats.ts'
export { copierAgent, randomAgent, replayAgent } from './subnet/agents/fakes.ts'
export { cloneFarmAgent } from './subnet/agents/farm.ts'
export { honestAgent } from './subnet/agents/honest.ts'
export type { HonestOptions } from './subnet/agents/honest.ts'
export { crashProneAgent, slowAgent } from './subnet/agents/unreliable.ts'
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
