import { AccountId32, encode, equalBytes, hash, tuple, u16, u64, vec } from '@plexus/primitives'
import type { AccountId, Hash, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { currentBlock } from '../block.ts'
import { currentEpochIndex } from '../epoch/schedule.ts'
import { RevealPeriodEpochs } from '../storage/hyperparameters.ts'
import { NetUidStorageIndex } from '../types.ts'

/** A commit as it is stored: hash, epoch, block, and a field without use. */
export type WeightCommit = readonly [hash: Hash, epoch: bigint, block: bigint, unused: bigint]

/** What was committed to and is now revealed. */
export interface Revealed {
  readonly uids: readonly number[]
  readonly values: readonly number[]
  readonly salt: readonly number[]
  readonly versionKey: bigint
}

const Committed = tuple(AccountId32, NetUidStorageIndex, vec(u16), vec(u16), vec(u16), u64)

/** The hash that commits to weights (spec: 20-calls §5.3). */
export function commitHash(
  ctx: Context,
  who: AccountId,
  index: NetUidStorageIndex,
  { uids, values, salt, versionKey }: Revealed,
): Hash {
  const committed = encode(Committed, [who, index, uids, values, salt, versionKey])
  return hash(ctx.host.blake2b256(committed))
}

/** Where the commits of a subnet stand in time. */
export interface RevealClock {
  /** Whether a commit of this epoch can be revealed no more. */
  isExpired(epoch: bigint): boolean
  /** Whether a commit of this epoch is to be revealed now. */
  isRevealable(epoch: bigint): boolean
}

/** The clock of a subnet in this block. */
export function revealClock(ctx: Context, netuid: NetUid): RevealClock {
  const now = currentEpochIndex(ctx, netuid, currentBlock(ctx))
  const period = RevealPeriodEpochs.get(ctx, netuid)
  return {
    isExpired: (epoch) => now > saturatingSum(epoch, period),
    isRevealable: (epoch) => now === saturatingSum(epoch, period),
  }
}

/** A queue without the expired commits at its front, and those. */
export function splitExpired(
  queue: readonly WeightCommit[],
  clock: RevealClock,
): { readonly expired: readonly WeightCommit[]; readonly alive: readonly WeightCommit[] } {
  const first = queue.findIndex(([, epoch]) => !clock.isExpired(epoch))
  const count = first === -1 ? queue.length : first
  return { expired: queue.slice(0, count), alive: queue.slice(count) }
}

/** The place of the first commit with this hash; −1 where there is none. */
export const findCommit = (queue: readonly WeightCommit[], wanted: Hash): number =>
  queue.findIndex(([committed]) => equalBytes(committed, wanted))

const U64_MAX = 2n ** 64n - 1n

function saturatingSum(a: bigint, b: bigint): bigint {
  return a + b > U64_MAX ? U64_MAX : a + b
}
