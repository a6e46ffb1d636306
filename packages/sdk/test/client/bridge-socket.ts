import type { InProcessProvider, WebSocketConstructor, WebSocketLike } from '../../src/index.ts'

/** Web sockets that lead to a node in this process, and that the test can break. */
export interface Bridge {
  readonly WebSocket: WebSocketConstructor
  /** Breaks the connection that is open. */
  drop(): void
  /** Connections made so far. */
  count(): number
}

export function bridgeTo(provider: InProcessProvider): Bridge {
  const sockets: Socket[] = []
  class Socket implements WebSocketLike {
    onopen: ((event: never) => void) | null = null
    onclose: ((event: never) => void) | null = null
    onerror: ((event: never) => void) | null = null
    onmessage: ((event: never) => void) | null = null
    readonly #connection: ReturnType<InProcessProvider['connect']>

    constructor() {
      sockets.push(this)
      this.#connection = provider.connect((data) => this.onmessage?.({ data } as never))
      queueMicrotask(() => this.onopen?.(undefined as never))
    }

    send(text: string): void {
      this.#connection.send(text)
    }

    close(): void {
      this.#connection.disconnect()
      this.onclose?.(undefined as never)
    }
  }
  return {
    WebSocket: Socket as unknown as WebSocketConstructor,
    drop: () => sockets.at(-1)?.close(),
    count: () => sockets.length,
  }
}
