import { id } from './params.ts'
import type { Namespace, RpcMethod, RpcSubscription } from './method.ts'
import { method } from './method.ts'

/** Wire name → what answers it, aliases and unsubscribe methods included. */
export type MethodTable = ReadonlyMap<string, RpcMethod | RpcSubscription>

/**
 * Derives the table from the exports of namespace files.
 * @throws Error when two methods claim one name, which is a bug of ours
 */
export function methodTable(namespaces: readonly Namespace[]): MethodTable {
  const table = new Map<string, RpcMethod | RpcSubscription>()
  const add = (name: string, entry: RpcMethod | RpcSubscription): void => {
    if (table.has(name)) throw new Error(`two RPC methods claim the name ${name}`)
    table.set(name, entry)
  }
  for (const namespace of namespaces) {
    for (const [name, entry] of Object.entries(namespace)) {
      for (const wireName of [name, ...entry.aliases]) add(wireName, entry)
      if (entry.kind === 'method') continue
      const ending = unsubscribeMethod(entry)
      for (const wireName of [entry.unsubscribe, ...entry.unsubscribeAliases]) add(wireName, ending)
    }
  }
  return table
}

/** After its response no notification of the subscription leaves (spec: 70-rpc §1). */
function unsubscribeMethod(subscribed: RpcSubscription): RpcMethod {
  return method([id], ({ connection }, subscriptionId) => {
    const existed = connection.unsubscribe(subscribed, subscriptionId)
    return subscribed.quiet ? null : existed
  })
}
