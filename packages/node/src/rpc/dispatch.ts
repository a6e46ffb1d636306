import type { ServerConnection } from './connection.ts'
import type { RpcContext } from './context.ts'
import {
  batchTooLarge,
  invalidRequest,
  methodNotFound,
  parseError,
  requestTooBig,
  responseTooBig,
  serverBusy,
} from './errors.ts'
import { errorText, readFrame, resultText } from './frame.ts'
import type { Frame } from './frame.ts'
import type { RpcLimits } from './limits.ts'
import { toRpcError } from './map-error.ts'
import type { MethodTable } from './method-table.ts'
import type { RpcCall, RpcSubscription } from './method.ts'

/** Told about each request: the method (`unknown` where there is none), its time and outcome. */
export type Observe = (method: string, seconds: number, ok: boolean) => void

/** What requests are answered with. */
export interface Dispatcher {
  readonly ctx: RpcContext
  readonly table: MethodTable
  readonly methodNames: readonly string[]
  readonly limits: RpcLimits
  readonly observe: Observe | undefined
}

/** A response, and what must happen once it is queued. */
export interface Reply {
  readonly text: string
  readonly after: () => void
}

/** Requests of one connection that wait for their answer. */
export interface Pending {
  count: number
}

type Request = Extract<Frame, { readonly kind: 'request' }>

/**
 * Answers one message, a request or a batch. Never rejects.
 * @returns nothing when the message asks for no response
 */
export async function dispatch(
  dispatcher: Dispatcher,
  connection: ServerConnection,
  pending: Pending,
  message: string,
): Promise<Reply | undefined> {
  const { limits } = dispatcher
  if (message.length > limits.maxMessageBytes) {
    return plain(errorText(null, requestTooBig(limits.maxMessageBytes)))
  }
  const json = parseJson(message)
  if (json === undefined) return plain(errorText(null, parseError()))
  if (!Array.isArray(json.value)) {
    return await answer(dispatcher, connection, pending, readFrame(json.value))
  }
  if (json.value.length === 0) return plain(errorText(null, invalidRequest()))
  if (json.value.length > limits.maxBatchLength) {
    return plain(errorText(null, batchTooLarge(limits.maxBatchLength)))
  }
  const answers = json.value.map((item) => answer(dispatcher, connection, pending, readFrame(item)))
  return joinReplies(await Promise.all(answers), limits.maxResponseLength)
}

async function answer(
  dispatcher: Dispatcher,
  connection: ServerConnection,
  pending: Pending,
  frame: Frame,
): Promise<Reply | undefined> {
  if (frame.kind === 'notification') return undefined
  if (frame.kind === 'bad') return plain(errorText(frame.id, frame.error))
  const { maxPending } = dispatcher.limits
  if (pending.count >= maxPending) return plain(errorText(frame.id, serverBusy(maxPending)))
  pending.count += 1
  try {
    return await run(dispatcher, connection, frame)
  } finally {
    pending.count -= 1
  }
}

async function run(
  dispatcher: Dispatcher,
  connection: ServerConnection,
  request: Request,
): Promise<Reply> {
  const { ctx, table, methodNames, limits, observe } = dispatcher
  const tasks: (() => void)[] = []
  const call: RpcCall = {
    ctx,
    connection,
    methodNames,
    afterResponse: (task) => tasks.push(task),
  }
  const entry = table.get(request.method)
  const started = performance.now()
  let ok = false
  try {
    if (entry === undefined) throw methodNotFound()
    if (entry.kind === 'method' && entry.lasting && !connection.lasting) {
      throw methodNotFound('this method needs a WebSocket connection')
    }
    const result =
      entry.kind === 'method'
        ? await entry.run(call, request.params)
        : await subscribe(entry, connection, call, request.params)
    const text = withinLength(resultText(request.id, result), limits.maxResponseLength)
    ok = true
    return { text, after: () => runTasks(tasks, request.method, ctx) }
  } catch (error) {
    return plain(errorText(request.id, toRpcError(error, request.method, ctx.log)))
  } finally {
    const name = entry === undefined ? 'unknown' : request.method
    observe?.(name, (performance.now() - started) / 1000, ok)
  }
}

async function subscribe(
  entry: RpcSubscription,
  connection: ServerConnection,
  call: RpcCall,
  params: readonly unknown[],
): Promise<string> {
  const subscription = connection.subscribe(entry)
  try {
    subscription.attach(await entry.run(call, subscription.sink, params))
  } catch (error) {
    subscription.discard()
    throw error
  }
  call.afterResponse(() => subscription.activate())
  return subscription.sink.id
}

/** Work that follows a response fails alone: nobody waits for it any more. */
function runTasks(tasks: readonly (() => void)[], methodName: string, ctx: RpcContext): void {
  for (const task of tasks) {
    try {
      task()
    } catch (error) {
      toRpcError(error, methodName, ctx.log)
    }
  }
}

function joinReplies(
  replies: readonly (Reply | undefined)[],
  maxLength: number,
): Reply | undefined {
  const given = replies.filter((reply) => reply !== undefined)
  if (given.length === 0) return undefined
  const total = given.reduce((sum, reply) => sum + reply.text.length, 0)
  // The requests did run, so their subscriptions open even where the answer is too long to send.
  const after = (): void => {
    for (const reply of given) reply.after()
  }
  if (total > maxLength) return { text: errorText(null, responseTooBig(maxLength)), after }
  return { text: `[${given.map((reply) => reply.text).join(',')}]`, after }
}

function withinLength(text: string, max: number): string {
  if (text.length > max) throw responseTooBig(max)
  return text
}

function parseJson(message: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(message) as unknown }
  } catch {
    return undefined
  }
}

function plain(text: string): Reply {
  return { text, after: () => {} }
}
