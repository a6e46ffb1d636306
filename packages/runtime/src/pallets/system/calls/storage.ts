import { bytes, tuple, u32, vec } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import type { Context } from '../../../frame/context.ts'
import { failWith } from '../../../frame/dispatch-error.ts'
import { ensureRoot } from '../../../frame/origin.ts'
import { toStorageKey } from '../../../state/view.ts'
import type { StorageKey } from '../../../state/view.ts'
import { system } from '../id.ts'
import { systemWeights } from '../weights.ts'

/**
 * Longest raw key that state holds, in bytes; no declared item comes near it. The reference has no
 * such bound and takes the empty key too, which no database here holds.
 */
export const MAX_KEY_BYTES = 1024

/** Writes raw storage items (Root). */
export const setStorage = call(
  system,
  { items: vec(tuple(bytes, bytes)) },
  {
    index: 4,
    name: 'set_storage',
    weight: ({ items }) => systemWeights.setStorage(BigInt(items.length)),
    class: 'Operational',
    run(ctx, origin, { items }) {
      ensureRoot(origin)
      for (const [key, value] of items) ctx.state.set(boundedKey(key), value)
    },
  },
)

/** Removes raw storage items (Root). */
export const killStorage = call(
  system,
  { keys: vec(bytes) },
  {
    index: 5,
    name: 'kill_storage',
    weight: ({ keys }) => systemWeights.killStorage(BigInt(keys.length)),
    class: 'Operational',
    run(ctx, origin, { keys }) {
      ensureRoot(origin)
      for (const key of keys) ctx.state.remove(boundedKey(key))
    },
  },
)

/** Removes raw storage items under a prefix, at most `subkeys` of those committed (Root). */
export const killPrefix = call(
  system,
  { prefix: bytes, subkeys: u32 },
  {
    index: 6,
    name: 'kill_prefix',
    weight: ({ subkeys }) => systemWeights.killPrefix(BigInt(subkeys) + 1n),
    class: 'Operational',
    run(ctx, origin, { prefix, subkeys }) {
      ensureRoot(origin)
      clearPrefix(ctx, toStorageKey(prefix), subkeys)
    },
  },
)

function clearPrefix(ctx: Context, prefix: StorageKey, limit: number): void {
  let removed = 0
  for (const key of [...ctx.state.keys(prefix)]) {
    if (removed === limit) return
    ctx.state.remove(key)
    removed += 1
  }
}

function boundedKey(key: Uint8Array): StorageKey {
  if (key.length === 0 || key.length > MAX_KEY_BYTES) return failWith({ type: 'Exhausted' })
  return toStorageKey(key)
}
