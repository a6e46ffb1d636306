import { unit } from '@plexus/primitives'
import type { DispatchInfo } from '../../frame/call.ts'
import type { Context } from '../../frame/context.ts'
import { addWeights, anyGreater, subtractWeight } from '../../frame/weight.ts'
import type { Weight } from '../../frame/weight.ts'
import { BLOCK_LENGTH, BLOCK_WEIGHTS, classKey } from '../../pallets/system/limits.ts'
import { AllExtrinsicsLen, BlockWeight } from '../../pallets/system/storage.ts'
import type { TransactionExtension } from '../extension.ts'
import { invalid } from '../validity.ts'

/** Keeps a block within its weight and its length. */
export const checkWeight: TransactionExtension = {
  identifier: 'CheckWeight',
  explicit: unit,
  implicit: unit,
  validate: (ctx, { info, length }) => checkExtrinsicFits(ctx, info, length),
  prepare: (ctx, { info, length }) => takeBlockSpace(ctx, info, length),
  postDispatch: (ctx, { info }, _pre, { actualWeight }) =>
    returnUnusedWeight(ctx, info, actualWeight),
}

/** Refuses an extrinsic that no block, or not this block by its length, can hold. */
export function checkExtrinsicFits(ctx: Context, info: DispatchInfo, length: number): void {
  checkLength(ctx, info, length)
  const { max_extrinsic: max } = BLOCK_WEIGHTS.per_class[classKey(info.class)]
  if (max !== undefined && anyGreater(info.weight, max)) invalid('ExhaustsResources')
}

/** Takes the extrinsic's weight and length out of what the block has left. */
export function takeBlockSpace(ctx: Context, info: DispatchInfo, length: number): void {
  const total = checkLength(ctx, info, length)
  const key = classKey(info.class)
  const limits = BLOCK_WEIGHTS.per_class[key]
  const used = BlockWeight.get(ctx)
  const cost = addWeights(info.weight, limits.base_extrinsic, lengthWeight(length))
  const next = { ...used, [key]: addWeights(used[key], cost) }
  if (limits.max_total !== undefined && anyGreater(next[key], limits.max_total)) {
    invalid('ExhaustsResources')
  }
  const whole = addWeights(next.normal, next.operational, next.mandatory)
  const overBlock = anyGreater(whole, BLOCK_WEIGHTS.max_block)
  // A full block still has the part that is reserved for a class.
  if (overBlock && limits.reserved !== undefined && anyGreater(next[key], limits.reserved)) {
    invalid('ExhaustsResources')
  }
  AllExtrinsicsLen.set(ctx, total)
  BlockWeight.set(ctx, next)
}

/** Gives back what was announced and not used. */
export function returnUnusedWeight(ctx: Context, info: DispatchInfo, actual: Weight): void {
  const unspent = subtractWeight(info.weight, actual)
  if (unspent.ref_time === 0n && unspent.proof_size === 0n) return
  const key = classKey(info.class)
  BlockWeight.update(ctx, (used) => ({ ...used, [key]: subtractWeight(used[key], unspent) }))
}

/** Adds weight that no extrinsic asked for: hooks and the empty block. */
export function registerWeight(ctx: Context, more: Weight, of: DispatchInfo['class']): void {
  const key = classKey(of)
  BlockWeight.update(ctx, (used) => ({ ...used, [key]: addWeights(used[key], more) }))
}

const lengthWeight = (length: number): Weight => ({ ref_time: 0n, proof_size: BigInt(length) })

function checkLength(ctx: Context, info: DispatchInfo, length: number): number {
  const total = (AllExtrinsicsLen.get(ctx) ?? 0) + length
  if (total > BLOCK_LENGTH.max[classKey(info.class)]) invalid('ExhaustsResources')
  return total
}
