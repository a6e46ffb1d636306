import type { RpcProvider } from '../../../src/rpc/create-rpc.ts'

/** A message from the node, as parsed JSON. */
export interface Message {
  readonly jsonrpc?: string
  readonly id?: string | number | null
  readonly result?: unknown
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown }
  readonly method?: string
  readonly params?: { readonly subscription: unknown; readonly result: unknown }
}

export interface RpcClient {
  /** Everything received, in order. */
  readonly messages: readonly Message[]
  raw(message: string): void
  /** The response to a request. */
  ask(method: string, ...params: readonly unknown[]): Promise<Message>
  /** The result of a request that must succeed. */
  call(method: string, ...params: readonly unknown[]): Promise<unknown>
  /** Results notified under a subscription, in order. */
  notified(subscription: unknown): readonly unknown[]
  /** Resolves when `condition` holds for what was received. */
  until(condition: () => boolean): Promise<void>
  close(): void
}

const DEADLINE_MS = 5000

/** Collects what a connection says. */
export function rpcClient(provider: RpcProvider): RpcClient {
  const messages: Message[] = []
  const waiting = new Set<() => void>()
  let nextId = 0
  const connection = provider.connect((text) => {
    messages.push(JSON.parse(text) as Message)
    for (const check of [...waiting]) check()
  })
  const until = (condition: () => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const check = (): void => {
        if (!condition()) return
        clearTimeout(timer)
        waiting.delete(check)
        resolve()
      }
      const timer = setTimeout(() => {
        waiting.delete(check)
        reject(new Error(`deadline; received ${JSON.stringify(messages.slice(-5))}`))
      }, DEADLINE_MS)
      waiting.add(check)
      check()
    })
  const client: RpcClient = {
    messages,
    raw: (message) => connection.send(message),
    async ask(method, ...params) {
      nextId += 1
      const id = nextId
      connection.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }))
      await until(() => messages.some((message) => message.id === id))
      return messages.find((message) => message.id === id) as Message
    },
    async call(method, ...params) {
      const { result, error } = await client.ask(method, ...params)
      if (error !== undefined) throw new Error(`${method}: ${JSON.stringify(error)}`)
      return result
    },
    notified: (subscription) =>
      messages.flatMap(({ params }) =>
        params?.subscription === subscription ? [params?.result] : [],
      ),
    until,
    close: () => connection.disconnect(),
  }
  return client
}
