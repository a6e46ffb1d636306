import type { AccountId, AlphaRao, MechId, NetUid } from '@plexus/primitives'
import type { EpochInput, EpochOutput } from '@plexus/yuma'
import type { Context } from '../../../frame/context.ts'
import type { ByAccount } from './by-account.ts'
import type { PendingEmission } from './drain.ts'
import type { DividendPots, DividendSplit, StakedDividend } from './split-dividends.ts'

// What somebody who explains an epoch wants to see of it. Blocks are made without an observer, which
// costs them nothing.

/** Who watches the epoch of a subnet; nobody where it is `undefined`. */
export type EpochWatch = (netuid: NetUid) => EpochObserver | undefined

/** Is told what an epoch does, in this order. It reads and never writes. */
export interface EpochObserver {
  /** What was put aside is about to be handed out. */
  begins(pending: PendingEmission): void
  /** The epoch of a mechanism has run. */
  mechanism(mechid: MechId, input: EpochInput, output: EpochOutput): void
  /** The dividend of a hotkey was divided among its parents, in their order, and itself, the last. */
  divided(hotkey: AccountId, dividend: AlphaRao, parts: ByAccount<AlphaRao>): void
  /** It is known what each hotkey gets. */
  shared(shares: EpochShares): void
  /** The stake with a hotkey is about to change. */
  touches(ctx: Context, hotkey: AccountId): void
  /** Something was paid. */
  paid(payment: EpochPayment): void
  /** All is paid. */
  ends(ctx: Context): void
}

/** What each hotkey gets, before takes. */
export interface EpochShares {
  /** Whether any miner earned something; where none did, validators get what was for miners. */
  readonly worked: boolean
  readonly pots: DividendPots
  /** In 10⁻⁹ alpha. */
  readonly incentives: ByAccount<AlphaRao>
  readonly staked: readonly StakedDividend[]
  readonly dividends: DividendSplit
}

/** A payment of an epoch; amounts in 10⁻⁹ alpha. */
export type EpochPayment =
  /** To the owner of the subnet, as stake with its hotkey. */
  | (Staked & { readonly type: 'ownerCut' })
  /** Of the owner's cut to somebody who paid for the lease of the subnet. */
  | (Staked & { readonly type: 'leaseDividend' })
  /** For the work of a miner, as stake with the hotkey that its owner chose. */
  | (Staked & { readonly type: 'incentive'; readonly miner: AccountId })
  /** Work of the subnet's owner, which is not paid. */
  | {
      readonly type: 'withheld'
      readonly miner: AccountId
      readonly amountAlphaRao: AlphaRao
      readonly fate: 'recycled' | 'burned'
    }
  /** What the owner of a validator keeps, of dividends for stake of the subnet or of root. */
  | (Staked & { readonly type: 'take'; readonly of: 'alpha' | 'root' })
  /** To all who staked with a validator, each by its share. */
  | { readonly type: 'stakers'; readonly hotkey: AccountId; readonly amountAlphaRao: AlphaRao }
  /** To all who staked on root with a validator, to be claimed. */
  | {
      readonly type: 'rootClaimable'
      readonly hotkey: AccountId
      readonly amountAlphaRao: AlphaRao
    }
  /** The same as stake of the validator's owner, where there is less root stake than alpha. */
  | (Staked & { readonly type: 'rootToOwner' })

interface Staked {
  readonly hotkey: AccountId
  readonly coldkey: AccountId
  readonly amountAlphaRao: AlphaRao
}
