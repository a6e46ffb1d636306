export type {
  Backend,
  CallOptions,
  TensorBackend,
  TextBackend,
  TextChunk,
  TextRequest,
} from './backend.ts'
export type { Datatype, Tensor, TensorData, TensorSpec } from './tensor.ts'
