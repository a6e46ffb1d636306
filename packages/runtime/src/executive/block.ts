import {
  decode,
  DigestItem,
  encode,
  hash,
  orderedTrieRoot,
  writeCompact,
  Writer,
} from '@plexus/primitives'
import type { Hash } from '@plexus/primitives'
import type { Context } from '../frame/context.ts'
import { addWeights, ZERO_WEIGHT } from '../frame/weight.ts'
import { endExtrinsicIndex } from '../pallets/system/extrinsic-index.ts'
import { BLOCK_HASH_COUNT, BLOCK_WEIGHTS } from '../pallets/system/limits.ts'
import {
  AllExtrinsicsLen,
  BlockDigest,
  BlockHash,
  BlockNumber,
  BlockWeight,
  EventCount,
  Events,
  ParentHash,
} from '../pallets/system/storage.ts'
import type { BlockStart, ExecutedBlock, Header } from '../runtime.ts'
import type { StateView } from '../state/view.ts'
import { encodeEventRecords } from './context.ts'
import { registerWeight } from './extensions/check-weight.ts'

/** With `system_version` 1 the state has trie layout 1 and the list of extrinsics layout 0. */
export const EXTRINSICS_ROOT_VERSION = 0

/** The start of a block: system first, then each pallet in the order of its index. */
export function initializeBlock(ctx: Context, start: BlockStart): void {
  beginBlock(ctx, start)
  let used = ZERO_WEIGHT
  for (const pallet of ctx.rules.pallets) {
    used = addWeights(used, pallet.onInitialize?.(ctx, start.number) ?? ZERO_WEIGHT)
  }
  registerWeight(ctx, addWeights(used, BLOCK_WEIGHTS.base_block), 'Mandatory')
  ctx.phase = { type: 'ApplyExtrinsic', value: 0 }
}

/** What system does before the hook of any pallet. */
export function beginBlock(ctx: Context, start: BlockStart): void {
  const { number, parentHash } = start
  ctx.phase = { type: 'Initialization' }
  Events.remove(ctx)
  EventCount.remove(ctx)
  BlockWeight.remove(ctx)
  BlockNumber.set(ctx, number)
  ParentHash.set(ctx, parentHash)
  BlockHash.set(ctx, number - 1, parentHash)
  BlockDigest.set(ctx, { logs: start.digest.map((item) => decode(DigestItem, item)) })
}

/** The end of a block: each pallet, then system; gives the header. */
export function finalizeBlock(
  ctx: Context,
  view: StateView,
  extrinsics: readonly Uint8Array[],
): ExecutedBlock {
  const number = BlockNumber.get(ctx)
  ctx.phase = { type: 'Finalization' }
  for (const pallet of ctx.rules.pallets) pallet.onFinalize?.(ctx, number)
  AllExtrinsicsLen.remove(ctx)
  endExtrinsicIndex(ctx)
  const oldest = number - BLOCK_HASH_COUNT - 1
  if (oldest > 0) BlockHash.remove(ctx, oldest)
  writeEvents(ctx)
  const changes = ctx.state.changes()
  const header: Header = {
    parentHash: ParentHash.get(ctx),
    number,
    stateRoot: view.root(changes),
    extrinsicsRoot: orderedTrieRoot(ctx.host, extrinsics, EXTRINSICS_ROOT_VERSION),
    digest: BlockDigest.get(ctx).logs.map((item) => encode(DigestItem, item)),
  }
  return { block: { header, extrinsics }, hash: hashHeader(ctx.host, header), changes }
}

function writeEvents(ctx: Context): void {
  const records = ctx.eventRecords
  if (records.length === 0) return
  ctx.state.set(Events.key(ctx), encodeEventRecords(records))
  EventCount.set(ctx, records.length)
}

/** SCALE form of a header. */
export function encodeHeader(header: Header): Uint8Array {
  const out = new Writer()
  out.bytes(header.parentHash)
  writeCompact(header.number, out)
  out.bytes(header.stateRoot)
  out.bytes(header.extrinsicsRoot)
  writeCompact(header.digest.length, out)
  for (const item of header.digest) out.bytes(item)
  return out.finish()
}

/** The hash of a block: that of its header. */
export function hashHeader(host: Pick<Context['host'], 'blake2b256'>, header: Header): Hash {
  return hash(host.blake2b256(encodeHeader(header)))
}
