import type { Log } from '../log.ts'
import { methodNotFound, tooManySubscriptions } from './errors.ts'
import { notificationText } from './frame.ts'
import type { RpcSubscription, Sink, Stop } from './method.ts'
import type { RpcReply } from './write-json.ts'

/** State that handlers keep for one connection; made when first asked for. */
export interface Slot<T> {
  readonly create: () => T
}

/** One client: its outgoing queue, its subscriptions and what handlers keep for it. */
export interface Connection {
  /** False for a connection that ends with its response (HTTP). */
  readonly lasting: boolean
  local<T>(slot: Slot<T>): T
  /** Runs `release` when the client goes; at once when it has gone. */
  onClose(release: () => void): void
  /** Ends a subscription of this kind; false when there is none with this id. */
  unsubscribe(subscribed: RpcSubscription, id: string): boolean
}

/** A subscription between its request and its end. */
export interface OpenSubscription {
  readonly sink: Sink
  /** What to release at the end; at once when it has ended. */
  attach(stop: Stop): void
  /** The response with the id is queued: lets the notifications out. */
  activate(): void
  /** The request failed: forgets everything. */
  discard(): void
}

/** A connection as the server sees it. */
export interface ServerConnection extends Connection {
  /** Queues a message behind all earlier ones. */
  push(message: RpcReply): void
  /** @throws RpcError when the connection cannot hold one more */
  subscribe(subscribed: RpcSubscription): OpenSubscription
  close(): void
}

/** What a connection is made of. */
export interface ConnectionOptions {
  /** Receives messages in order, never from inside a call into the connection. */
  readonly deliver: (message: RpcReply) => void
  readonly lasting: boolean
  readonly maxSubscriptions: number
  readonly nextId: () => string
  /** Told when a subscription opens (1) or ends (-1). */
  readonly counted: (change: 1 | -1) => void
  readonly log: Log
}

interface Entry {
  readonly subscribed: RpcSubscription
  readonly end: () => void
}

export function createConnection(options: ConnectionOptions): ServerConnection {
  const entries = new Map<string, Entry>()
  const locals = new Map<Slot<unknown>, unknown>()
  const releases: (() => void)[] = []
  const queue = createQueue(options)
  let closed = false

  const connection: ServerConnection = {
    lasting: options.lasting,
    push: queue.push,
    local<T>(slot: Slot<T>): T {
      if (!locals.has(slot)) locals.set(slot, slot.create())
      return locals.get(slot) as T
    },
    onClose(release) {
      if (closed) release()
      else releases.push(release)
    },
    unsubscribe(subscribed, id) {
      const entry = entries.get(id)
      if (entry?.subscribed !== subscribed) return false
      entry.end()
      return true
    },
    subscribe(subscribed) {
      if (!options.lasting) throw methodNotFound('subscriptions need a WebSocket connection')
      if (entries.size >= options.maxSubscriptions) {
        throw tooManySubscriptions(options.maxSubscriptions)
      }
      const id = options.nextId()
      const forget = (): void => {
        if (entries.delete(id)) options.counted(-1)
      }
      const { notification } = subscribed
      const { subscription, end } = createSubscription(id, notification, queue.push, forget)
      entries.set(id, { subscribed, end })
      options.counted(1)
      if (closed) end()
      return subscription
    },
    close() {
      if (closed) return
      closed = true
      queue.close()
      for (const entry of [...entries.values()]) entry.end()
      for (const release of releases.splice(0)) release()
      locals.clear()
    },
  }
  return connection
}

/** Messages leave in order from a microtask, so that no client runs inside the chain's writes. */
function createQueue(options: Pick<ConnectionOptions, 'deliver' | 'log'>) {
  let waiting: RpcReply[] = []
  let closed = false
  const drain = (): void => {
    const batch = waiting
    waiting = []
    for (const message of batch) {
      if (closed) return
      try {
        options.deliver(message)
      } catch (error) {
        options.log('error', 'rpc client failed to take a message', { error: String(error) })
      }
    }
  }
  return {
    push(message: RpcReply): void {
      if (closed) return
      if (waiting.length === 0) queueMicrotask(drain)
      waiting.push(message)
    },
    close(): void {
      closed = true
      waiting = []
    },
  }
}

function createSubscription(
  id: string,
  notification: string,
  push: (message: string) => void,
  forget: () => void,
): { readonly subscription: OpenSubscription; readonly end: () => void } {
  let held: string[] | undefined = []
  let ended = false
  let stop: Stop | undefined

  const release = (): void => {
    ended = true
    const run = stop
    stop = undefined
    run?.()
  }
  const end = (): void => {
    held = undefined
    forget()
    release()
  }
  const subscription: OpenSubscription = {
    sink: {
      id,
      notify(result) {
        if (ended) return
        const message = notificationText(notification, id, result)
        if (held === undefined) push(message)
        else held.push(message)
      },
      close() {
        // What waits for the response still goes out; `activate` forgets the subscription then.
        if (held === undefined) end()
        else release()
      },
    },
    attach(given) {
      stop = given
      if (ended) release()
    },
    activate() {
      if (held === undefined) return
      for (const message of held) push(message)
      held = undefined
      if (ended) forget()
    },
    discard: end,
  }
  return { subscription, end }
}
