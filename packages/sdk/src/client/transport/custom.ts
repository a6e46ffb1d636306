import { createSession } from './session.ts'
import { DEFAULT_LIMITS } from './transport.ts'
import type { Transport, TransportLimits } from './transport.ts'

/** JSON-RPC inside this process, as `createLocalnet().provider` of the node package. */
export interface InProcessProvider {
  /** @param onMessage receives responses and notifications in order, never from inside `send` */
  connect(onMessage: (message: string) => void): {
    send(message: string): void
    disconnect(): void
  }
}

/** A transport to a node in this process. */
export function custom(provider: InProcessProvider, limits: TransportLimits = {}): Transport {
  return createSession({
    endpoint: 'the node in this process',
    limits: { ...DEFAULT_LIMITS, ...limits },
    heartbeatMs: 0,
    async open({ onMessage }) {
      const connection = provider.connect(onMessage)
      return {
        send: (text) => connection.send(text),
        close: () => connection.disconnect(),
      }
    },
  })
}
