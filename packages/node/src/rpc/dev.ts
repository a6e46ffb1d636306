import type { Hash } from '@plexus/primitives'
import type { StorageKey } from '@plexus/runtime'
import type { DevControls, NewBlockRequest } from './context.ts'
import { engineAnswer } from './engine-answer.ts'
import { invalidParams, methodNotFound } from './errors.ts'
import { method } from './method.ts'
import type { RpcCall } from './method.ts'
import {
  account,
  hash,
  hexBytes,
  id,
  list,
  numberOrHex,
  object,
  optional,
  pair,
  storageKey,
  u64,
} from './params.ts'
import type { Param } from './params.ts'
import { toHex } from './render.ts'

const MAX_BLOCKS = 1_000_000
const MAX_TRANSACTIONS = 10_000
const MAX_CHANGES = 100_000

const blockCount: Param<number> = (value) => {
  const count = numberOrHex(value)
  if (count < 1 || count > MAX_BLOCKS) throw invalidParams(`expected 1 to ${MAX_BLOCKS} blocks`)
  return count
}

/** Milliseconds since 1970, or a date as ISO 8601 text. */
const time: Param<bigint> = (value) => {
  if (typeof value !== 'string' || !value.includes('-')) return u64(value)
  const timestamp = Date.parse(value)
  if (Number.isNaN(timestamp) || timestamp < 0) throw invalidParams('expected a date from 1970 on')
  return BigInt(timestamp)
}

const newBlockRequest = object({
  count: optional(blockCount),
  transactions: optional(list(hexBytes, MAX_TRANSACTIONS)),
  timestamp: optional(time),
})

const hashOrHeight: Param<Hash | number> = (value) =>
  typeof value === 'string' && value.length === 66 ? hash(value) : numberOrHex(value)

/** Makes blocks: `{ count?, transactions?, timestamp? }`; the hash of the last. */
export const dev_newBlock = method(
  [optional(newBlockRequest)],
  async (call, given) => {
    const request: NewBlockRequest = {
      ...(given?.count === undefined ? {} : { count: given.count }),
      ...(given?.transactions === undefined ? {} : { transactions: given.transactions }),
      ...(given?.timestamp === undefined ? {} : { timestampMs: given.timestamp }),
    }
    return toHex((await engineAnswer(() => controls(call).newBlock(request))).hash)
  },
  { unsafe: true },
)

/** Makes this many blocks from the pool, one by default; the hash of the last. */
export const dev_mine = method(
  [optional(blockCount)],
  async (call, count) => toHex((await engineAnswer(() => controls(call).mine(count ?? 1))).hash),
  { unsafe: true },
)

/** The timestamp of the next block in ms or as a date; time goes on from there. */
export const dev_timeTravel = method(
  [time],
  async (call, timestampMs) => {
    await engineAnswer(() => controls(call).timeTravel(timestampMs))
    return Number(timestampMs)
  },
  { unsafe: true },
)

/** Writes raw storage on top of the head: `[[key, value|null], …]`; the hash of the head. */
export const dev_setStorage = method(
  [list(pair(storageKey, optional(hexBytes)), MAX_CHANGES)],
  async (call, entries) => {
    const changes = new Map<StorageKey, Uint8Array | undefined>(entries)
    await engineAnswer(() => controls(call).setStorage(changes))
    return toHex(call.ctx.chain.head().hash)
  },
  { unsafe: true },
)

/** Remembers the head; an id for `dev_revert`. */
export const dev_snapshot = method([], (call) => engineAnswer(() => controls(call).snapshot()), {
  unsafe: true,
})

/** Takes the chain back to a snapshot; false when there is none with this id. */
export const dev_revert = method(
  [id],
  async (call, snapshot) =>
    (await engineAnswer(() => controls(call).revert(snapshot))) !== undefined,
  { unsafe: true },
)

/** Adds an amount in rao (number, decimal text or hex) to an account's free balance. */
export const dev_fundAccount = method(
  [account, u64],
  async (call, who, amount) => {
    await engineAnswer(() => controls(call).fundAccount(who, amount))
    return null
  },
  { unsafe: true },
)

/** Takes the head back to a block by hash or height; its hash. */
export const dev_setHead = method(
  [hashOrHeight],
  async (call, target) => {
    const at = typeof target === 'number' ? call.ctx.chain.hashAt(target) : target
    if (at === undefined) throw invalidParams('expected a height up to the head')
    return toHex((await engineAnswer(() => controls(call).setHead(at))).hash)
  },
  { unsafe: true },
)

function controls({ ctx }: RpcCall): DevControls {
  if (ctx.dev === undefined) throw methodNotFound()
  return ctx.dev
}
