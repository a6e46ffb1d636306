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
export { SubnetError } from './subnet/errors.ts'
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
export { AxonError } from './axon/errors.ts'
export type { AxonErrorCode } from './axon/errors.ts'
export type { AxonMetrics, AxonOutcome } from './axon/metrics.ts'
export type {
  Axon,
  AxonAddress,
  AxonHandler,
  AxonLimits,
  AxonLog,
  AxonModules,
  AxonOptions,
  Call,
  Caller,
  Chunks,
  ForwardContext,
} from './axon/options.ts'
export type { ReplayEntry, ReplayStore } from './axon/replay-store.ts'
export type {
  Dendrite,
  DendriteModules,
  DendriteOptions,
  Query,
  QueryAnswer,
  QueryFailure,
  QueryOptions,
  QueryResult,
  ResponseStream,
  StreamEnd,
  Target,
} from './dendrite/options.ts'
export { InvalidFieldError, SynapseError } from './synapse/errors.ts'
export type { SynapseErrorCode } from './synapse/errors.ts'
export type { Signer } from './synapse/signer.ts'
export { PING } from './synapse/synapse-spec.ts'
export type { SynapseSpec } from './synapse/synapse-spec.ts'
