export type {
  Backend,
  CallOptions,
  TensorBackend,
  TextBackend,
  TextChunk,
  TextRequest,
} from './backend.ts'
export { batched } from './batching/batched.ts'
export type { BatchingOptions } from './batching/batched.ts'
export {
  BackendAnswerError,
  BackendBusyError,
  BackendClosedError,
  BackendError,
  BackendRefusedError,
  BackendSpecError,
  BackendTimeoutError,
  BackendUnreachableError,
  ModelFailedError,
  ModelHashError,
  ModelInvalidError,
  ModelMissingError,
  TensorShapeError,
} from './errors.ts'
export type { BackendErrorCode } from './errors.ts'
export { functionBackend } from './function/function-backend.ts'
export type { TensorFunction, TextFunction } from './function/function-backend.ts'
export { discoverModel, discoveryFolder } from './oip/discovery.ts'
export type { DiscoveredModel } from './oip/discovery.ts'
export { oipBackend } from './oip/oip-backend.ts'
export type { OipOptions } from './oip/oip-backend.ts'
export type { OipPlace } from './oip/link.ts'
export { oipTextBackend } from './oip/oip-text-backend.ts'
export type { OipAddress } from './oip/address.ts'
export type { OipEncoding } from './oip/infer-request.ts'
export { onnxBackend } from './onnx/onnx-backend.ts'
export type { OnnxBackend, OnnxOptions } from './onnx/onnx-backend.ts'
export type { ExpectedHashes } from './onnx/model-file.ts'
export type { OnnxRuntimeKind } from './onnx/runtime.ts'
export { createGraph, encodeModel, OnnxWriterError } from './onnx-writer/index.ts'
export type {
  GraphBuilder,
  NodeOptions,
  OnnxAttribute,
  OnnxAttributes,
  OnnxDimension,
  OnnxInitializer,
  OnnxModel,
  OnnxNode,
  OnnxValueInfo,
  OnnxWriterErrorCode,
} from './onnx-writer/index.ts'
export { openAiBackend } from './openai/openai-backend.ts'
export type { OpenAiOptions } from './openai/openai-backend.ts'
export { openBackend } from './open-backend.ts'
export type { OpenBackendOptions } from './open-backend.ts'
export { createZeros } from './tensor-memory.ts'
export { createTensor } from './tensor.ts'
export type { Datatype, Tensor, TensorData, TensorOf, TensorSpec, Tensors } from './tensor.ts'
export {
  createTrainer,
  fitTemperature,
  inferenceModel,
  residualNetwork,
  TrainError,
} from './train/index.ts'
export type {
  AdamWOptions,
  InferenceModelOptions,
  Network,
  NetworkScope,
  ParameterSpec,
  ProbabilityTable,
  ResidualNetworkOptions,
  Tape,
  TrainErrorCode,
  Trainer,
  TrainerOptions,
  TrainingBatch,
  Value,
} from './train/index.ts'
