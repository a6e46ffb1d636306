import type { InferenceSession } from 'onnxruntime-node'
import type { TensorBackend } from '../backend.ts'
import { checkInputs } from '../check.ts'
import {
  BackendBusyError,
  BackendClosedError,
  BackendError,
  ModelFailedError,
  ModelInvalidError,
} from '../errors.ts'
import { createZeros } from '../tensor-memory.ts'
import { countElements } from '../tensor.ts'
import type { Datatype, Tensor, TensorSpec, Tensors } from '../tensor.ts'
import { datatypeOf, fromOnnx, toOnnx } from './datatypes.ts'
import { readModelFile } from './model-file.ts'
import type { ExpectedHashes, ModelFile } from './model-file.ts'
import { loadOnnxRuntime } from './runtime.ts'
import type { OnnxRuntime, OnnxRuntimeKind } from './runtime.ts'

/** How an ONNX model is opened. */
export interface OnnxOptions {
  /** Path of an .onnx file, or its bytes. */
  readonly model: string | Uint8Array
  /** Threads of one operator; 1 by default, so that several miners share a machine. */
  readonly threads?: number
  readonly sha256?: ExpectedHashes
  /** `auto` by default: native, and WebAssembly where that does not load. */
  readonly runtime?: OnnxRuntimeKind | 'auto'
  /** What the model is called; its file name without the ending by default. */
  readonly name?: string
  /** Tensors that the model must have, as a subnet asks for; −1 admits any dimension. */
  readonly expects?: {
    readonly inputs: readonly TensorSpec[]
    readonly outputs: readonly TensorSpec[]
  }
}

/** A backend that knows what runs it. */
export interface OnnxBackend extends TensorBackend {
  readonly runtime: OnnxRuntimeKind
}

/** Calls that wait for the one that runs; more are refused. */
const MAX_WAITING = 256
/** Largest dimension that a warm-up puts where the model leaves it free. */
const FREE_DIMENSION = 1
/** Largest input of a warm-up, in elements; a model with a larger one is warmed by its first request. */
const MAX_WARM_UP = 2 ** 22

/**
 * Opens an ONNX model: reads it, checks it, loads it, runs it once on zeros.
 *
 * The runtime holds the thread while a graph runs. Calls run one after the other, in their order; one
 * that is aborted while it waits never runs.
 * @throws ModelMissingError, ModelInvalidError, ModelHashError
 */
export async function onnxBackend(options: OnnxOptions): Promise<OnnxBackend> {
  const { threads = 1 } = options
  if (!Number.isInteger(threads) || threads < 1 || threads > 256) {
    throw new ModelInvalidError(
      `${threads} threads cannot run a model: give a number from 1 to 256.`,
    )
  }
  const file = await readModelFile(options.model, options.sha256)
  const runtime = await loadOnnxRuntime(options.runtime ?? 'auto')
  const session = await createSession(runtime, file, threads)
  try {
    const name = options.name ?? file.name.replace(/\.onnx$/, '')
    const inputs = specsOf(file.name, session.inputMetadata)
    const outputs = specsOf(file.name, session.outputMetadata)
    checkExpected(file.name, inputs, options.expects?.inputs)
    checkExpected(file.name, outputs, options.expects?.outputs)
    const backend = createBackend({ runtime, session, name, inputs, outputs })
    await warmUp(backend)
    return backend
  } catch (error) {
    await session.release()
    throw error
  }
}

interface Loaded {
  readonly runtime: OnnxRuntime
  readonly session: InferenceSession
  readonly name: string
  readonly inputs: readonly TensorSpec[]
  readonly outputs: readonly TensorSpec[]
}

function createBackend({ runtime, session, name, inputs, outputs }: Loaded): OnnxBackend {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let closed = false

  const run = async (tensors: Tensors, signal: AbortSignal | undefined): Promise<Tensors> => {
    signal?.throwIfAborted()
    if (closed) throw new BackendClosedError(name)
    const feeds = Object.fromEntries(
      inputs.map((spec) => [spec.name, toOnnx(runtime, tensors[spec.name] as Tensor)]),
    )
    try {
      const answer = await session.run(feeds)
      return Object.fromEntries(
        Object.entries(answer).map(([output, tensor]) => [output, fromOnnx(output, tensor)]),
      )
    } catch (error) {
      if (error instanceof BackendError) throw error
      throw new ModelFailedError(
        `The model ${name} failed (${sentence(error)}): check its input.`,
        error,
      )
    }
  }
  return {
    kind: 'tensor',
    runtime: runtime.kind,
    copiesInputs: true,
    name,
    inputs,
    outputs,
    async infer(tensors, { signal } = {}) {
      if (closed) throw new BackendClosedError(name)
      checkInputs(name, inputs, tensors)
      if (waiting >= MAX_WAITING) {
        throw new BackendBusyError(`${waiting} calls of ${name} wait already: try again later.`)
      }
      waiting += 1
      const turn = last.then(() => run(tensors, signal))
      last = turn.catch(() => undefined)
      try {
        return await turn
      } finally {
        waiting -= 1
      }
    },
    async close() {
      if (closed) return
      closed = true
      await last
      await session.release()
    },
  }
}

async function createSession(
  runtime: OnnxRuntime,
  { name, bytes, path, externalData }: ModelFile,
  threads: number,
): Promise<InferenceSession> {
  const options: InferenceSession.SessionOptions = {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // What fails is thrown; a hostile input must not fill a log.
    logSeverityLevel: 4,
    executionProviders: [runtime.kind === 'native' ? 'cpu' : 'wasm'],
  }
  try {
    if (externalData.length === 0) return await runtime.InferenceSession.create(bytes, options)
    // The native build finds the weights beside the path; the WebAssembly build is given them.
    return runtime.kind === 'native' && path !== undefined
      ? await runtime.InferenceSession.create(path, options)
      : await runtime.InferenceSession.create(bytes, { ...options, externalData })
  } catch (error) {
    throw new ModelInvalidError(
      `${name} does not load (${sentence(error)}): export it again, with a lower opset if that is the reason.`,
      error,
    )
  }
}

function specsOf(file: string, metadata: readonly InferenceSession.ValueMetadata[]): TensorSpec[] {
  return metadata.map((value) => {
    if (!value.isTensor) {
      throw new ModelInvalidError(
        `${value.name} of ${file} is no tensor: export it without maps and sequences (zipmap=False).`,
      )
    }
    const datatype: Datatype | undefined = datatypeOf(value.type)
    if (datatype === undefined) {
      throw new ModelInvalidError(
        `${value.name} of ${file} is ${value.type}: export it as float32.`,
      )
    }
    const shape = value.shape.map((dimension) => (typeof dimension === 'number' ? dimension : -1))
    return { name: value.name, datatype, shape }
  })
}

function checkExpected(
  file: string,
  found: readonly TensorSpec[],
  expected: readonly TensorSpec[] | undefined,
): void {
  for (const { name, datatype, shape } of expected ?? []) {
    const spec = found.find((other) => other.name === name)
    const fits =
      spec?.datatype === datatype &&
      spec.shape.length === shape.length &&
      spec.shape.every(
        (dimension, axis) => dimension === -1 || shape[axis] === -1 || dimension === shape[axis],
      )
    if (fits) continue
    const has = found
      .map((other) => `${other.name} ${other.datatype}[${other.shape.join()}]`)
      .join(', ')
    throw new ModelInvalidError(
      `${file} has ${has}, but ${name} ${datatype}[${shape.join()}] is needed: export it with that tensor.`,
    )
  }
}

async function warmUp(backend: OnnxBackend): Promise<void> {
  const zeros: Record<string, Tensor> = {}
  for (const { name, datatype, shape } of backend.inputs) {
    const free = shape.map((dimension) => (dimension === -1 ? FREE_DIMENSION : dimension))
    if ((countElements(free) ?? Number.POSITIVE_INFINITY) > MAX_WARM_UP) return
    zeros[name] = createZeros(datatype, free)
  }
  try {
    await backend.infer(zeros)
  } catch {
    // Some models refuse zeros (an index of 0, a length of 1); the first request tells.
  }
}

/** The first line of what the runtime says, without its codes. */
function sentence(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return (text.split('\n', 1)[0] ?? '').slice(0, 300)
}
