import { currentBlock } from '../block.ts'
import { errors } from '../errors.ts'
import { associateEvmKey } from '../keys/calls/associate-evm-key.ts'
import { uidOf } from '../registration/neurons.ts'
import { AssociatedEvmAddress } from '../storage/neurons.ts'
import type { Guard } from './guard.ts'

/** Blocks between two EVM keys of one uid: a day. */
const NORMAL_BLOCKS = 7200n
const FAST_BLOCKS = 1n

/** An EVM key is tied to a uid, and not too soon after the last one; the first counts from block 0. */
export const checkEvmKey: Guard = (ctx, who, value) => {
  if (!associateEvmKey.is(value)) return undefined
  const { netuid } = value.args
  const uid = uidOf(ctx, netuid, who)
  if (uid === undefined) return errors.HotKeyNotRegisteredInSubNet
  const [, last] = AssociatedEvmAddress.get(ctx, netuid, uid) ?? [undefined, 0n]
  const limit = ctx.config.timing === 'fast' ? FAST_BLOCKS : NORMAL_BLOCKS
  const block = currentBlock(ctx)
  const passed = block > last ? block - last : 0n
  return passed < limit ? errors.EvmKeyAssociateRateLimitExceeded : undefined
}
