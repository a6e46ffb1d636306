import { TransportError } from '../errors.ts'
import type { TransportErrorCode } from '../errors.ts'
import { pause } from '../wait.ts'
import { readMessage, requestText, responseError } from './json-rpc.ts'
import type { NodeMessage } from './json-rpc.ts'
import { backoffMs, isRepeatable } from './transport.ts'
import type { FullLimits, RequestOptions, Subscription, Transport } from './transport.ts'

/** One connection that carries texts both ways. */
export interface Pipe {
  send(text: string): void
  close(): void
}

/** Hears of what a pipe brings. */
export interface PipeEvents {
  onMessage(text: string): void
  /** The pipe is gone; called at most once, and not after `close`. */
  onClose(cause?: unknown): void
}

/** What a session is made of. */
export interface SessionOptions {
  readonly endpoint: string
  readonly limits: FullLimits
  /** Makes a connection; rejects where it cannot. */
  open(events: PipeEvents): Promise<Pipe>
  /** Silence after which a connection with subscriptions is tested, ms; 0 for never. */
  readonly heartbeatMs: number
}

interface Pending {
  readonly method: string
  readonly params: readonly unknown[]
  readonly once: boolean
  sent: boolean
  /** Runs before any later message is read. */
  succeed(result: unknown): void
  fail(error: unknown): void
}

interface Live {
  readonly subscription: Subscription
  /** Id of the node; absent while it is asked for. */
  id?: string
  ended: boolean
}

/**
 * JSON-RPC over connections that come and go: requests that may be repeated survive a lost
 * connection within their time limit, subscriptions are renewed.
 */
export function createSession(options: SessionOptions): Transport {
  const session = new Session(options)
  return {
    endpoint: options.endpoint,
    subscribes: true,
    request: (method, params, bounds) => session.request(method, params, bounds),
    subscribe: (subscription, bounds) => session.subscribe(subscription, bounds),
    close: () => session.close(),
  }
}

class Session {
  readonly #options: SessionOptions
  readonly #pending = new Map<number, Pending>()
  readonly #live = new Set<Live>()
  #pipe: Pipe | undefined
  #connecting = false
  #closed = false
  #inFlight = 0
  #nextId = 1
  #lastCause: unknown
  #heardAt = 0
  #heartbeat: ReturnType<typeof setInterval> | undefined

  constructor(options: SessionOptions) {
    this.#options = options
  }

  async request(
    method: string,
    params: readonly unknown[],
    options: RequestOptions = {},
  ): Promise<unknown> {
    return this.#ask(method, params, options)
  }

  async subscribe(subscription: Subscription, options: RequestOptions = {}): Promise<() => void> {
    const live: Live = { subscription, ended: false }
    this.#live.add(live)
    try {
      await this.#start(live, options)
    } catch (error) {
      this.#live.delete(live)
      throw error
    }
    this.#watchSilence()
    return () => this.#unsubscribe(live)
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    clearInterval(this.#heartbeat)
    this.#pipe?.close()
    this.#pipe = undefined
    const error = this.#error('Closed', `The connection to ${this.#options.endpoint} was closed.`)
    for (const pending of [...this.#pending.values()]) pending.fail(error)
    const ended = [...this.#live]
    this.#live.clear()
    for (const live of ended) endLive(live, error)
  }

  #ask(
    method: string,
    params: readonly unknown[],
    options: RequestOptions,
    onResult?: (result: unknown) => void,
  ): Promise<unknown> {
    const { limits, endpoint } = this.#options
    const { signal, once = false, timeoutMs = limits.timeoutMs } = options
    signal?.throwIfAborted()
    if (this.#closed) throw this.#error('Closed', `The connection to ${endpoint} was closed.`)
    if (this.#pending.size >= limits.maxPending) {
      const text = `${limits.maxPending} requests to ${endpoint} wait already: send fewer at a time.`
      throw this.#error('TooManyRequests', text)
    }
    const id = this.#nextId++
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
        if (this.#pending.get(id)?.sent === true) this.#inFlight -= 1
        this.#pending.delete(id)
        this.#pump()
      }
      const pending: Pending = {
        ...{ method, params, once, sent: false },
        succeed: (result) => {
          settle()
          onResult?.(result)
          resolve(result)
        },
        fail: (error) => {
          settle()
          reject(error as Error)
        },
      }
      const timer = setTimeout(() => pending.fail(this.#late(method, timeoutMs)), timeoutMs)
      const abort = (): void => pending.fail(signal?.reason)
      signal?.addEventListener('abort', abort, { once: true })
      this.#pending.set(id, pending)
      this.#pump()
    })
  }

  /** Sends what waits, as far as the limit allows; connects first where needed. */
  #pump(): void {
    if (this.#closed || this.#pending.size === 0) return
    if (this.#pipe === undefined) {
      if (!this.#connecting) void this.#connect()
      return
    }
    const { maxInFlight } = this.#options.limits
    if (this.#inFlight >= maxInFlight) return
    for (const [id, pending] of this.#pending) {
      if (pending.sent) continue
      if (this.#inFlight >= maxInFlight || this.#pipe === undefined) return
      pending.sent = true
      this.#inFlight += 1
      this.#pipe.send(requestText(id, pending.method, pending.params))
    }
  }

  async #connect(): Promise<void> {
    this.#connecting = true
    try {
      for (let attempt = 1; this.#isWanted(); attempt += 1) {
        if (await this.#tryOpen()) break
        for (const pending of [...this.#pending.values()]) {
          if (pending.once) pending.fail(this.#unreachable())
        }
        if (attempt >= this.#options.limits.attempts) {
          this.#giveUp()
          break
        }
        if (this.#isWanted()) await pause(backoffMs(attempt))
      }
    } finally {
      this.#connecting = false
    }
    for (const live of this.#live) if (live.id === undefined) this.#renew(live)
    this.#pump()
  }

  async #tryOpen(): Promise<boolean> {
    let gone = false
    let mine: Pipe | undefined
    try {
      mine = await this.#options.open({
        onMessage: (text) => this.#receive(text),
        onClose: (cause) => {
          gone = true
          if (mine !== undefined && mine === this.#pipe) this.#lost(cause)
        },
      })
    } catch (error) {
      this.#lastCause = error
      return false
    }
    if (gone) return false
    if (this.#closed) {
      mine.close()
      return true
    }
    this.#pipe = mine
    this.#heardAt = Date.now()
    return true
  }

  #isWanted(): boolean {
    return !this.#closed && (this.#pending.size > 0 || this.#live.size > 0)
  }

  #lost(cause: unknown): void {
    const { endpoint } = this.#options
    this.#pipe = undefined
    this.#lastCause = cause
    this.#inFlight = 0
    const text = `The connection to ${endpoint} was lost.`
    for (const pending of [...this.#pending.values()]) {
      if (!pending.sent) continue
      pending.sent = false
      if (pending.once || !isRepeatable(pending.method)) {
        pending.fail(this.#error('ConnectionLost', text, cause))
      }
    }
    for (const live of [...this.#live]) {
      // One that is still being asked for is among the requests.
      if (live.id === undefined) continue
      delete live.id
      if (live.subscription.renew ?? true) continue
      this.#live.delete(live)
      endLive(live, this.#error('ConnectionLost', text, cause))
    }
    if (this.#isWanted() && !this.#connecting) void this.#connect()
  }

  #giveUp(): void {
    const error = this.#unreachable()
    for (const pending of [...this.#pending.values()]) pending.fail(error)
    const ended = [...this.#live]
    this.#live.clear()
    for (const live of ended) endLive(live, error)
  }

  async #start(live: Live, options: RequestOptions): Promise<void> {
    const { method, params } = live.subscription
    await this.#ask(method, params, options, (result) => {
      const id = String(result)
      if (live.ended) this.#tellUnsubscribe(live.subscription.unsubscribe, id)
      else live.id = id
    })
  }

  #renewing = new Set<Live>()

  #renew(live: Live): void {
    if (this.#renewing.has(live) || this.#pipe === undefined) return
    // A first attempt of its own owner is under way.
    for (const { method, params } of this.#pending.values()) {
      if (method === live.subscription.method && params === live.subscription.params) return
    }
    this.#renewing.add(live)
    this.#start(live, {})
      .catch((error: unknown) => {
        if (this.#live.delete(live)) endLive(live, error as Error)
      })
      .finally(() => this.#renewing.delete(live))
  }

  #unsubscribe(live: Live): void {
    live.ended = true
    this.#live.delete(live)
    if (this.#live.size === 0) clearInterval(this.#heartbeat)
    if (live.id !== undefined) this.#tellUnsubscribe(live.subscription.unsubscribe, live.id)
  }

  #tellUnsubscribe(method: string, id: string): void {
    if (this.#pipe === undefined || this.#closed) return
    // The node ends what it no longer knows by itself, so failing does no harm.
    this.#ask(method, [id], { once: true }).catch(() => undefined)
  }

  #receive(text: string): void {
    this.#heardAt = Date.now()
    const message =
      text.length > this.#options.limits.maxResponseBytes ? undefined : readMessage(text)
    if (message !== undefined) return this.#handle(message)
    const pipe = this.#pipe
    this.#lost(this.#error('BadResponse', `${this.#options.endpoint} sent no JSON-RPC.`))
    pipe?.close()
  }

  #handle(message: NodeMessage): void {
    switch (message.type) {
      case 'result':
        this.#pending.get(message.id)?.succeed(message.result)
        return
      case 'error': {
        const pending = this.#pending.get(message.id)
        pending?.fail(responseError(pending.method, message.error))
        return
      }
      case 'item': {
        for (const live of this.#live) {
          if (live.id !== message.subscription) continue
          this.#deliver(live, message.item)
          return
        }
        return
      }
      case 'other':
    }
  }

  /** What the subscriber cannot read ends its subscription, and nothing else. */
  #deliver(live: Live, item: unknown): void {
    try {
      live.subscription.onItem(item)
    } catch (error) {
      if (live.ended) return
      this.#unsubscribe(live)
      live.subscription.onEnd(error as Error)
    }
  }

  /** A peer that vanished without a word is found by asking it. */
  #watchSilence(): void {
    const { heartbeatMs } = this.#options
    clearInterval(this.#heartbeat)
    if (heartbeatMs === 0) return
    this.#heartbeat = setInterval(() => {
      const pipe = this.#pipe
      if (pipe === undefined || Date.now() - this.#heardAt < heartbeatMs) return
      this.#ask('system_health', [], { once: true, timeoutMs: heartbeatMs }).catch(
        (error: unknown) => {
          if (!(error instanceof TransportError) || pipe !== this.#pipe) return
          this.#lost(error)
          pipe.close()
        },
      )
    }, heartbeatMs)
  }

  #late(method: string, timeoutMs: number): TransportError {
    if (this.#pipe === undefined && this.#lastCause !== undefined) return this.#unreachable()
    const text = `${this.#options.endpoint} did not answer ${method} within ${timeoutMs} ms.`
    return this.#error('TimedOut', text)
  }

  #unreachable(): TransportError {
    const text = `No node answers at ${this.#options.endpoint}: check the address, and that the node runs.`
    return this.#error('Unreachable', text, this.#lastCause)
  }

  #error(code: TransportErrorCode, text: string, cause?: unknown): TransportError {
    return new TransportError(code, this.#options.endpoint, text, cause)
  }
}

function endLive(live: Live, error: Error): void {
  if (live.ended) return
  live.ended = true
  live.subscription.onEnd(error)
}
