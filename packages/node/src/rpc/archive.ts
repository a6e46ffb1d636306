import { readFailure, stream } from './archive-stream.ts'
import { callFailure } from './map-error.ts'
import { method, subscription } from './method.ts'
import { apiName, hash, hexBytes, u32 } from './params.ts'
import { askRuntime } from './read-chain.ts'
import { toHex, valueHex } from './render.ts'
import { answerQueries, childTrie, storageQueries } from './storage-query.ts'

/** The height of the last final block. */
export const archive_v1_finalizedHeight = method([], ({ ctx }) => ctx.chain.finalized().number)

/** The hash of block 0. */
export const archive_v1_genesisHash = method([], ({ ctx }) => toHex(ctx.chain.genesisHash))

/** Hashes of the blocks at a height: one, or none above the head. */
export const archive_v1_hashByHeight = method([u32], ({ ctx }, height) => {
  const at = ctx.chain.hashAt(height)
  return at === undefined ? [] : [toHex(at)]
})

/** The SCALE header; null for an unknown block. */
export const archive_v1_header = method([hash], ({ ctx }, at) => {
  const header = ctx.chain.header(at)
  return header === undefined ? null : toHex(ctx.chain.runtime.encodeHeader(header))
})

/** The extrinsics byte for byte; null for an unknown block. */
export const archive_v1_body = method([hash], ({ ctx }, at) => {
  const body = ctx.chain.body(at)
  return body === undefined ? null : body.map(valueHex)
})

/** Calls a runtime API; null for an unknown block, failures are values. */
export const archive_v1_call = method(
  [hash, apiName, hexBytes],
  async ({ ctx }, at, name, args) => {
    if (ctx.chain.header(at) === undefined) return null
    try {
      const value = valueHex(await askRuntime(ctx, ctx.chain.stateAt(at), name, args))
      return { success: true, value }
    } catch (error) {
      return { success: false, error: callFailure(error) ?? readFailure(ctx, error, at) }
    }
  },
)

/** Answers storage queries one event each. */
export const archive_v1_storage = subscription(
  {
    notification: 'archive_v1_storageEvent',
    unsubscribe: 'archive_v1_stopStorage',
    quiet: true,
  },
  [hash, storageQueries, childTrie],
  ({ ctx }, sink, at, queries, trie) => {
    let stopped = false
    const items = () =>
      answerQueries(ctx.chain.stateAt(at), trie === undefined ? queries : [], ctx.hasher)
    stream(
      () => stopped,
      items,
      (item) => sink.notify({ event: 'storage', ...item }),
    ).then(
      (whole) => {
        if (whole) sink.notify({ event: 'storageDone' })
        sink.close()
      },
      (error: unknown) => {
        sink.notify({ event: 'storageError', error: readFailure(ctx, error, at) })
        sink.close()
      },
    )
    return () => {
      stopped = true
    }
  },
)
