import type { JsonObject } from '../synapse/json.ts'
import type { Exchange } from './exchange.ts'
import type { Call } from './options.ts'
import { Refusal } from './refusal.ts'
import { sendAnswer } from './replies.ts'
import type { Answer, Route } from './route.ts'
import { sendStream, until } from './send-stream.ts'
import type { ServeContext } from './serve-context.ts'

/** A verified request with its body. */
export interface Work {
  readonly body: JsonObject
  readonly ask: ReturnType<Route['prepare']>
  readonly priority: number
  readonly call: Call
}

/** Waits for a place and asks the model, as long as the caller waits. */
export async function answerRequest(
  exchange: Exchange,
  work: Work,
  context: ServeContext,
): Promise<void> {
  const deadline = createDeadline(exchange, work.call.timeoutMs, context.stopped)
  try {
    await enter(work.priority, deadline.signal, context)
    const text = await askModel(exchange, work, deadline.signal, context)
    if (text === undefined) return
    await sendAnswer(exchange, { fields: work.body.fields, text }, context.replies)
  } finally {
    deadline.release()
  }
}

async function enter(
  priority: number,
  signal: AbortSignal,
  { queue, modules }: ServeContext,
): Promise<void> {
  const beganMs = performance.now()
  const outcome = await queue.enter(Number.isFinite(priority) ? priority : 0, signal)
  if (outcome === 'full') throw new Refusal(503, 'busy', 'Too many requests wait; try again later')
  if (outcome === 'cancelled') throw signal.reason
  modules.metrics?.queued((performance.now() - beganMs) / 1_000)
  modules.metrics?.inflight(queue.active)
}

/** The JSON of the response fields; undefined where a stream has been sent. */
async function askModel(
  exchange: Exchange,
  { ask, call }: Work,
  signal: AbortSignal,
  { queue, modules, replies }: ServeContext,
): Promise<string | undefined> {
  const leave = (): void => {
    queue.leave()
    modules.metrics?.inflight(queue.active)
  }
  const asked = ask({ ...call, signal })
  let given: Answer | undefined
  try {
    given = await until(signal, asked)
    if (given.kind === 'fields') return given.text
    await sendStream(exchange, { chunks: given.chunks, signal }, replies)
    return undefined
  } finally {
    // A handler that is deaf to its signal keeps its place until it really ends.
    if (given === undefined) asked.then(leave, leave)
    else leave()
  }
}

/** Fires when the time of the caller is over, it has gone, or the axon stops waiting. */
function createDeadline(
  { reply, beganMs }: Exchange,
  timeoutMs: number,
  stopped: AbortSignal,
): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController()
  const late = (): void => {
    const message = `Response timeout after: ${timeoutMs / 1_000}s`
    controller.abort(new Refusal(408, 'timeout', message))
  }
  const leftMs = beganMs + timeoutMs - performance.now()
  const timer = setTimeout(late, Math.max(0, leftMs))
  const gone = (): void => {
    if (!reply.writableFinished) {
      controller.abort(new Refusal(499, 'cancelled', 'the caller has gone'))
    }
  }
  const stop = (): void => controller.abort(new Refusal(503, 'busy', 'the axon stops'))
  reply.once('close', gone)
  stopped.addEventListener('abort', stop, { once: true })
  if (stopped.aborted) stop()
  return {
    signal: controller.signal,
    release() {
      clearTimeout(timer)
      reply.off('close', gone)
      stopped.removeEventListener('abort', stop)
    },
  }
}
