import { createConnection } from './connection.ts'
import type { RpcContext } from './context.ts'
import { dispatch } from './dispatch.ts'
import type { Dispatcher, LongReader, Observe, Pending } from './dispatch.ts'
import { DEFAULT_RPC_LIMITS } from './limits.ts'
import type { RpcLimits } from './limits.ts'
import { methodTable } from './method-table.ts'
import type { Namespace } from './method.ts'
import { standardNamespaces } from './namespaces.ts'
import { createTurns } from './turns.ts'
import { textOf } from './write-json.ts'
import type { LongReply, RpcMessage, RpcReply } from './write-json.ts'

/** A way to talk JSON-RPC, with or without a port. */
export interface RpcProvider {
  /**
   * Opens a connection.
   * @param onMessage receives responses and notifications in order, never from inside `send`
   * @param onLongMessage receives the UTF-8 bytes of long ones in parts instead, where given
   */
  connect(
    onMessage: (message: string) => void,
    onLongMessage?: (parts: LongReply) => void,
  ): RpcProviderConnection
}

/** The client's end of a connection. */
export interface RpcProviderConnection {
  /** Takes one JSON-RPC message; anything is answered, nothing throws. */
  send(message: RpcMessage): void
  /** Ends all subscriptions; no message arrives afterwards. */
  disconnect(): void
}

/** The methods of a node over any transport. */
export interface Rpc extends RpcProvider {
  /** Answers one message without a lasting connection, so without subscriptions (HTTP). */
  answer(message: RpcMessage): Promise<RpcReply | undefined>
  /** Names of all methods, sorted. */
  readonly methodNames: readonly string[]
  /** Those that must not be open to other machines. */
  readonly unsafeMethods: readonly string[]
  readonly limits: RpcLimits
  /** Open subscriptions of all connections. */
  subscriptions(): number
}

/** What an RPC is made of. */
export interface RpcOptions {
  readonly context: RpcContext
  /** Files of methods; default: all that this context can serve. */
  readonly methods?: readonly Namespace[]
  readonly limits?: Partial<RpcLimits>
  readonly observe?: Observe
  /** Default: this thread reads messages of any length. */
  readonly longReader?: LongReader
}

/** Makes the JSON-RPC surface of a node; nothing listens yet. */
export function createRpc(options: RpcOptions): Rpc {
  const { context } = options
  const table = methodTable(options.methods ?? standardNamespaces(context))
  const names = [...table.keys()].sort(byCodeUnit)
  const limits = { ...DEFAULT_RPC_LIMITS, ...options.limits }
  const dispatcher: Dispatcher = {
    ctx: context,
    table,
    methodNames: names,
    limits,
    observe: options.observe,
    turns: createTurns(),
    longReader: options.longReader,
  }
  const nextId = idSource(context.node.startedAt)
  let subscriptions = 0
  const open = (deliver: (message: RpcReply) => void, lasting: boolean) =>
    createConnection({
      deliver,
      lasting,
      nextId,
      counted: (change) => (subscriptions += change),
      maxSubscriptions: limits.maxSubscriptions,
      log: context.log,
    })
  return {
    methodNames: names,
    unsafeMethods: names.filter((name) => {
      const entry = table.get(name)
      return entry?.kind === 'method' && entry.unsafe
    }),
    limits,
    subscriptions: () => subscriptions,
    connect(onMessage, onLongMessage = (parts) => onMessage(textOf(parts))) {
      const deliver = (message: RpcReply): void =>
        typeof message === 'string' ? onMessage(message) : onLongMessage(message)
      return provide(dispatcher, open(deliver, true))
    },
    async answer(message) {
      const connection = open(() => {}, false)
      const reply = await dispatch(dispatcher, connection, { count: 0 }, message)
      reply?.after()
      connection.close()
      return reply?.message
    },
  }
}

function provide(
  dispatcher: Dispatcher,
  connection: ReturnType<typeof createConnection>,
): RpcProviderConnection {
  const pending: Pending = { count: 0 }
  const respond = async (message: RpcMessage): Promise<void> => {
    const reply = await dispatch(dispatcher, connection, pending, message)
    if (reply === undefined) return
    connection.push(reply.message)
    reply.after()
  }
  let gone = false
  return {
    send(message) {
      if (gone) return
      respond(message).catch((error: unknown) => {
        dispatcher.ctx.log('error', 'rpc dispatch failed', { error: String(error) })
      })
    },
    disconnect() {
      gone = true
      connection.close()
    },
  }
}

/**
 * Subscription ids: unique over the life of the node, and other ones after a restart, so that a
 * client which reconnects cannot take a new subscription for an old one.
 */
function idSource(startedAt: number): () => string {
  const prefix = startedAt.toString(36)
  let count = 0
  return () => {
    count += 1
    return prefix + count.toString(36).padStart(6, '0')
  }
}

function byCodeUnit(left: string, right: string): number {
  return left < right ? -1 : Number(left > right)
}
