import { saturatingAdd, saturatingFromInteger, saturatingPlus, U96F32 } from '@plexus/primitives'
import type { AlphaRao, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { taoWeight } from '../epoch/inherited-stake.ts'
import { runEpoch } from '../epoch/run-epoch.ts'
import type { HotkeyEmission } from '../epoch/run-epoch.ts'
import { LastMechansimStepBlock } from '../storage/schedule.ts'
import { sumByAccount } from './by-account.ts'
import type { ByAccount } from './by-account.ts'
import type { PendingEmission } from './drain.ts'
import { dividendsToParents } from './parent-dividends.ts'
import { payOut } from './payout.ts'
import { splitDividends, withStake } from './split-dividends.ts'
import type { DividendPots } from './split-dividends.ts'

/** Runs the epochs that are due and pays what they say (spec: 30-block-step §10). @param drained by netuid */
export function distributeEmissions(
  ctx: Context,
  drained: readonly PendingEmission[],
  block: bigint,
): void {
  for (const pending of drained) {
    distributeEmission(ctx, pending)
    LastMechansimStepBlock.set(ctx, pending.netuid, block)
  }
}

function distributeEmission(ctx: Context, pending: PendingEmission): void {
  const { netuid, server, validator, root, ownerCut } = pending
  const weight = taoWeight(ctx)
  const total = saturatingPlus(saturatingPlus(server, validator), root)
  const emissions = runEpoch(ctx, netuid, total)
  const worked = emissions.some(({ incentive }) => incentive > 0n)
  // Where nobody earned an incentive, validators get what was for miners.
  const alpha = worked ? validator : saturatingPlus(validator, server)
  const { incentives, ...dividends } = dividendsAndIncentives(ctx, netuid, emissions, {
    alpha,
    root,
    taoWeight: weight,
  })
  payOut(ctx, netuid, { ownerCut, incentives, dividends })
}

/** What each hotkey gets for its work and for its judgements, its parents' part given to them. */
export function dividendsAndIncentives(
  ctx: Context,
  netuid: NetUid,
  emissions: readonly HotkeyEmission[],
  pots: DividendPots,
): { readonly incentives: ByAccount<AlphaRao> } & ReturnType<typeof splitDividends> {
  const incentives = sumByAccount(
    emissions.map(({ hotkey, incentive }) => [hotkey, incentive] as const),
    saturatingPlus<AlphaRao>,
  )
  const dividends = sumByAccount(
    emissions.flatMap(({ hotkey, dividend }) =>
      dividendsToParents(ctx, hotkey, netuid, dividend).map(
        ([account, part]) => [account, saturatingFromInteger(U96F32, part)] as const,
      ),
    ),
    (a, b) => saturatingAdd(U96F32, a, b),
  )
  return { incentives, ...splitDividends(withStake(ctx, netuid, dividends), pots) }
}
