import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { MIN_TEMPO } from '../epoch/tempo.ts'
import { WeightsVersionKeyRateLimit } from '../storage/hyperparameters.ts'
import {
  LastRateLimitedBlock,
  OwnerHyperparamRateLimit,
  TransactionKeyLastBlock,
  TxChildkeyTakeRateLimit,
} from '../storage/limits.ts'
import { NetworkRateLimit } from '../storage/networks.ts'
import { Tempo } from '../storage/schedule.ts'
import type { Hyperparameter, RateLimitKey } from '../types.ts'

/** Codes of `TransactionKeyLastBlock` (spec: 10-state §2.1). */
export const TRANSACTION_TYPE = {
  SetChildren: 0,
  SetChildkeyTake: 1,
  Unknown: 2,
  RegisterNetwork: 3,
  SetWeightsVersionKey: 4,
  SetSNOwnerHotkey: 5,
  OwnerHyperparamUpdate: 6,
  MechanismCountUpdate: 7,
  MechanismEmission: 8,
  MaxUidsTrimming: 9,
  AddStakeBurn: 10,
  TempoUpdate: 11,
} as const

/** What is limited, and whose last time counts (spec: 20-calls §3). */
export type RateLimited =
  | {
      readonly type:
        | 'SetChildren'
        | 'SetChildkeyTake'
        | 'SetWeightsVersionKey'
        | 'MechanismCountUpdate'
        | 'MechanismEmission'
        | 'MaxUidsTrimming'
        | 'TempoUpdate'
      readonly key: AccountId
      readonly netuid: NetUid
    }
  | { readonly type: 'RegisterNetwork' }
  | { readonly type: 'SetSNOwnerHotkey'; readonly netuid: NetUid }
  | {
      readonly type: 'OwnerHyperparamUpdate'
      readonly netuid: NetUid
      readonly parameter: Hyperparameter
    }

const U64_MAX = 2n ** 64n - 1n
/** Blocks between two changes of a hotkey's children. */
const SET_CHILDREN_BLOCKS = 150n
/** Blocks between two changes of the owner's hotkey: seven days. */
const OWNER_HOTKEY_BLOCKS = 50_400n
/** Blocks between two changes of the mechanisms: one day. */
const MECHANISM_BLOCKS = 7200n
/** Blocks between two cuts of the number of uids: thirty days. */
const TRIMMING_BLOCKS = 216_000n

/** Whether enough blocks have passed since the last time, or there was none. */
export function passesRateLimit(ctx: Context, what: RateLimited, block: bigint): boolean {
  const last = lastBlock(ctx, what)
  return last === 0n || (block > last ? block - last : 0n) >= limitInBlocks(ctx, what)
}

/** Records that it happened in this block. */
export function recordRateLimited(ctx: Context, what: RateLimited, block: bigint): void {
  if ('key' in what) {
    TransactionKeyLastBlock.set(ctx, what.key, what.netuid, TRANSACTION_TYPE[what.type], block)
  } else {
    LastRateLimitedBlock.set(ctx, rateLimitKey(what), block)
  }
}

/** The block of `LastRateLimitedBlock`, 0 for never. */
export const lastRateLimitedBlock = (ctx: Context, key: RateLimitKey): bigint =>
  LastRateLimitedBlock.get(ctx, key)

function lastBlock(ctx: Context, what: RateLimited): bigint {
  if (!('key' in what)) return lastRateLimitedBlock(ctx, rateLimitKey(what))
  return TransactionKeyLastBlock.get(ctx, what.key, what.netuid, TRANSACTION_TYPE[what.type])
}

function rateLimitKey(what: Exclude<RateLimited, { readonly key: AccountId }>): RateLimitKey {
  switch (what.type) {
    case 'RegisterNetwork':
      return { type: 'NetworkLastRegistered' }
    case 'SetSNOwnerHotkey':
      return { type: 'SetSNOwnerHotkey', value: what.netuid }
    case 'OwnerHyperparamUpdate':
      return { type: 'OwnerHyperparamUpdate', value: [what.netuid, what.parameter] }
  }
}

function limitInBlocks(ctx: Context, what: RateLimited): bigint {
  const isFast = ctx.config.timing === 'fast'
  switch (what.type) {
    case 'SetChildren':
      return SET_CHILDREN_BLOCKS
    case 'SetChildkeyTake':
      return TxChildkeyTakeRateLimit.get(ctx)
    case 'RegisterNetwork':
      return NetworkRateLimit.get(ctx)
    case 'SetWeightsVersionKey':
      return tempos(ctx, what.netuid, WeightsVersionKeyRateLimit.get(ctx))
    case 'SetSNOwnerHotkey':
      return OWNER_HOTKEY_BLOCKS
    case 'OwnerHyperparamUpdate':
      return tempos(ctx, what.netuid, BigInt(OwnerHyperparamRateLimit.get(ctx)))
    case 'MechanismCountUpdate':
    case 'MechanismEmission':
      return isFast ? 1n : MECHANISM_BLOCKS
    case 'MaxUidsTrimming':
      return isFast ? 1n : TRIMMING_BLOCKS
    case 'TempoUpdate':
      return BigInt(MIN_TEMPO)
  }
}

function tempos(ctx: Context, netuid: NetUid, count: bigint): bigint {
  const blocks = BigInt(Tempo.get(ctx, netuid)) * count
  return blocks > U64_MAX ? U64_MAX : blocks
}
