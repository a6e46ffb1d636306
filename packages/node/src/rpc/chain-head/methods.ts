import type { Hash } from '@plexus/primitives'
import type { Slot } from '../connection.ts'
import { method, subscription } from '../method.ts'
import type { RpcCall } from '../method.ts'
import { apiName, bool, hash, hexBytes, id, oneOrMany } from '../params.ts'
import { toHex } from '../render.ts'
import { childTrie, storageQueries } from '../storage-query.ts'
import {
  blockNotPinned,
  duplicateHashes,
  followLimit,
  followWithoutRuntime,
  notWaiting,
} from './errors.ts'
import { createFollow } from './follow.ts'
import type { Follow } from './follow.ts'
import { MAX_FOLLOWS, MAX_PINNED } from './limits.ts'
import type { Operations } from './operations.ts'

const follows: Slot<Map<string, Follow>> = { create: () => new Map() }

/** Follows the chain from its last final blocks; announced blocks stay pinned. */
export const chainHead_v1_follow = subscription(
  { notification: 'chainHead_v1_followEvent', unsubscribe: 'chainHead_v1_unfollow', quiet: true },
  [bool],
  ({ ctx, connection }, sink, withRuntime) => {
    const open = connection.local(follows)
    if (open.size >= MAX_FOLLOWS) throw followLimit(MAX_FOLLOWS)
    let ended = false
    const follow = createFollow(ctx, sink, withRuntime, () => {
      ended = true
      open.delete(sink.id)
    })
    if (!ended) open.set(sink.id, follow)
    return () => {
      open.delete(sink.id)
      follow.stop()
    }
  },
)

/** The SCALE header of a pinned block; null on a dead follow. */
export const chainHead_v1_header = method([id, hash], (call, followId, at) => {
  if (pinnedBy(call, followId, at) === undefined) return null
  const header = call.ctx.chain.header(at)
  return header === undefined ? null : toHex(call.ctx.chain.runtime.encodeHeader(header))
})

/** The extrinsics of a pinned block, as `operationBodyDone`. */
export const chainHead_v1_body = method([id, hash], (call, followId, at) =>
  start(call, pinnedBy(call, followId, at), (operations, operationId) =>
    operations.body(operationId, at),
  ),
)

/** Calls a runtime API on a pinned block; the answer is `operationCallDone`. */
export const chainHead_v1_call = method(
  [id, hash, apiName, hexBytes],
  (call, followId, at, name, args) => {
    const follow = pinnedBy(call, followId, at)
    if (follow?.withRuntime === false) throw followWithoutRuntime()
    return start(call, follow, (operations, operationId) =>
      operations.call(operationId, at, name, args),
    )
  },
)

/** Reads storage of a pinned block; the answers are `operationStorageItems`. */
export const chainHead_v1_storage = method(
  [id, hash, storageQueries, childTrie],
  (call, followId, at, queries, trie) => {
    const asked = trie === undefined ? queries : []
    const answer = start(call, pinnedBy(call, followId, at), (operations, operationId) =>
      operations.storage(operationId, at, asked),
    )
    return answer.result === 'started' ? { ...answer, discardedItems: 0 } : answer
  },
)

/** Lets a storage operation go on after `operationWaitingForContinue`. */
export const chainHead_v1_continue = method([id, id], (call, followId, operationId) => {
  const operations = followOf(call, followId)?.operations
  if (operations === undefined) return null
  if (operations.isWaiting(operationId) === false) throw notWaiting()
  call.afterResponse(() => operations.resume(operationId))
  return null
})

/** Ends an operation; none of its events follows. */
export const chainHead_v1_stopOperation = method([id, id], (call, followId, operationId) => {
  followOf(call, followId)?.operations.stop(operationId)
  return null
})

/** Lets the node forget announced blocks. */
export const chainHead_v1_unpin = method(
  [id, oneOrMany(hash, MAX_PINNED)],
  (call, followId, given) => {
    const hashes: readonly Hash[] = isOne(given) ? [given] : given
    if (new Set(hashes.map(toHex)).size < hashes.length) throw duplicateHashes()
    const follow = followOf(call, followId)
    if (follow !== undefined && !follow.pins.remove(hashes)) throw blockNotPinned()
    return null
  },
)

function followOf({ connection }: RpcCall, followId: string): Follow | undefined {
  return connection.local(follows).get(followId)
}

/** Nothing when the follow is dead; a block that it has not pinned is an error. */
function pinnedBy(call: RpcCall, followId: string, at: Hash): Follow | undefined {
  const follow = followOf(call, followId)
  if (follow !== undefined && !follow.pins.has(at)) throw blockNotPinned()
  return follow
}

function start(
  call: RpcCall,
  follow: Follow | undefined,
  work: (operations: Operations, operationId: string) => void,
): { readonly result: 'started' | 'limitReached'; readonly operationId?: string } {
  const operationId = follow?.operations.open()
  if (follow === undefined || operationId === undefined) return { result: 'limitReached' }
  call.afterResponse(() => work(follow.operations, operationId))
  return { result: 'started', operationId }
}

function isOne(given: Hash | readonly Hash[]): given is Hash {
  return given instanceof Uint8Array
}
