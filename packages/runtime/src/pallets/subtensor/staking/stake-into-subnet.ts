import type { AccountId, AlphaRao, NetUid, Rao } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'

/** What is staked, by whom and on what terms. */
export interface StakeOrder {
  readonly hotkey: AccountId
  readonly coldkey: AccountId
  readonly netuid: NetUid
  readonly tao: Rao
  /** Highest price after the trade, rao per alpha. */
  readonly limit: bigint
  readonly dropFees: boolean
}

/** Turns TAO of a coldkey into stake (spec: 40-amm §5.2). @returns alpha bought @throws DispatchFailure */
export function stakeIntoSubnet(_ctx: Context, _order: StakeOrder): AlphaRao {
  throw new Error('not built')
}
