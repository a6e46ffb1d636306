import type { Hash } from '@plexus/primitives'
import type { StorageKey } from '@plexus/runtime'
import { invalidParams } from './errors.ts'
import { subscription } from './method.ts'
import { list, storageKey } from './params.ts'
import { listen, stateAt } from './read-chain.ts'
import { keyToHex, runtimeVersionJson, toHex } from './render.ts'

const MAX_KEYS = 16_384

/** The values of all keys now, then those of the keys that a block changed. */
export const state_subscribeStorage = subscription(
  { notification: 'state_storage', unsubscribe: 'state_unsubscribeStorage' },
  [list(storageKey, MAX_KEYS)],
  ({ ctx }, sink, keys) => {
    if (keys.length === 0) throw invalidParams('name the keys: the whole state is not streamed')
    const wanted = new Set<StorageKey>(keys)
    const notify = (changed: Iterable<StorageKey>, at: Hash): void => {
      const view = stateAt(ctx, at)
      const changes = Array.from(changed, (key) => {
        const value = view.get(key)
        return [keyToHex(key), value === undefined ? null : toHex(value)]
      })
      sink.notify({ block: toHex(at), changes })
    }
    notify(wanted, ctx.chain.head().hash)
    return listen(ctx, 'state_subscribeStorage', (event) => {
      if (event.type === 'reverted') notify(wanted, event.to.hash)
      if (event.type === 'restored') notify(wanted, event.ref.hash)
      if (event.type !== 'imported' && event.type !== 'overwritten') return
      const touched = event.changed.filter((key) => wanted.has(key))
      const { hash } = event.type === 'imported' ? event.ref : event.head
      if (touched.length > 0) notify(touched, hash)
    })
  },
)

/** The runtime version now; this node's runtime never changes while it runs. */
export const state_subscribeRuntimeVersion = subscription(
  {
    notification: 'state_runtimeVersion',
    unsubscribe: 'state_unsubscribeRuntimeVersion',
    aliases: ['chain_subscribeRuntimeVersion'],
    unsubscribeAliases: ['chain_unsubscribeRuntimeVersion'],
  },
  [],
  ({ ctx }, sink) => {
    sink.notify(runtimeVersionJson(ctx.chain.runtime.version))
    return () => {}
  },
)
