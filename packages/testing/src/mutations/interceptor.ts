/** A way to talk JSON-RPC: the shape of the node's provider. */
export interface JsonRpcProvider {
  connect(onMessage: (message: string) => void): JsonRpcConnection
}

/** The client's end of a connection. */
export interface JsonRpcConnection {
  send(message: string): void
  disconnect(): void
}

/** Something between a client and the node that may rewrite what they say. */
export interface Interceptor {
  /** Kebab-case, unique. */
  readonly name: string
  /** What is wrong, in one sentence. */
  readonly describe: string
  wrap(provider: JsonRpcProvider): JsonRpcProvider
}
