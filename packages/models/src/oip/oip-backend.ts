import type { CallOptions, TensorBackend } from '../backend.ts'
import { abortable } from '../call.ts'
import { checkInputs } from '../check.ts'
import {
  BackendClosedError,
  BackendError,
  BackendRefusedError,
  BackendUnreachableError,
  ModelMissingError,
} from '../errors.ts'
import { failureOf } from '../http/failures.ts'
import type { TensorSpec, Tensors } from '../tensor.ts'
import { modelPath } from './address.ts'
import type { OipAddress } from './address.ts'
import { connectOip, describeModel } from './connect.ts'
import type { OipConnection, OipTimes } from './connect.ts'
import { encodeInferRequest } from './infer-request.ts'
import type { OipEncoding } from './infer-request.ts'
import { decodeInferResponse } from './infer-response.ts'

/** How a served model is opened. */
export interface OipOptions {
  readonly url: string
  readonly model: string
  readonly version?: string
  /** Bearer token, where the server wants one. */
  readonly token?: string
  /** Raw tensors where the server takes them, by default; else JSON. */
  readonly encoding?: OipEncoding | 'auto'
  /** Until the model is ready, in milliseconds; 30 s by default. */
  readonly readyTimeoutMs?: number
  /** Of one request, in milliseconds; 30 s by default. */
  readonly timeoutMs?: number
  /** Largest answer; 64 MiB by default. */
  readonly maxAnswerBytes?: number
  /** Ends the opening, not the backend. */
  readonly signal?: AbortSignal
  /**
   * Asked once for a new place when the server is gone or refuses the token; the adapter of a restarted
   * model has both new.
   */
  readonly relocate?: () => Promise<OipPlace>
}

/** A model, and the token that opens it. */
export interface OipPlace extends OipAddress {
  readonly token?: string | undefined
}

const READY_TIMEOUT_MS = 30_000
const REQUEST_TIMEOUT_MS = 30_000
const MAX_ANSWER_BYTES = 64 * 2 ** 20
/** How long a call waits for a model that moved, in milliseconds; its caller waits too. */
const MOVE_READY_MS = 5000

/**
 * Opens a model on a server that speaks the Open Inference Protocol v2. Waits until it is ready. A model
 * whose server tells no inputs is sent whatever comes.
 * @throws BackendError, or the reason of the signal
 */
export async function oipBackend(options: OipOptions): Promise<TensorBackend> {
  const times: OipTimes = {
    readyMs: options.readyTimeoutMs ?? READY_TIMEOUT_MS,
    requestMs: options.timeoutMs ?? REQUEST_TIMEOUT_MS,
  }
  const { url, model, version, token, signal } = options
  const address = { url, model, ...(version !== undefined && { version }) }
  let connection = await connectOip(address, token, times, signal)
  const { name, inputs, outputs } = connection.metadata
  const encoding = chooseEncoding(connection, options.encoding)
  const maxBytes = options.maxAnswerBytes ?? MAX_ANSWER_BYTES
  let requests = 0
  let closed = false
  let moving: Promise<void> | undefined

  const ask = async (tensors: Tensors, { signal: stop }: CallOptions): Promise<Tensors> => {
    const { client } = connection
    requests += 1
    const id = String(requests)
    const { headers, body } = encodeInferRequest(tensors, { encoding, id })
    const path = `${modelPath(connection.address)}/infer`
    const timeoutMs = times.requestMs
    const answer = await client.request({
      method: 'POST',
      path,
      headers,
      body,
      timeoutMs,
      maxBytes,
      signal: stop,
    })
    if (answer.status !== 200) throw failureOf(describeModel(client, connection.address), answer)
    return decodeInferResponse(answer, id)
  }
  /** Several calls that find the server gone share one search for it. */
  const move = async (from: OipConnection, relocate: () => Promise<OipPlace>): Promise<void> => {
    if (connection !== from) return
    moving ??= (async () => {
      const { token: newToken, ...place } = await relocate()
      const readyMs = Math.min(times.readyMs, MOVE_READY_MS)
      const next = await connectOip(place, newToken, { ...times, readyMs })
      try {
        checkSame(connection.metadata.inputs, next.metadata.inputs, name)
      } catch (error) {
        await next.client.close()
        throw error
      }
      connection = next
      await from.client.close()
      if (closed) await next.client.close()
    })().finally(() => {
      moving = undefined
    })
    await moving
  }
  return {
    kind: 'tensor',
    name,
    inputs,
    outputs,
    async infer(tensors, call = {}) {
      if (closed) throw new BackendClosedError(name)
      if (inputs.length > 0) checkInputs(name, inputs, tensors)
      const from = connection
      try {
        return await ask(tensors, call)
      } catch (error) {
        if (!canComeBack(error) || closed) throw error
        // Inference changes nothing on the server, so that asking twice is harmless.
        const { relocate } = options
        if (relocate !== undefined) await abortable(call.signal, () => move(from, relocate))
        else if (!wasDropped(error)) throw error
        return ask(tensors, call)
      }
    },
    async close() {
      if (closed) return
      closed = true
      await connection.client.close()
    },
  }
}

function chooseEncoding(
  { hasBinary }: OipConnection,
  wanted: OipEncoding | 'auto' = 'auto',
): OipEncoding {
  if (wanted !== 'auto') return wanted
  return hasBinary ? 'binary' : 'json'
}

function canComeBack(error: unknown): boolean {
  if (error instanceof BackendUnreachableError || error instanceof ModelMissingError) return true
  return error instanceof BackendRefusedError && error.status === 401
}

/** The connection ended under the request, as when the server had just closed an idle one. */
function wasDropped(error: unknown): boolean {
  const { cause } = error as { cause?: { code?: unknown } }
  return ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'].includes(String(cause?.code))
}

function checkSame(
  before: readonly TensorSpec[],
  after: readonly TensorSpec[],
  name: string,
): void {
  if (JSON.stringify(before) === JSON.stringify(after)) return
  throw new BackendError(
    'ModelInvalid',
    `The model ${name} came back with other inputs: open it again.`,
  )
}
