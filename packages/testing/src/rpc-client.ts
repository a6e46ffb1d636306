import { WebSocket } from 'ws'

/** A JSON-RPC error as a client sees it. */
export class RpcClientError extends Error {
  readonly code: number
  readonly data: unknown

  constructor(error: { readonly code: number; readonly message: string; readonly data?: unknown }) {
    super(error.message)
    this.name = 'RpcClientError'
    this.code = error.code
    this.data = error.data
  }
}

/** A small client for tests: requests, subscriptions and raw frames over one WebSocket. */
export interface RpcClient {
  /** @throws RpcClientError */
  request<T>(method: string, params?: readonly unknown[]): Promise<T>
  /** Calls back with each notification's `result`. */
  subscribe(
    method: string,
    params: readonly unknown[],
    listener: (result: unknown) => void,
  ): Promise<string>
  close(): void
}

interface Reply {
  readonly id?: number
  readonly result?: unknown
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown }
  readonly params?: { readonly subscription: string; readonly result: unknown }
}

/** Connects, trying again until `timeoutMs` is over. */
export async function connectRpc(url: string, timeoutMs = 10_000): Promise<RpcClient> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    try {
      return await connectOnce(url)
    } catch (error) {
      if (Date.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

async function connectOnce(url: string): Promise<RpcClient> {
  const socket = new WebSocket(url, { perMessageDeflate: false })
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  const pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  const listeners = new Map<string, (result: unknown) => void>()
  const early = new Map<string, unknown[]>()
  let nextId = 0

  socket.on('message', (data: Buffer) => {
    const reply = JSON.parse(data.toString()) as Reply
    if (reply.id === undefined) {
      const { subscription, result } = reply.params ?? { subscription: '', result: undefined }
      const listener = listeners.get(subscription)
      if (listener !== undefined) listener(result)
      else early.set(subscription, [...(early.get(subscription) ?? []), result])
      return
    }
    const waiting = pending.get(reply.id)
    pending.delete(reply.id)
    if (reply.error !== undefined) waiting?.reject(new RpcClientError(reply.error))
    else waiting?.resolve(reply.result)
  })
  const gone = (): void => {
    for (const { reject } of pending.values()) reject(new Error('the connection is closed'))
    pending.clear()
  }
  socket.on('close', gone)
  socket.on('error', gone)

  const request = <T>(method: string, params: readonly unknown[] = []): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const id = nextId
      nextId += 1
      pending.set(id, { resolve: (value) => resolve(value as T), reject })
      socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }))
    })
  return {
    request,
    async subscribe(method, params, listener) {
      const id = await request<string>(method, params)
      listeners.set(id, listener)
      for (const result of early.get(id) ?? []) listener(result)
      early.delete(id)
      return id
    },
    close: () => socket.terminate(),
  }
}
