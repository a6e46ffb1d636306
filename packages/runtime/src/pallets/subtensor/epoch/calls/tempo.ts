import { NetUid, u16, u32 } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import { ensure } from '../../../../frame/error.ts'
import { currentBlock } from '../../block.ts'
import { errors } from '../../errors.ts'
import { events } from '../../events.ts'
import { subtensor } from '../../id.ts'
import { passesRateLimit, recordRateLimited } from '../../limits/rate-limits.ts'
import type { RateLimited } from '../../limits/rate-limits.ts'
import {
  ActivityCutoffFactorMilli,
  CommitRevealWeightsEnabled,
} from '../../storage/hyperparameters.ts'
import { AdminFreezeWindow, PendingEpochAt } from '../../storage/schedule.ts'
import { ensureSubnetOwner, ensureSubnetOwnerOrRoot } from '../../subnets/owner.ts'
import { blocksUntilNextEpoch, ensureAdminWindowOpen } from '../schedule.ts'
import { applyTempo, MAX_CUTOFF_FACTOR, MAX_TEMPO, MIN_CUTOFF_FACTOR, MIN_TEMPO } from '../tempo.ts'
import { epochWeights } from '../weights.ts'

/** Sets the tempo, in blocks, and counts it from this block; the owner's (spec: 20-calls §12). */
export const setTempo = call(
  subtensor,
  { netuid: NetUid, tempo: u16 },
  {
    index: 139,
    name: 'set_tempo',
    weight: epochWeights.setTempo,
    run(ctx, origin, { netuid, tempo }) {
      const who = ensureSubnetOwner(ctx, origin, netuid)
      ensure(tempo >= MIN_TEMPO && tempo <= MAX_TEMPO, errors.TempoOutOfBounds)
      ensureAdminWindowOpen(ctx, netuid)
      const limited: RateLimited = { type: 'TempoUpdate', key: who, netuid }
      const block = currentBlock(ctx)
      ensure(passesRateLimit(ctx, limited, block), errors.TxRateLimitExceeded)
      applyTempo(ctx, netuid, tempo)
      recordRateLimited(ctx, limited, block)
    },
  },
)

/** Sets after how many thousandths of a tempo a neuron counts as inactive; the owner's or Root's. */
export const setActivityCutoffFactor = call(
  subtensor,
  { netuid: NetUid, factor_milli: u32 },
  {
    index: 140,
    name: 'set_activity_cutoff_factor',
    weight: epochWeights.setActivityCutoffFactor,
    run(ctx, origin, { netuid, factor_milli }) {
      const owner = ensureSubnetOwnerOrRoot(ctx, origin, netuid)
      const isInBounds = factor_milli >= MIN_CUTOFF_FACTOR && factor_milli <= MAX_CUTOFF_FACTOR
      ensure(isInBounds, errors.ActivityCutoffFactorMilliOutOfBounds)
      const parameter = 'ActivityCutoffFactorMilli'
      const limited: RateLimited = { type: 'OwnerHyperparamUpdate', netuid, parameter }
      const block = currentBlock(ctx)
      if (owner !== undefined) {
        ensureAdminWindowOpen(ctx, netuid)
        ensure(passesRateLimit(ctx, limited, block), errors.TxRateLimitExceeded)
      }
      ActivityCutoffFactorMilli.set(ctx, netuid, factor_milli)
      const value = { netuid, factor_milli }
      ctx.deposit(events, { type: 'ActivityCutoffFactorMilliSet', value })
      if (owner !== undefined) recordRateLimited(ctx, limited, block)
    },
  },
)

/** Runs the next epoch once the freeze window has passed; the owner's. */
export const triggerEpoch = call(
  subtensor,
  { netuid: NetUid },
  {
    index: 141,
    name: 'trigger_epoch',
    weight: epochWeights.triggerEpoch,
    run(ctx, origin, { netuid }) {
      const by = ensureSubnetOwner(ctx, origin, netuid)
      const commits = CommitRevealWeightsEnabled.get(ctx, netuid)
      ensure(!commits, errors.DynamicTempoBlockedByCommitReveal)
      ensure(PendingEpochAt.get(ctx, netuid) === 0n, errors.EpochTriggerAlreadyPending)
      const block = currentBlock(ctx)
      const window = BigInt(AdminFreezeWindow.get(ctx))
      const remaining = blocksUntilNextEpoch(ctx, netuid, block)
      ensure(remaining === undefined || remaining >= window, errors.AutoEpochAlreadyImminent)
      const limited: RateLimited = {
        type: 'OwnerHyperparamUpdate',
        netuid,
        parameter: 'TriggerEpoch',
      }
      ensure(passesRateLimit(ctx, limited, block), errors.TxRateLimitExceeded)
      const fires_at = block + window
      PendingEpochAt.set(ctx, netuid, fires_at)
      recordRateLimited(ctx, limited, block)
      ctx.deposit(events, { type: 'EpochTriggered', value: { netuid, by, fires_at } })
    },
  },
)
