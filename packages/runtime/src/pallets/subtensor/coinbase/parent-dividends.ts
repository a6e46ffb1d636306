import {
  alphaRao,
  equalBytes,
  netUid,
  safeDivTrunc,
  saturatingAdd,
  saturatingFloorToU64,
  saturatingFromInteger,
  saturatingMulFloor,
  saturatingSub,
  U96F32,
} from '@plexus/primitives'
import type { AccountId, AlphaRao, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { childkeyTake } from '../children/take.ts'
import { taoWeight } from '../epoch/inherited-stake.ts'
import { recycleSubnetAlpha } from '../staking/alpha.ts'
import { hotkeyStake } from '../staking/stake.ts'
import { CKBurn } from '../storage/emission.ts'
import { ChildKeys, Owner, ParentKeys } from '../storage/keys.ts'
import type { ByAccount } from './by-account.ts'

const ROOT = netUid(0)
const U16_MAX = saturatingFromInteger(U96F32, 0xffffn)
const U64_MAX = saturatingFromInteger(U96F32, (1n << 64n) - 1n)

/**
 * Divides the dividend of a hotkey among its parents and itself (spec: 30-block-step §10.2). What
 * foreign parents lose to `CKBurn` is recycled here.
 *
 * @param dividend in 10⁻⁹ alpha
 * @returns the parents in their order, the hotkey last; an account may appear more than once
 */
export function dividendsToParents(
  ctx: Context,
  hotkey: AccountId,
  netuid: NetUid,
  dividend: AlphaRao,
): ByAccount<AlphaRao> {
  const whole = saturatingFromInteger(U96F32, dividend)
  const terms = takeTerms(ctx, hotkey, netuid)
  const parents = ParentKeys.get(ctx, hotkey, netuid).map(([proportion, parent]) => ({
    parent,
    part: contribution(ctx, parent, netuid, partOfU64(proportion)),
  }))
  const own = saturatingFromInteger(U96F32, selfContribution(ctx, hotkey, netuid))
  const total = parents.reduce((sum, { part }) => saturatingAdd(U96F32, sum, part), own)

  const paid: (readonly [AccountId, AlphaRao])[] = []
  let remaining = whole
  let takes = U96F32.zero
  for (const { parent, part } of parents) {
    const gross = times(whole, safeDivTrunc(U96F32, part, total))
    remaining = saturatingSub(U96F32, remaining, gross)
    const { net, take } = payParent(ctx, netuid, gross, parent, terms)
    takes = saturatingAdd(U96F32, takes, take)
    paid.push([parent, net])
  }
  paid.push([hotkey, toAlpha(saturatingAdd(U96F32, remaining, takes))])
  return paid
}

/** Stake that a hotkey keeps for itself, root's with its weight; in 10⁻⁹ alpha. */
export function selfContribution(ctx: Context, hotkey: AccountId, netuid: NetUid): bigint {
  let kept = U96F32.one
  for (const [proportion] of ChildKeys.get(ctx, hotkey, netuid)) {
    kept = saturatingSub(U96F32, kept, partOfU64(proportion))
  }
  return saturatingFloorToU64(U96F32, contribution(ctx, hotkey, netuid, kept))
}

function contribution(ctx: Context, hotkey: AccountId, netuid: NetUid, proportion: U96F32): U96F32 {
  const root = saturatingFromInteger(U96F32, hotkeyStake(ctx, hotkey, ROOT))
  const alpha = saturatingFromInteger(U96F32, hotkeyStake(ctx, hotkey, netuid))
  const rootPart = times(times(root, proportion), taoWeight(ctx))
  return saturatingAdd(U96F32, times(alpha, proportion), rootPart)
}

/** What is taken from the dividends of parents that belong to others. */
interface TakeTerms {
  readonly owner: AccountId
  readonly burn: U96F32
  readonly take: U96F32
}

const takeTerms = (ctx: Context, hotkey: AccountId, netuid: NetUid): TakeTerms => ({
  owner: Owner.get(ctx, hotkey),
  burn: partOfU64(CKBurn.get(ctx)),
  take: safeDivTrunc(
    U96F32,
    saturatingFromInteger(U96F32, BigInt(childkeyTake(ctx, hotkey, netuid))),
    U16_MAX,
  ),
})

function payParent(
  ctx: Context,
  netuid: NetUid,
  gross: U96F32,
  parent: AccountId,
  terms: TakeTerms,
): { readonly net: AlphaRao; readonly take: U96F32 } {
  if (equalBytes(Owner.get(ctx, parent), terms.owner)) {
    return { net: toAlpha(gross), take: U96F32.zero }
  }
  const burn = times(terms.burn, gross)
  const take = times(terms.take, gross)
  recycleSubnetAlpha(ctx, netuid, toAlpha(burn))
  const net = saturatingSub(U96F32, saturatingSub(U96F32, gross, burn), take)
  return { net: toAlpha(net), take }
}

const partOfU64 = (value: bigint): U96F32 =>
  safeDivTrunc(U96F32, saturatingFromInteger(U96F32, value), U64_MAX)

const times = (a: U96F32, b: U96F32): U96F32 => saturatingMulFloor(U96F32, a, b)

const toAlpha = (amount: U96F32): AlphaRao => alphaRao(saturatingFloorToU64(U96F32, amount))
