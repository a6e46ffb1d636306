export { createGraph } from './create-graph.ts'
export type { GraphBuilder, NodeOptions } from './create-graph.ts'
export { encodeModel } from './encode-model.ts'
export { OnnxWriterError } from './errors.ts'
export type { OnnxWriterErrorCode } from './errors.ts'
export type {
  OnnxAttribute,
  OnnxAttributes,
  OnnxDimension,
  OnnxInitializer,
  OnnxModel,
  OnnxNode,
  OnnxValueInfo,
} from './model.ts'
