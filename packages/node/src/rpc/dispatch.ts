import type { ServerConnection } from './connection.ts'
import type { RpcContext } from './context.ts'
import { methodNotFound, requestTooBig, RpcError, serverBusy } from './errors.ts'
import { errorText, resultJson } from './frame.ts'
import type { Frame, Params } from './frame.ts'
import type { RpcLimits } from './limits.ts'
import { toRpcError } from './map-error.ts'
import type { MethodTable } from './method-table.ts'
import type { ParseParams, RpcCall, RpcSubscription } from './method.ts'
import { readMessage } from './read-message.ts'
import type { ReadMessage } from './read-message.ts'
import type { Turns } from './turns.ts'
import { joinReplies, textOf } from './write-json.ts'
import type { Rest, RpcMessage, RpcReply } from './write-json.ts'

/** Reads long messages elsewhere than on this thread; the bytes are gone afterwards. */
export interface LongReader {
  /** @throws RpcError where it is too busy */
  read(bytes: Uint8Array<ArrayBuffer>): Promise<ReadMessage>
}

/** Told about each request: the method (`unknown` where there is none), its time and outcome. */
export type Observe = (method: string, seconds: number, ok: boolean) => void

/** What requests are answered with. */
export interface Dispatcher {
  readonly ctx: RpcContext
  readonly table: MethodTable
  readonly methodNames: readonly string[]
  readonly limits: RpcLimits
  readonly observe: Observe | undefined
  readonly turns: Turns
  /** Absent: all messages are read here. */
  readonly longReader: LongReader | undefined
}

/** A response, and what must happen once it is queued. */
export interface Reply {
  readonly message: RpcReply
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
  message: RpcMessage,
): Promise<Reply | undefined> {
  const { limits } = dispatcher
  if (message.length > limits.maxMessageBytes) {
    return plain(errorText(null, requestTooBig(limits.maxMessageBytes)))
  }
  const read =
    typeof message === 'string' ? readMessage(message, limits) : await readLong(dispatcher, message)
  switch (read.kind) {
    case 'refused':
      return plain(errorText(null, read.error))
    case 'single':
      return await answer(dispatcher, connection, pending, read.frame)
    case 'batch': {
      const answers = read.frames.map((frame) => answer(dispatcher, connection, pending, frame))
      const rest = (): Promise<void> | undefined => dispatcher.turns.rest(connection)
      return await joined(await Promise.all(answers), limits.maxResponseLength, rest)
    }
  }
}

async function readLong(
  { longReader, limits, ctx }: Dispatcher,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<ReadMessage> {
  if (longReader === undefined) return readMessage(textOf([bytes]), limits)
  try {
    return await longReader.read(bytes)
  } catch (error) {
    return { kind: 'refused', error: toRpcError(error, 'a long message', ctx.log) }
  }
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
    return await dispatcher.turns.run(connection, () => run(dispatcher, connection, frame))
  } finally {
    pending.count -= 1
  }
}

async function run(
  dispatcher: Dispatcher,
  connection: ServerConnection,
  request: Request,
): Promise<Reply> {
  const { ctx, table, methodNames, limits, observe, turns } = dispatcher
  const tasks: (() => void)[] = []
  const call: RpcCall = {
    ctx,
    connection,
    methodNames,
    afterResponse: (task) => tasks.push(task),
    rest: () => turns.rest(connection),
  }
  const entry = table.get(request.method)
  const started = performance.now()
  let ok = false
  try {
    if (entry === undefined) throw methodNotFound(ctx.whyAbsent?.(request.method))
    if (entry.kind === 'method' && entry.lasting && !connection.lasting) {
      throw methodNotFound('this method needs a WebSocket connection')
    }
    const result =
      entry.kind === 'method'
        ? await entry.run(call, argsOf(request.params, entry.parse))
        : await subscribe(entry, connection, call, request.params)
    const message = await resultJson(request.id, result, limits.maxResponseLength, call.rest)
    ok = true
    return { message, after: () => runTasks(tasks, request.method, ctx) }
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
  params: Params,
): Promise<string> {
  const subscription = connection.subscribe(entry)
  try {
    const args = argsOf(params, entry.parse)
    subscription.attach(await entry.run(call, subscription.sink, args))
  } catch (error) {
    subscription.discard()
    throw error
  }
  call.afterResponse(() => subscription.activate())
  return subscription.sink.id
}

function argsOf(params: Params, parse: ParseParams): readonly unknown[] {
  switch (params.kind) {
    case 'raw':
      return parse(params.values)
    case 'parsed':
      return params.values
    case 'bad': {
      const { code, message, data } = params.error
      throw new RpcError(code, message, data)
    }
  }
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

async function joined(
  replies: readonly (Reply | undefined)[],
  maxLength: number,
  rest: Rest,
): Promise<Reply | undefined> {
  const given = replies.filter((reply) => reply !== undefined)
  if (given.length === 0) return undefined
  // The requests did run, so their subscriptions open even where the answer is too long to send.
  const after = (): void => {
    for (const reply of given) reply.after()
  }
  try {
    const messages = given.map(({ message }) => message)
    return { message: await joinReplies(messages, maxLength, rest), after }
  } catch (error) {
    if (!(error instanceof RpcError)) throw error
    return { message: errorText(null, error), after }
  }
}

function plain(text: string): Reply {
  return { message: text, after: () => {} }
}
