import type { Hash } from '@plexus/primitives'
import type { ChainEvent } from '../chain/interface.ts'
import type { RpcContext } from './context.ts'
import { method, subscription } from './method.ts'
import type { RpcCall, Sink, Stop } from './method.ts'
import { numberOrHex, oneOrMany, optional, optionalHash } from './params.ts'
import { blockHash, listen } from './read-chain.ts'
import { headerJson, toHex, valueHex } from './render.ts'

const MAX_HASHES = 4096

/** A header; null for an unknown block. */
export const chain_getHeader = method([optionalHash], ({ ctx }, at) => {
  const header = ctx.chain.header(blockHash(ctx, at))
  return header === undefined ? null : headerJson(header)
})

/** A block with its extrinsics byte for byte; null for an unknown block. */
export const chain_getBlock = method([optionalHash], ({ ctx }, at) => {
  const hash = blockHash(ctx, at)
  const header = ctx.chain.header(hash)
  const body = ctx.chain.body(hash)
  if (header === undefined || body === undefined) return null
  const block = { header: headerJson(header), extrinsics: body.map(valueHex) }
  return { block, justifications: null }
})

/** The hash at a height, null above the head; a list for a list; the head for nothing. */
export const chain_getBlockHash = method(
  [optional(oneOrMany(optional(numberOrHex), MAX_HASHES))],
  ({ ctx }, heights) =>
    Array.isArray(heights)
      ? heights.map((height: number | undefined) => hashAt(ctx, height))
      : hashAt(ctx, heights as number | undefined),
  { aliases: ['chain_getHead'] },
)

/** The hash of the last final block. */
export const chain_getFinalizedHead = method([], ({ ctx }) => toHex(ctx.chain.finalized().hash), {
  aliases: ['chain_getFinalisedHead'],
})

/** The head now and each new one. */
export const chain_subscribeNewHeads = subscription(
  {
    notification: 'chain_newHead',
    unsubscribe: 'chain_unsubscribeNewHeads',
    aliases: ['subscribe_newHead', 'chain_subscribeNewHead'],
    unsubscribeAliases: ['unsubscribe_newHead', 'chain_unsubscribeNewHead'],
  },
  [],
  (call, sink) => followHead(call, sink, 'chain_subscribeNewHeads'),
)

/** The head now and each imported block; without forks these are the new heads. */
export const chain_subscribeAllHeads = subscription(
  { notification: 'chain_allHead', unsubscribe: 'chain_unsubscribeAllHeads' },
  [],
  (call, sink) => followHead(call, sink, 'chain_subscribeAllHeads'),
)

/** The last final block now and each one that becomes final. */
export const chain_subscribeFinalizedHeads = subscription(
  {
    notification: 'chain_finalizedHead',
    unsubscribe: 'chain_unsubscribeFinalizedHeads',
    aliases: ['chain_subscribeFinalisedHeads'],
    unsubscribeAliases: ['chain_unsubscribeFinalisedHeads'],
  },
  [],
  ({ ctx }, sink) => {
    notifyHeader(ctx, sink, ctx.chain.finalized().hash)
    return listen(ctx, 'chain_subscribeFinalizedHeads', (event) => {
      if (event.type === 'restored') notifyHeader(ctx, sink, event.ref.hash)
      if (event.type !== 'finalized') return
      for (const block of event.blocks) notifyHeader(ctx, sink, block.hash)
    })
  },
)

function followHead({ ctx }: RpcCall, sink: Sink, name: string): Stop {
  notifyHeader(ctx, sink, ctx.chain.head().hash)
  return listen(ctx, name, (event: ChainEvent) => {
    if (event.type === 'imported') sink.notify(headerJson(event.block.header))
    else if (event.type === 'reverted') notifyHeader(ctx, sink, event.to.hash)
    else if (event.type === 'restored') notifyHeader(ctx, sink, event.ref.hash)
  })
}

function notifyHeader(ctx: RpcContext, sink: Sink, hash: Hash): void {
  const header = ctx.chain.header(hash)
  if (header !== undefined) sink.notify(headerJson(header))
}

function hashAt({ chain }: RpcContext, height: number | undefined): string | null {
  const hash = height === undefined ? chain.head().hash : chain.hashAt(height)
  return hash === undefined ? null : toHex(hash)
}
