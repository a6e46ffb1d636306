import type { CallOptions, TensorBackend, TextBackend, TextChunk, TextRequest } from '../backend.ts'
import { abortable } from '../call.ts'
import { checkInputs, checkOutputs } from '../check.ts'
import { BackendClosedError, BackendError, ModelFailedError } from '../errors.ts'
import type { TensorSpec, Tensors } from '../tensor.ts'

/** A function of tensors. */
export interface TensorFunction {
  readonly name: string
  readonly inputs: readonly TensorSpec[]
  readonly outputs: readonly TensorSpec[]
  /** Called with tensors that fit `inputs`; must give tensors that fit `outputs`. */
  readonly infer: (inputs: Tensors, options: CallOptions) => Tensors | Promise<Tensors>
}

/** A function that writes text: whole, or piece by piece. */
export interface TextFunction {
  readonly name: string
  readonly generate: (
    request: TextRequest,
    options: CallOptions,
  ) => string | Promise<string> | AsyncIterable<string>
}

/**
 * A backend that is a function. What the function throws becomes a ModelFailedError; its answer is
 * checked against `outputs`.
 */
export function functionBackend(model: TensorFunction): TensorBackend
export function functionBackend(model: TextFunction): TextBackend
export function functionBackend(model: TensorFunction | TextFunction): TensorBackend | TextBackend {
  return 'infer' in model ? createTensorBackend(model) : createTextBackend(model)
}

function createTensorBackend({ name, inputs, outputs, infer }: TensorFunction): TensorBackend {
  let closed = false
  return {
    kind: 'tensor',
    name,
    inputs,
    outputs,
    async infer(tensors, options = {}) {
      if (closed) throw new BackendClosedError(name)
      checkInputs(name, inputs, tensors)
      try {
        const answer = await abortable(options.signal, async () => infer(tensors, options))
        checkOutputs(name, outputs, answer)
        return answer
      } catch (error) {
        throw explain(name, error, options)
      }
    },
    close() {
      closed = true
      return Promise.resolve()
    },
  }
}

function createTextBackend({ name, generate }: TextFunction): TextBackend {
  let closed = false
  return {
    kind: 'text',
    name,
    async *generate(request, options = {}) {
      if (closed) throw new BackendClosedError(name)
      try {
        for await (const text of pieces(generate(request, options), options.signal)) yield { text }
        yield { text: '', finishReason: 'stop' } satisfies TextChunk
      } catch (error) {
        throw explain(name, error, options)
      }
    },
    close() {
      closed = true
      return Promise.resolve()
    },
  }
}

async function* pieces(
  answer: string | Promise<string> | AsyncIterable<string>,
  signal: AbortSignal | undefined,
): AsyncGenerator<string> {
  if (typeof answer === 'string' || answer instanceof Promise) {
    yield await abortable(signal, async () => answer)
    return
  }
  const iterator = answer[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await abortable(signal, () => iterator.next())
      if (next.done === true) return
      yield next.value
    }
  } finally {
    // Not awaited: a function that waits for nothing would hold up whoever gave up on it.
    void Promise.resolve(iterator.return?.()).catch(() => undefined)
  }
}

function explain(name: string, error: unknown, { signal }: CallOptions): unknown {
  if (error instanceof BackendError || signal?.aborted === true) return error
  const what = error instanceof Error ? error.message : String(error)
  return new ModelFailedError(`The model ${name} failed (${what}): correct the function.`, error)
}
