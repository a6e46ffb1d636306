import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import type { ModuleError } from '../../../frame/error.ts'
import { currentBlock } from '../block.ts'
import { errors } from '../errors.ts'
import { passesRateLimit } from '../limits/rate-limits.ts'
import { uidOf } from '../registration/neurons.ts'
import { CommitRevealWeightsEnabled } from '../storage/hyperparameters.ts'
import { registerNetworkCall } from '../subnets/calls/register-network.ts'
import { commitMechanismWeights, commitWeights } from '../weights/calls/commit.ts'
import { setMechanismWeights, setWeights } from '../weights/calls/set.ts'
import { MAIN } from '../weights/mechanism.ts'
import type { Mechanism } from '../weights/mechanism.ts'
import { passesWeightsRateLimit } from '../weights/rate-limit.ts'
import type { Guard } from './guard.ts'

/** Weights and new subnets come no faster than allowed. */
export const checkRateLimits: Guard = (ctx, who, value) => {
  if (commitWeights.is(value)) {
    return tooFast(ctx, who, mainOf(value.args), errors.CommittingWeightsTooFast)
  }
  if (commitMechanismWeights.is(value)) {
    return tooFast(ctx, who, mechanismOf(value.args), errors.CommittingWeightsTooFast)
  }
  if (setWeights.is(value)) return setTooFast(ctx, who, mainOf(value.args))
  if (setMechanismWeights.is(value)) return setTooFast(ctx, who, mechanismOf(value.args))
  if (!registerNetworkCall.is(value)) return undefined
  const passes = passesRateLimit(ctx, { type: 'RegisterNetwork' }, currentBlock(ctx))
  return passes ? undefined : errors.NetworkTxRateLimitExceeded
}

const mainOf = ({ netuid }: Pick<Mechanism, 'netuid'>): Mechanism => ({ netuid, mechid: MAIN })

const mechanismOf = (args: {
  readonly netuid: Mechanism['netuid']
  readonly mecid: Mechanism['mechid']
}): Mechanism => ({ netuid: args.netuid, mechid: args.mecid })

/** With commit and reveal, weights cannot be set at all; the call says so. */
function setTooFast(ctx: Context, who: AccountId, mechanism: Mechanism): ModuleError | undefined {
  if (CommitRevealWeightsEnabled.get(ctx, mechanism.netuid)) return undefined
  return tooFast(ctx, who, mechanism, errors.SettingWeightsTooFast)
}

/** A hotkey without a uid passes here, and fails in the call. */
function tooFast(
  ctx: Context,
  who: AccountId,
  mechanism: Mechanism,
  error: ModuleError,
): ModuleError | undefined {
  const uid = uidOf(ctx, mechanism.netuid, who)
  if (uid === undefined) return undefined
  return passesWeightsRateLimit(ctx, mechanism, uid) ? undefined : error
}
