import { setTimeout as delay } from 'node:timers/promises'
import {
  BackendBusyError,
  BackendError,
  BackendTimeoutError,
  BackendUnreachableError,
} from '../errors.ts'
import { failureOf } from '../http/failures.ts'
import { createHttpClient } from '../http/http-client.ts'
import type { HttpAnswer, HttpClient, HttpRequest } from '../http/http-client.ts'
import { modelPath, serverPath } from './address.ts'
import type { OipAddress } from './address.ts'
import { hasBinaryExtension, readModelMetadata } from './metadata.ts'
import type { OipModelMetadata } from './metadata.ts'

/** Time limits of a connection, in milliseconds. */
export interface OipTimes {
  /** Until the model is ready: loading may take minutes. */
  readonly readyMs: number
  /** Of one request. */
  readonly requestMs: number
}

/** A server whose model is ready. */
export interface OipConnection {
  readonly address: OipAddress
  readonly client: HttpClient
  readonly metadata: OipModelMetadata
  readonly hasBinary: boolean
}

/** Largest metadata, in bytes. */
const MAX_METADATA_BYTES = 2 ** 20
/** Between two looks at whether the model is ready: doubling from the first to the second. */
const FIRST_WAIT_MS = 50
const LONGEST_WAIT_MS = 1000
/** Of one look. */
const LOOK_MS = 5000

/**
 * Waits until a model is ready, then asks what it takes and gives. A server that is not there yet, or
 * still loads, is asked again until the time is up; one that refuses is not.
 * @throws BackendError, or the reason of the signal
 */
export async function connectOip(
  address: OipAddress,
  token: string | undefined,
  times: OipTimes,
  signal?: AbortSignal,
): Promise<OipConnection> {
  const client = createHttpClient({ url: address.url, token })
  try {
    await waitUntilReady(client, address, times.readyMs, signal)
    const get = (path: string): Promise<HttpAnswer> =>
      client.request({
        method: 'GET',
        path,
        timeoutMs: times.requestMs,
        maxBytes: MAX_METADATA_BYTES,
        signal,
      })
    const model = await get(modelPath(address))
    if (model.status !== 200) throw failureOf(describeModel(client, address), model)
    const server = await get(serverPath(address))
    return {
      address,
      client,
      metadata: readModelMetadata(model.body),
      hasBinary: server.status === 200 && hasBinaryExtension(server.body),
    }
  } catch (error) {
    await client.close()
    throw error
  }
}

/** A model and its server, for messages. */
export function describeModel({ origin }: HttpClient, { model }: OipAddress): string {
  return `The model ${model} at ${origin}`
}

async function waitUntilReady(
  client: HttpClient,
  address: OipAddress,
  readyMs: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const end = performance.now() + readyMs
  let waitMs = FIRST_WAIT_MS
  for (;;) {
    const why = await lookWhetherReady(client, address, signal)
    if (why === undefined) return
    if (!canPass(why) || performance.now() + waitMs > end) throw why
    await delay(waitMs, undefined, { signal }).catch((error: unknown) => {
      signal?.throwIfAborted()
      throw error
    })
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)
  }
}

/** Undefined when the model is ready; bodies differ between servers, so the status decides. */
async function lookWhetherReady(
  client: HttpClient,
  address: OipAddress,
  signal: AbortSignal | undefined,
): Promise<BackendError | undefined> {
  const look: HttpRequest = {
    method: 'GET',
    path: `${modelPath(address)}/ready`,
    timeoutMs: LOOK_MS,
    maxBytes: MAX_METADATA_BYTES,
    signal,
  }
  try {
    const model = await client.request(look)
    if (model.status === 200) return undefined
    if (model.status === 401 || model.status === 403) {
      return failureOf(describeModel(client, address), model)
    }
    // A server answers 400 or 404 for a model that it knows but still loads.
    const server = await client.request({ ...look, path: `${serverPath(address)}/health/ready` })
    const where = describeModel(client, address)
    return server.status === 200 || server.status === 404
      ? failureOf(where, model)
      : new BackendBusyError(`${where} still loads: wait, or see the log of the server.`)
  } catch (error) {
    if (error instanceof BackendError) return error
    throw error
  }
}

function canPass(why: BackendError): boolean {
  return (
    why instanceof BackendUnreachableError ||
    why instanceof BackendBusyError ||
    why instanceof BackendTimeoutError
  )
}
