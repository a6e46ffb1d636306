import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
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
      readonly type: 'SetChildren' | 'SetChildkeyTake'
      readonly key: AccountId
      readonly netuid: NetUid
    }
  | {
      readonly type:
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

/** Whether enough blocks have passed since the last time. */
export function passesRateLimit(_ctx: Context, _what: RateLimited, _block: bigint): boolean {
  throw new Error('not built')
}

/** Records that it happened in this block. */
export function recordRateLimited(_ctx: Context, _what: RateLimited, _block: bigint): void {
  throw new Error('not built')
}

/** The block of `LastRateLimitedBlock`, 0 for never. */
export function lastRateLimitedBlock(_ctx: Context, _key: RateLimitKey): bigint {
  throw new Error('not built')
}
