import { saturatingAdd, saturatingFromInteger, saturatingPlus, U96F32 } from '@plexus/primitives'
import type { AccountId, AlphaRao, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { taoWeight } from '../epoch/inherited-stake.ts'
import { runEpoch } from '../epoch/run-epoch.ts'
import type { HotkeyEmission } from '../epoch/run-epoch.ts'
import { LastMechansimStepBlock } from '../storage/schedule.ts'
import { sumByAccount } from './by-account.ts'
import type { ByAccount } from './by-account.ts'
import type { PendingEmission } from './drain.ts'
import type { EpochObserver, EpochWatch } from './observer.ts'
import { dividendsToParents } from './parent-dividends.ts'
import { payOut } from './payout.ts'
import { splitDividends, withStake } from './split-dividends.ts'
import type { DividendPots, DividendSplit, StakedDividend } from './split-dividends.ts'

/** Runs the epochs that are due and pays what they say (spec: 30-block-step §10). @param drained by netuid */
export function distributeEmissions(
  ctx: Context,
  drained: readonly PendingEmission[],
  block: bigint,
  watch?: EpochWatch,
): void {
  for (const pending of drained) {
    distributeEmission(ctx, pending, watch?.(pending.netuid))
    LastMechansimStepBlock.set(ctx, pending.netuid, block)
  }
}

function distributeEmission(
  ctx: Context,
  pending: PendingEmission,
  observer: EpochObserver | undefined,
): void {
  observer?.begins(pending)
  const { netuid, server, validator, root, ownerCut } = pending
  const weight = taoWeight(ctx)
  const total = saturatingPlus(saturatingPlus(server, validator), root)
  const emissions = runEpoch(ctx, netuid, total, observer)
  const worked = emissions.some(({ incentive }) => incentive > 0n)
  // Where nobody earned an incentive, validators get what was for miners.
  const alpha = worked ? validator : saturatingPlus(validator, server)
  const pots = { alpha, root, taoWeight: weight }
  const { incentives, staked, ...dividends } = dividendsAndIncentives(
    ctx,
    netuid,
    emissions,
    pots,
    observer,
  )
  observer?.shared({ worked, pots, incentives, staked, dividends })
  payOut(ctx, netuid, { ownerCut, incentives, dividends }, observer)
  observer?.ends(ctx)
}

/** What each hotkey gets for its work and for its judgements, its parents' part given to them. */
export function dividendsAndIncentives(
  ctx: Context,
  netuid: NetUid,
  emissions: readonly HotkeyEmission[],
  pots: DividendPots,
  observer?: EpochObserver,
): Divided {
  const incentives = sumByAccount(
    emissions.map(({ hotkey, incentive }) => [hotkey, incentive] as const),
    saturatingPlus<AlphaRao>,
  )
  const dividends = sumByAccount(
    emissions.flatMap(({ hotkey, dividend }) => partsOf(ctx, netuid, hotkey, dividend, observer)),
    (a, b) => saturatingAdd(U96F32, a, b),
  )
  const staked = withStake(ctx, netuid, dividends)
  return { incentives, staked, ...splitDividends(staked, pots) }
}

interface Divided extends DividendSplit {
  readonly incentives: ByAccount<AlphaRao>
  readonly staked: readonly StakedDividend[]
}

function partsOf(
  ctx: Context,
  netuid: NetUid,
  hotkey: AccountId,
  dividend: AlphaRao,
  observer: EpochObserver | undefined,
): ByAccount<U96F32> {
  const parts = dividendsToParents(ctx, hotkey, netuid, dividend)
  observer?.divided(hotkey, dividend, parts)
  return parts.map(([account, part]) => [account, saturatingFromInteger(U96F32, part)] as const)
}
