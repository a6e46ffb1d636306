import type { Rpc } from '@plexus/node'

/** One JSON-RPC request. @throws Error with what the node answered, when it is an error */
export type Request = <T>(method: string, params?: readonly unknown[]) => Promise<T>

/** Requests to a node without a port. */
export function connect(rpc: Rpc): Request {
  let id = 0
  return async (method, params = []) => {
    id += 1
    const reply = await rpc.answer(JSON.stringify({ jsonrpc: '2.0', id, method, params }))
    const { result, error } = JSON.parse(textOf(reply)) as { result?: never; error?: unknown }
    if (error !== undefined) throw new Error(`${method}: ${JSON.stringify(error)}`)
    return result as never
  }
}

function textOf(reply: Awaited<ReturnType<Rpc['answer']>>): string {
  if (typeof reply === 'string') return reply
  return new TextDecoder().decode(Buffer.concat([...(reply ?? [])]))
}
