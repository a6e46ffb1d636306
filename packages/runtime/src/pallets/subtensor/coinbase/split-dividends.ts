import {
  netUid,
  safeDivTrunc,
  saturatingAdd,
  saturatingFromInteger,
  saturatingMulFloor,
  saturatingSub,
  U96F32,
} from '@plexus/primitives'
import type { AccountId, AlphaRao, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { hotkeyStake } from '../staking/stake.ts'
import type { ByAccount } from './by-account.ts'

const ROOT = netUid(0)

/** What is divided among the validators. */
export interface DividendPots {
  /** For stake of the subnet, in 10⁻⁹ alpha. */
  readonly alpha: AlphaRao
  /** For stake on root, in 10⁻⁹ alpha. */
  readonly root: AlphaRao
  readonly taoWeight: U96F32
}

/** What each validator gets, in 10⁻⁹ alpha with 32 fraction bits; by account. */
export interface DividendSplit {
  readonly alpha: ByAccount<U96F32>
  readonly root: ByAccount<U96F32>
}

/** A hotkey's dividend and the stake that it is divided by. */
export interface StakedDividend {
  readonly hotkey: AccountId
  readonly dividend: U96F32
  /** In 10⁻⁹ alpha. */
  readonly alpha: AlphaRao
  /** On root, in rao. */
  readonly root: AlphaRao
}

/** Looks up the stake of each hotkey. */
export const withStake = (
  ctx: Context,
  netuid: NetUid,
  dividends: ByAccount<U96F32>,
): readonly StakedDividend[] =>
  dividends.map(([hotkey, dividend]) => ({
    hotkey,
    dividend,
    alpha: hotkeyStake(ctx, hotkey, netuid),
    root: hotkeyStake(ctx, hotkey, ROOT),
  }))

/** Divides the pots by dividend: the part that root stake earned, and the rest (spec: 30-block-step §10.3). */
export function splitDividends(
  dividends: readonly StakedDividend[],
  pots: DividendPots,
): DividendSplit {
  const root = dividends.map((each) => [each.hotkey, rootPart(each, pots.taoWeight)] as const)
  const alpha = dividends.map(({ hotkey, dividend }, at) => {
    const part = root[at]?.[1] ?? U96F32.zero
    return [hotkey, saturatingSub(U96F32, dividend, part)] as const
  })
  return { alpha: divide(pots.alpha, alpha), root: divide(pots.root, root) }
}

function rootPart({ dividend, alpha, root }: StakedDividend, weight: U96F32): U96F32 {
  const weighed = saturatingMulFloor(U96F32, saturatingFromInteger(U96F32, root), weight)
  const all = saturatingAdd(U96F32, saturatingFromInteger(U96F32, alpha), weighed)
  return saturatingMulFloor(U96F32, dividend, safeDivTrunc(U96F32, weighed, all))
}

/** Divides an amount in proportion; where there is nothing to go by, nobody gets anything. */
function divide(amount: AlphaRao, parts: ByAccount<U96F32>): ByAccount<U96F32> {
  const whole = saturatingFromInteger(U96F32, amount)
  const total = parts.reduce((sum, [, part]) => saturatingAdd(U96F32, sum, part), U96F32.zero)
  return parts.map(
    ([hotkey, part]) =>
      [hotkey, saturatingMulFloor(U96F32, whole, safeDivTrunc(U96F32, part, total))] as const,
  )
}
