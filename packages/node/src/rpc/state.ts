import { internalError } from './errors.ts'
import type { LongHex } from './long-hex.ts'
import { method } from './method.ts'
import { apiName, hexBytes, list, optionalHash, storageKey } from './params.ts'
import { blockHash, callRuntime, stateAt } from './read-chain.ts'
import { keyToHex, runtimeVersionJson, toHex, valueHex } from './render.ts'

/** Keys of one request; the message limit binds first for keys of usual length. */
const MAX_KEYS = 100_000
const MAX_PROOF_KEYS = 1024
/** Old clients read metadata through `state_getMetadata`, which is V14 for ever. */
const LEGACY_METADATA = 14

/** Calls a runtime API; arguments and result are SCALE in hexadecimal. */
export const state_call = method(
  [apiName, hexBytes, optionalHash],
  async ({ ctx }, name, args, at) => valueHex(await callRuntime(ctx, at, name, args)),
  { aliases: ['state_callAt'] },
)

/** The V14 metadata blob. */
export const state_getMetadata = method([optionalHash], ({ ctx }, at) => {
  stateAt(ctx, at, 'call')
  const metadata = ctx.chain.runtime.metadata(LEGACY_METADATA)
  if (metadata === undefined) throw internalError()
  return valueHex(metadata)
})

/** Names, versions and api versions of the runtime. */
export const state_getRuntimeVersion = method(
  [optionalHash],
  ({ ctx }, at) => {
    stateAt(ctx, at)
    return runtimeVersionJson(ctx.chain.runtime.version)
  },
  { aliases: ['chain_getRuntimeVersion'] },
)

/** The raw value under a key, null where there is none. */
export const state_getStorage = method(
  [storageKey, optionalHash],
  ({ ctx }, key, at) => {
    const value = stateAt(ctx, at).get(key)
    return value === undefined ? null : valueHex(value)
  },
  { aliases: ['state_getStorageAt'] },
)

/** BLAKE2b-256 of the value under a key, null where there is none. */
export const state_getStorageHash = method(
  [storageKey, optionalHash],
  ({ ctx }, key, at) => {
    const value = stateAt(ctx, at).get(key)
    return value === undefined ? null : toHex(ctx.hasher.blake2b256(value))
  },
  { aliases: ['state_getStorageHashAt'] },
)

/** Bytes under a key, or under all keys with this prefix; null where there are none. */
export const state_getStorageSize = method(
  [storageKey, optionalHash],
  async ({ ctx, rest }, key, at) => {
    const view = stateAt(ctx, at)
    const value = view.get(key)
    if (value !== undefined) return value.length
    let total = 0
    for (const each of view.keys(key)) {
      total += view.get(each)?.length ?? 0
      const pause = rest()
      if (pause !== undefined) await pause
    }
    return total === 0 ? null : total
  },
  { aliases: ['state_getStorageSizeAt'] },
)

/** Exactly one change set with the value of each key, in the order of the request. */
export const state_queryStorageAt = method(
  [list(storageKey, MAX_KEYS), optionalHash],
  async ({ ctx, rest }, keys, at) => {
    const view = stateAt(ctx, at)
    const changes: (readonly [string, string | LongHex | null])[] = []
    for (const key of keys) {
      const value = view.get(key)
      changes.push([keyToHex(key), value === undefined ? null : valueHex(value)])
      const pause = rest()
      if (pause !== undefined) await pause
    }
    return [{ block: toHex(blockHash(ctx, at)), changes }]
  },
)

/** The trie nodes that prove the values or absence of keys. */
export const state_getReadProof = method(
  [list(storageKey, MAX_PROOF_KEYS), optionalHash],
  ({ ctx }, keys, at) => {
    const view = stateAt(ctx, at)
    return { at: toHex(view.at.hash), proof: view.prove(keys).map(toHex) }
  },
)
