import { AccountId32, encode, hash, tuple, u16, u64, vec } from '@plexus/primitives'
import type { AccountId, Hash, MechId } from '@plexus/primitives'
import type { Context } from '../../../../src/frame/context.ts'
import * as parameters from '../../../../src/pallets/subtensor/storage/hyperparameters.ts'
import {
  LastEpochBlock,
  SubnetEpochIndex,
} from '../../../../src/pallets/subtensor/storage/schedule.ts'
import { BlockNumber } from '../../../../src/pallets/system/storage.ts'
import { host } from '../../../helpers/test-context.ts'
import type { TestOptions } from '../../../helpers/test-context.ts'
import { MAIN, NETUID, NOW, subnetContext } from '../subnet-kit.ts'

export const EPOCH = 40n

/** As `subnetContext`, with commit and reveal, in epoch 40; what is committed is revealed one later. */
export function commitContext(options: TestOptions = {}, mechanisms = 1): Context {
  const ctx = subnetContext(options, mechanisms)
  parameters.CommitRevealWeightsEnabled.set(ctx, NETUID, true)
  parameters.RevealPeriodEpochs.set(ctx, NETUID, 1n)
  parameters.WeightsSetRateLimit.set(ctx, NETUID, 0n)
  SubnetEpochIndex.set(ctx, NETUID, EPOCH)
  return ctx
}

/** Goes on to the first block of an epoch so many later: each takes 360 blocks. */
export function passEpochs(ctx: Context, count: number): void {
  const block = BlockNumber.get(ctx) + 360 * count
  BlockNumber.set(ctx, block)
  LastEpochBlock.set(ctx, NETUID, BigInt(block))
  SubnetEpochIndex.update(ctx, NETUID, (epoch) => epoch + BigInt(count))
}

/** Goes on to the block in which the next epoch is due, before it has run. */
export function reachEpoch(ctx: Context): void {
  LastEpochBlock.set(ctx, NETUID, BigInt(NOW - 10))
  BlockNumber.set(ctx, NOW - 10 + 360)
}

/** Weights that are committed to and revealed. */
export interface Secret {
  readonly uids: readonly number[]
  readonly values: readonly number[]
  readonly salt: readonly number[]
  readonly version_key: bigint
}

/** A secret; others differ in their salt. */
export const secret = (salt: number): Secret => ({
  uids: [0, 2],
  values: [3, 6],
  salt: [salt, 1, 2],
  version_key: 0n,
})

/** The hash of a secret, put together from spec 20-calls §5.3. */
export function digestOf(who: AccountId, it: Secret, mechid: MechId = MAIN): Hash {
  const Committed = tuple(AccountId32, u16, vec(u16), vec(u16), vec(u16), u64)
  const index = NETUID + 4096 * mechid
  const { uids, values, salt, version_key } = it
  return hash(host.blake2b256(encode(Committed, [who, index, uids, values, salt, version_key])))
}
