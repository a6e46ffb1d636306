import type { InferenceSession, Tensor } from 'onnxruntime-node'
import { BackendError } from '../errors.ts'

/** What runs a graph: machine code, or WebAssembly (about 6 times slower per core, spec: 87 §5). */
export type OnnxRuntimeKind = 'native' | 'wasm'

/** The part of onnxruntime that is used; both builds have it. */
export interface OnnxRuntime {
  readonly kind: OnnxRuntimeKind
  readonly InferenceSession: {
    create(
      model: Uint8Array | string,
      options: InferenceSession.SessionOptions,
    ): Promise<InferenceSession>
  }
  readonly Tensor: new (
    type: Tensor.Type,
    data: Tensor.DataType | readonly string[],
    dims: readonly number[],
  ) => Tensor
}

/**
 * Loads a build of onnxruntime when it is first needed.
 * @param wanted `auto` takes the native build, and WebAssembly where that does not load
 * @throws BackendError
 */
export async function loadOnnxRuntime(wanted: OnnxRuntimeKind | 'auto'): Promise<OnnxRuntime> {
  if (wanted === 'wasm') return loadWasm()
  try {
    return await loadNative()
  } catch (error) {
    if (wanted === 'auto') return loadWasm()
    throw new BackendError(
      'ModelInvalid',
      'The native ONNX runtime does not load on this machine: choose the runtime "wasm" or "auto".',
      error,
    )
  }
}

async function loadNative(): Promise<OnnxRuntime> {
  const runtime = await import('onnxruntime-node')
  return { kind: 'native', InferenceSession: runtime.InferenceSession, Tensor: runtime.Tensor }
}

async function loadWasm(): Promise<OnnxRuntime> {
  const runtime = await import('onnxruntime-web')
  // Workers of the WebAssembly build do not end with their session.
  runtime.env.wasm.numThreads = 1
  runtime.env.logLevel = 'fatal'
  return { kind: 'wasm', InferenceSession: runtime.InferenceSession, Tensor: runtime.Tensor }
}
