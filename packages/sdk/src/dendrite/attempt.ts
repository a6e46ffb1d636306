import type { SynapseSpec } from '../synapse/synapse-spec.ts'
import type { DendriteContext } from './create-dendrite.ts'
import { createDeadline } from './deadline.ts'
import { originOf } from './dial.ts'
import { failureOf, QueryError } from './failures.ts'
import type { QueryFailure, QueryOptions, Target } from './options.ts'
import { prepareRequest } from './prepare-request.ts'
import type { PreparedRequest } from './prepare-request.ts'
import { ensurePlain } from './read-response.ts'
import type { RawResponse } from './read-response.ts'

/** One query as its caller gives it. */
export interface Asked<Request, Response> {
  readonly target: Target
  readonly synapse: SynapseSpec<Request, Response>
  readonly request: Request
  readonly limits: QueryOptions
}

/** A request whose answer has begun. */
export interface Sent {
  readonly request: PreparedRequest
  readonly response: RawResponse
  /** `performance.now` of the last byte of the request. */
  readonly sentMs: number
}

/** One try to ask an axon; what it holds is free after `end`. */
export interface Attempt {
  /** @throws QueryError, or what undici throws */
  send(): Promise<Sent>
  /** What the caller is told instead of an error. */
  fail(error: unknown): QueryFailure
  end(): void
}

const DEFAULT_TIMEOUT_MS = 12_000

/** Starts the clock of a query. */
export function createAttempt<Request>(
  asked: Asked<Request, unknown>,
  context: DendriteContext,
): Attempt {
  const { target, synapse, limits } = asked
  const timeoutMs = limits.timeoutMs ?? DEFAULT_TIMEOUT_MS
  const lane = `${target.hotkey}@${target.ip}:${target.port}`
  const uuid = context.lanes.take(lane)
  const deadline = createDeadline(timeoutMs, limits.signal)
  const beganMs = performance.now()
  return {
    async send() {
      const { signal } = deadline
      const { origin, request } = await prepare(asked, { uuid, timeoutMs }, context)
      signal.throwIfAborted()
      const { path, headers, body } = request
      const sentMs = performance.now()
      const options = { origin, path, method: 'POST', headers, body, signal } as const
      const response = await context.agent.request(options)
      ensurePlain(response)
      return { request, response, sentMs }
    },
    fail(error) {
      // Whatever broke first: when the time is over, that is what happened.
      const cause: unknown = deadline.signal.aborted ? deadline.signal.reason : error
      const where = `${target.ip}:${target.port}/${synapse.name}`
      return failureOf(cause, { where, timeoutMs, beganMs })
    },
    end() {
      deadline.release()
      context.lanes.giveBack(lane, uuid)
    },
  }
}

async function prepare<Request>(
  { target, synapse, request }: Asked<Request, unknown>,
  { uuid, timeoutMs }: { readonly uuid: string; readonly timeoutMs: number },
  context: DendriteContext,
): Promise<{ origin: string; request: PreparedRequest }> {
  const { hotkey, ownIp, responseSignature } = context.options
  const origin = originOf(target, ownIp)
  if (origin === undefined) throw new QueryError(400, 'the axon has published no address')
  const identity = {
    signer: hotkey,
    ownIp,
    uuid,
    nonce: context.nextNonce(),
    timeoutMs,
    hashed: context.hashedFields(synapse),
    wants: responseSignature === 'off' ? 'lean' : 'lean signed',
  }
  try {
    return { origin, request: await prepareRequest(target, synapse, request, identity) }
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    throw new QueryError(400, `the request cannot be written: ${problem}`)
  }
}
