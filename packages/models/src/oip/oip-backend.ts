import type { CallOptions, TensorBackend } from '../backend.ts'
import { abortable } from '../call.ts'
import { checkInputs } from '../check.ts'
import {
  BackendClosedError,
  BackendRefusedError,
  BackendUnreachableError,
  ModelMissingError,
} from '../errors.ts'
import { failureOf } from '../http/failures.ts'
import type { Tensors } from '../tensor.ts'
import { modelPath } from './address.ts'
import { connectOip, describeModel } from './connect.ts'
import type { OipConnection, OipTimes } from './connect.ts'
import { encodeInferRequest } from './infer-request.ts'
import type { OipEncoding } from './infer-request.ts'
import { decodeInferResponse } from './infer-response.ts'
import { createLink } from './link.ts'
import type { OipPlace } from './link.ts'

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

const READY_TIMEOUT_MS = 30_000
const REQUEST_TIMEOUT_MS = 30_000
const MAX_ANSWER_BYTES = 64 * 2 ** 20

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
  const link = createLink(await connectOip(address, token, times, signal), times)
  const { name, inputs, outputs } = link.current.metadata
  const encoding = chooseEncoding(link.current, options.encoding)
  const maxBytes = options.maxAnswerBytes ?? MAX_ANSWER_BYTES
  let requests = 0

  const ask = async (tensors: Tensors, call: CallOptions): Promise<Tensors> => {
    const connection = link.current
    requests += 1
    const id = String(requests)
    const answer = await connection.client.request({
      method: 'POST',
      path: `${modelPath(connection.address)}/infer`,
      ...encodeInferRequest(tensors, { encoding, id }),
      timeoutMs: times.requestMs,
      maxBytes,
      signal: call.signal,
    })
    if (answer.status === 200) return decodeInferResponse(answer, id)
    throw failureOf(describeModel(connection.client, connection.address), answer)
  }
  return {
    kind: 'tensor',
    copiesInputs: true,
    name,
    inputs,
    outputs,
    async infer(tensors, call = {}) {
      if (link.isClosed) throw new BackendClosedError(name)
      if (inputs.length > 0) checkInputs(name, inputs, tensors)
      const from = link.current
      try {
        return await ask(tensors, call)
      } catch (error) {
        // Inference changes nothing on the server, so that asking twice is harmless.
        if (link.isClosed) throw error
        if (link.current === from) {
          const { relocate } = options
          if (relocate !== undefined && isGone(error)) {
            await abortable(call.signal, () => link.move(from, relocate))
          } else if (!wasDropped(error)) throw error
        } else if (!(error instanceof BackendClosedError) && !isGone(error)) throw error
        return ask(tensors, call)
      }
    },
    close: () => link.close(),
  }
}

function chooseEncoding(
  { hasBinary }: OipConnection,
  wanted: OipEncoding | 'auto' = 'auto',
): OipEncoding {
  if (wanted !== 'auto') return wanted
  return hasBinary ? 'binary' : 'json'
}

/** The server ended, or another one answers in its place. */
function isGone(error: unknown): boolean {
  if (error instanceof BackendUnreachableError || error instanceof ModelMissingError) return true
  return error instanceof BackendRefusedError && error.status === 401
}

/** The connection ended under the request, as when the server had just closed an idle one. */
function wasDropped(error: unknown): boolean {
  if (!(error instanceof BackendUnreachableError)) return false
  const { cause } = error
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'].includes(String(code))
}
