import type { AccountId, AlphaRao, NetUid, Rao } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'

/** What is unstaked, for whom and on what terms. */
export interface UnstakeOrder {
  readonly hotkey: AccountId
  readonly coldkey: AccountId
  /** Who gets the TAO. */
  readonly beneficiary: AccountId
  readonly netuid: NetUid
  readonly alpha: AlphaRao
  /** Lowest price after the trade, rao per alpha. */
  readonly limit: bigint
  readonly dropFees: boolean
}

/** Turns stake into TAO (spec: 40-amm §5.3). @returns rao paid to the beneficiary @throws DispatchFailure */
export function unstakeFromSubnet(_ctx: Context, _order: UnstakeOrder): Rao {
  throw new Error('not built')
}
