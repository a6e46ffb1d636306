import type { IncomingMessage, ServerResponse } from 'node:http'
import { bodyHash } from '../synapse/body-hash.ts'
import { SynapseError } from '../synapse/errors.ts'
import { parseHeaders } from '../synapse/headers.ts'
import type { SynapseHeaders } from '../synapse/headers.ts'
import { parseJsonObject } from '../synapse/json.ts'
import type { JsonObject } from '../synapse/json.ts'
import { pythonString } from '../synapse/python-string.ts'
import { answerRequest } from './answer-request.ts'
import { createExchange } from './exchange.ts'
import type { Exchange } from './exchange.ts'
import type { AxonLimits, AxonModules, Call } from './options.ts'
import { ensureSize, readBody } from './read-body.ts'
import { Refusal } from './refusal.ts'
import { internalError, sendRefusal } from './replies.ts'
import type { Route } from './route.ts'
import type { ServeContext } from './serve-context.ts'
import { verifyCall } from './verify-call.ts'

/** How long a caller waits that does not say so; Python's default. */
const DEFAULT_TIMEOUT_S = 12

/**
 * The way of a request through the axon, in the order of the protocol (spec: 80-axon-dendrite
 * §1.6): route and headers, blacklist, verification, priority, body, model. Never rejects.
 */
export async function serveRequest(
  request: IncomingMessage,
  reply: ServerResponse,
  context: ServeContext,
): Promise<void> {
  const exchange = createExchange(request, reply)
  try {
    await serve(exchange, context)
    exchange.outcome = 'ok'
  } catch (error) {
    const refusal = refusalOf(error, exchange, context)
    exchange.outcome = refusal.outcome
    await sendRefusal(exchange, refusal, context.replies).catch(() => reply.destroy())
  }
  limitWriting(reply, context.limits.bodyMs)
  const seconds = (performance.now() - exchange.beganMs) / 1_000
  context.modules.metrics?.request(exchange.route?.name ?? 'other', exchange.outcome, seconds)
}

/** A caller that does not read its answer is cut off. */
function limitWriting(reply: ServerResponse, maxMs: number): void {
  if (reply.writableFinished || reply.destroyed) return
  const timer = setTimeout(() => reply.destroy(), maxMs).unref()
  reply.once('close', () => clearTimeout(timer))
}

async function serve(exchange: Exchange, context: ServeContext): Promise<void> {
  const { limits, modules } = context
  if (context.closing.aborted) throw new Refusal(503, 'busy', 'the axon stops')
  if (
    !context.addressRates.take(exchange.ip, limits.requestsPerSecondOfAddress, performance.now())
  ) {
    throw new Refusal(429, 'limited', 'Too many requests of this address; slow down')
  }
  const route = routeOfPath(exchange.request, context.routes)
  exchange.route = route
  const headers = parseHeaders(exchange.request.headers)
  exchange.headers = headers
  const maxBytes = route.bodyBytes ?? limits.bodyBytes
  ensureSize(exchange.request, maxBytes)
  const call = callOf(exchange, headers, limits)
  exchange.call = call

  const reason = await route.hooks.blacklist?.(call)
  if (reason !== undefined) {
    throw new Refusal(403, 'blacklisted', `Forbidden. Key is blacklisted: ${reason}.`)
  }
  await verify(exchange, { route, headers, call }, context)
  const share = shareOf(call.caller.hotkey, modules)
  const { least, most } = limits.requestsPerSecond
  const rate = least + (most - least) * share
  if (!context.hotkeyRates.take(call.caller.hotkey, rate, performance.now())) {
    throw new Refusal(429, 'limited', `Too many requests: ${Math.floor(rate)} per second are yours`)
  }
  const priority = (await route.hooks.priority?.(call)) ?? share

  const bytes = await readBody(exchange.request, { maxBytes, maxMs: limits.bodyMs })
  const body = parseJsonObject(bytes)
  ensureIntegrity(body, { route, hash: call.bodyHash, strict: context.verifier.strict })
  await answerRequest(exchange, { body, ask: route.prepare(body.fields), priority, call }, context)
}

/** 0 to 1, whatever the owner's function gives. */
function shareOf(hotkey: string, { stakeOf }: AxonModules): number {
  const share = stakeOf?.(hotkey) ?? 0
  return share > 0 ? Math.min(1, share) : 0
}

async function verify(
  exchange: Exchange,
  { route, headers, call }: { route: Route; headers: SynapseHeaders; call: Call },
  { verifier, limits }: ServeContext,
): Promise<void> {
  const custom = route.hooks.verify
  if (verifier.strict || custom === undefined) {
    const claimedMs = Math.min((headers.timeout ?? 0) * 1_000, limits.timeoutMs)
    const verified = verifyCall(headers, claimedMs, verifier)
    if (!verified.ok) throw unverified(verified.problem)
    exchange.text = verified.text
  }
  if (custom === undefined) return
  try {
    await custom(call)
  } catch (error) {
    throw unverified(error instanceof Error ? error.message : String(error))
  }
}

/** The body must be the one that was signed for. */
function ensureIntegrity(
  { text }: JsonObject,
  {
    route,
    hash,
    strict,
  }: { readonly route: Route; readonly hash: string; readonly strict: boolean },
): void {
  if (bodyHash(text, route.strictFields) === hash) return
  if (strict) throw unverified('the signature does not cover all fields of the body')
  if (bodyHash(text, route.compatibleFields) === hash) return
  throw internalError('BodyHashMismatch').refusal
}

function unverified(problem: string): Refusal {
  return new Refusal(401, 'unverified', `Not Verified with error: ${problem}`)
}

function routeOfPath(request: IncomingMessage, routes: ReadonlyMap<string, Route>): Route {
  if (request.method !== 'POST' && request.method !== 'GET') {
    throw new Refusal(405, 'invalid', 'Method Not Allowed')
  }
  const [path = ''] = (request.url ?? '').split('?')
  const name = decodePath(path)
  const route = routes.get(name)
  if (route !== undefined) return route
  const known = [...routes.keys()].map(pythonString).join(', ')
  const asked = name.slice(0, 64)
  throw new Refusal(
    404,
    'unknown',
    `Synapse name '${asked}' not found. Available synapses [${known}]`,
  )
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path).slice(1)
  } catch {
    throw new Refusal(400, 'invalid', 'Improperly formatted request: the path cannot be read.')
  }
}

function callOf(exchange: Exchange, headers: SynapseHeaders, limits: AxonLimits): Call {
  const { hotkey = '', version = 0, uuid = '' } = headers.dendrite
  return {
    name: exchange.route?.name ?? '',
    caller: { hotkey, version, uuid, ip: exchange.ip, port: exchange.port },
    timeoutMs: Math.min((headers.timeout ?? DEFAULT_TIMEOUT_S) * 1_000, limits.timeoutMs),
    bodyHash: headers.bodyHash ?? '',
  }
}

function refusalOf(error: unknown, exchange: Exchange, { modules }: ServeContext): Refusal {
  if (error instanceof Refusal) return error
  // Headers that do not make a synapse are the one mistake of callers that the protocol calls 500.
  if (error instanceof SynapseError && error.code === 'InvalidHeader') {
    const { refusal } = internalError(error)
    return new Refusal(500, 'invalid', refusal.message)
  }
  if (error instanceof SynapseError && exchange.reply.headersSent === false) {
    return new Refusal(422, 'invalid', error.message)
  }
  const { id, refusal } = internalError(error)
  const cause = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  modules.log?.('error', 'a handler failed', { id, route: exchange.route?.name, cause })
  return refusal
}
