export type {
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
