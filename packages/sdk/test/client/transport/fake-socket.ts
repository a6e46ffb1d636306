import type { WebSocketConstructor, WebSocketLike } from '../../../src/index.ts'

/** A node as a web socket sees it, played by the test. */
export interface FakeNode {
  readonly WebSocket: WebSocketConstructor
  /** Sockets that were opened, oldest first. */
  readonly sockets: FakeSocket[]
  /** Whether connections succeed. */
  isUp: boolean
  /** Answers a request; `undefined`: not at all. */
  answer: (method: string, params: readonly unknown[]) => unknown
}

export interface FakeSocket extends WebSocketLike {
  /** Methods in the order in which they arrived. */
  readonly asked: string[]
  /** Says something of its own. */
  say(message: unknown): void
  /** The connection breaks. */
  drop(): void
}

export function createFakeNode(): FakeNode {
  const node: FakeNode = { sockets: [], isUp: true, answer: () => null, WebSocket: undefined! }
  class Socket implements FakeSocket {
    onopen: ((event: never) => void) | null = null
    onclose: ((event: never) => void) | null = null
    onerror: ((event: never) => void) | null = null
    onmessage: ((event: never) => void) | null = null
    readonly asked: string[] = []
    #open = true

    constructor() {
      node.sockets.push(this)
      queueMicrotask(() => {
        if (node.isUp) this.onopen?.(undefined as never)
        else this.drop()
      })
    }

    send(text: string): void {
      const { id, method, params } = JSON.parse(text) as {
        id: number
        method: string
        params: unknown[]
      }
      this.asked.push(method)
      const result = node.answer(method, params)
      if (result !== undefined) queueMicrotask(() => this.say({ jsonrpc: '2.0', id, result }))
    }

    say(message: unknown): void {
      const data = typeof message === 'string' ? message : JSON.stringify(message)
      if (this.#open) this.onmessage?.({ data } as never)
    }

    drop(): void {
      if (!this.#open) return
      this.#open = false
      this.onclose?.(undefined as never)
    }

    close(): void {
      this.drop()
    }
  }
  return Object.assign(node, { WebSocket: Socket as unknown as WebSocketConstructor })
}

/** A notification. */
export const item = (subscription: string, result: unknown): unknown => ({
  jsonrpc: '2.0',
  method: 'some_event',
  params: { subscription, result },
})
