import type { Datatype, Tensor } from '../tensor.ts'

/** The opset of every model we write: what PyTorch 1.13 exports and all our runtimes take (spec/87 §5). */
export const ONNX_OPSET = 17

/** The version of the file format that belongs to opset 17. */
export const ONNX_IR_VERSION = 8

/** A size, or the name of a size that is free, as `N` for the batch. */
export type OnnxDimension = number | string

/** What a graph takes or gives. */
export interface OnnxValueInfo {
  readonly name: string
  readonly datatype: Datatype
  readonly shape: readonly OnnxDimension[]
}

/** An attribute of a node; its only key is its type. */
export type OnnxAttribute =
  | { readonly int: number }
  | { readonly ints: readonly number[] }
  | { readonly float: number }
  | { readonly floats: readonly number[] }
  | { readonly string: string }
  | { readonly tensor: Tensor }

/** Attributes by name. */
export type OnnxAttributes = Readonly<Record<string, OnnxAttribute>>

/** One operation of ONNX's own domain. An empty input name leaves out an optional input. */
export interface OnnxNode {
  readonly opType: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes: OnnxAttributes
}

/** A tensor that is part of the file. */
export interface OnnxInitializer {
  readonly name: string
  readonly tensor: Tensor
}

/** A whole model: nodes in an order in which they can run. */
export interface OnnxModel {
  readonly name: string
  readonly inputs: readonly OnnxValueInfo[]
  readonly outputs: readonly OnnxValueInfo[]
  readonly initializers: readonly OnnxInitializer[]
  readonly nodes: readonly OnnxNode[]
  /** Free words about the model that its readers show; no paths, no secrets. */
  readonly metadata: Readonly<Record<string, string>>
}
