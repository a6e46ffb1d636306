export { axonPort } from './subnet/adapters/axon-port.ts'
export type { AxonPortOptions } from './subnet/adapters/axon-port.ts'
export { dendritePort } from './subnet/adapters/dendrite-port.ts'
export { prometheusMetrics } from './subnet/adapters/prometheus.ts'
export { agentWork, createRevealBoard } from './subnet/agents/agent-work.ts'
export type { AgentWorkOptions, RevealBoard } from './subnet/agents/agent-work.ts'
export { CHEAT_SHARE, FAKE_SHARE, FARM_SHARE } from './subnet/agents/agent.ts'
export type { Agent, AgentAnswer, AgentContext, Guess, Revealed } from './subnet/agents/agent.ts'
export { canaryAgent } from './subnet/agents/canary.ts'
export { goodThenBadAgent, lazyAgent, liarAgent } from './subnet/agents/cheats.ts'
export { copierAgent, randomAgent, replayAgent } from './subnet/agents/fakes.ts'
export { cloneFarmAgent } from './subnet/agents/farm.ts'
export { honestAgent } from './subnet/agents/honest.ts'
export type { HonestOptions } from './subnet/agents/honest.ts'
export { crashProneAgent, slowAgent } from './subnet/agents/unreliable.ts'
export { answerCommitment } from './subnet/commit/answer-commitment.ts'
export type { RevealedAnswer } from './subnet/commit/answer-commitment.ts'
export { committedSynapses } from './subnet/commit/committed-synapses.ts'
export type { Commitment, CommittedSynapses } from './subnet/commit/committed-synapses.ts'
export { evidenceEntries, evidenceRoot } from './subnet/evidence/evidence-root.ts'
export { merkleProof, merkleRoot, verifyMerkleProof } from './subnet/evidence/merkle.ts'
export { recompute } from './subnet/evidence/recompute.ts'
export type { Recomputed } from './subnet/evidence/recompute.ts'
export { parseWindowLog } from './subnet/evidence/window-log.ts'
export type { WindowEnd, WindowHeader, WindowRecord } from './subnet/evidence/window-log.ts'
export { askOne } from './subnet/exchange/ask-one.ts'
export type { OneAnswer } from './subnet/exchange/ask-one.ts'
export type { Work } from './subnet/miner/miner-answers.ts'
export { runMiner } from './subnet/miner/run-miner.ts'
export type { MinerOptions, Running } from './subnet/miner/run-miner.ts'
export type { Clock } from './subnet/ports/clock.ts'
export type { KitLog } from './subnet/ports/log.ts'
export { KIT_METRICS } from './subnet/ports/metrics.ts'
export type { KitMetric, KitMetricName, KitMetrics } from './subnet/ports/metrics.ts'
export type {
  Asked,
  AskOptions,
  MinerCall,
  MinerPort,
  ValidatorPort,
} from './subnet/ports/network.ts'
export { closeWindow } from './subnet/validator/close-window.ts'
export type { ClosedWindow, ClosingWindow, Scorer } from './subnet/validator/close-window.ts'
export { openDirectoryStore } from './subnet/validator/directory-store.ts'
export type { DirectoryStore, DirectoryStoreOptions } from './subnet/validator/directory-store.ts'
export { COOL_DOWN_WINDOWS, DEFAULT_SMOOTHING } from './subnet/validator/kit-state.ts'
export type { KitState, Smoothing } from './subnet/validator/kit-state.ts'
export { createMemoryStore } from './subnet/validator/memory-store.ts'
export type { MemoryStore } from './subnet/validator/memory-store.ts'
export { DEFAULT_VALIDATOR_STAKE, isMiner } from './subnet/validator/options.ts'
export type { ValidatorOptions, WindowReport } from './subnet/validator/options.ts'
export { runValidator } from './subnet/validator/run-validator.ts'
export type { OpenWindow, SavedState, ValidatorStore } from './subnet/validator/store.ts'
export { decodeWindowNote } from './subnet/validator/window-note.ts'
export type { WindowNote } from './subnet/validator/window-note.ts'
export { SubnetError } from './subnet/errors.ts'
export type { SubnetErrorCode } from './subnet/errors.ts'
export { judgeSimulation } from './subnet/simulate/judge-simulation.ts'
export type { JudgeSimulationOptions, SimulationLine } from './subnet/simulate/judge-simulation.ts'
export { simulationMarkdown } from './subnet/simulate/markdown.ts'
export { measureSkill } from './subnet/simulate/measure-skill.ts'
export type { SkillOptions } from './subnet/simulate/measure-skill.ts'
export { DEFAULT_VALIDATORS } from './subnet/simulate/options.ts'
export type {
  SimulatedValidator,
  SimulationOptions,
  ValidatorStrategy,
} from './subnet/simulate/options.ts'
export { createMedianPayout } from './subnet/simulate/payout.ts'
export type { Payout, PayoutEpoch, PayoutResult } from './subnet/simulate/payout.ts'
export { simulate } from './subnet/simulate/simulate.ts'
export type { AgentRow, SimulationTable, ValidatorRow } from './subnet/simulate/table.ts'
export { createSubnetTemplate } from './subnet/template/create-subnet-template.ts'
export type { TemplateFile } from './subnet/template/create-subnet-template.ts'
export { SUBNET_KIT } from './subnet/template/subnet-kit.ts'
export type { SubnetKit } from './subnet/template/subnet-kit.ts'
export { loadSubnetModule } from './subnet/template/subnet-module.ts'
export type { AnySubnet, LoadedSubnet } from './subnet/template/subnet-module.ts'
export {
  afterAudit,
  auditRate,
  detectionProbability,
  deterrentLoss,
  NEW_STANDING,
} from './subnet/toolbox/audit.ts'
export type { AuditStanding } from './subnet/toolbox/audit.ts'
export { growthProof } from './subnet/toolbox/growth-proof.ts'
export { matthewsCorrelation } from './subnet/toolbox/matthews.ts'
export { correlatedAgreement, determinantPayment } from './subnet/toolbox/peer-prediction.ts'
export type { SignalPair } from './subnet/toolbox/peer-prediction.ts'
export { penaltyFor } from './subnet/toolbox/penalty.ts'
export type { Offence, Penalty } from './subnet/toolbox/penalty.ts'
export { brierScore, logScore } from './subnet/toolbox/proper-scores.ts'
export { NEW_RATING, ordinalOf, rate } from './subnet/toolbox/rating.ts'
export type { Rating, RatingOptions } from './subnet/toolbox/rating.ts'
export { createSequentialTest } from './subnet/toolbox/sequential-test.ts'
export type {
  SequentialTest,
  SequentialTestOptions,
  SequentialVerdict,
} from './subnet/toolbox/sequential-test.ts'
export { spearman } from './subnet/toolbox/spearman.ts'
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
export { createAxon } from './axon/create-axon.ts'
export { AxonError } from './axon/errors.ts'
export type { AxonErrorCode } from './axon/errors.ts'
export { createFileReplayStore } from './axon/file-replay-store.ts'
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
export { createDendrite } from './dendrite/create-dendrite.ts'
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
export { decodeTensor, encodeTensor } from './synapse/tensor.ts'
export type { TensorJson, WireDtype, WireTensor } from './synapse/tensor.ts'
export type { Signer } from './synapse/signer.ts'
export { PING } from './synapse/synapse-spec.ts'
export type { SynapseShape, SynapseSpec } from './synapse/synapse-spec.ts'
