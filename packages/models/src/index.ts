export type {
  Backend,
  CallOptions,
  TensorBackend,
  TextBackend,
  TextChunk,
  TextRequest,
} from './backend.ts'
export type { Datatype, Tensor, TensorData, TensorSpec } from './tensor.ts'
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
