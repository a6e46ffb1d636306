import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { ensureRoot } from '../../../frame/origin.ts'
import type { Origin } from '../../../frame/origin.ts'
import { currentBlock } from '../../subtensor/block.ts'
import { errors as subtensorErrors } from '../../subtensor/errors.ts'
import { passesRateLimit, recordRateLimited } from '../../subtensor/limits/rate-limits.ts'
import type { RateLimited } from '../../subtensor/limits/rate-limits.ts'
import { ensureSubnetOwnerOrRoot } from '../../subtensor/subnets/owner.ts'
import type { Hyperparameter } from '../../subtensor/types.ts'

/** Who may change a setting of a subnet, and how often. */
export interface Authority {
  /** The owner who asks, or `undefined` for Root. @throws DispatchFailure */
  check(ctx: Context, origin: Origin, netuid: NetUid): AccountId | undefined
  /** Records that it was changed; Root's changes are not counted. */
  record(ctx: Context, netuid: NetUid, owner: AccountId | undefined): void
}

/** Root alone. */
export const byRoot: Authority = {
  check(_ctx, origin) {
    ensureRoot(origin)
    return undefined
  },
  record() {},
}

/** The owner of the subnet as often as it likes, or Root. */
export const byOwner: Authority = {
  check: ensureSubnetOwnerOrRoot,
  record() {},
}

/** The owner of the subnet once in so many tempos for each hyperparameter, or Root. */
export const byOwnerSetting = (parameter: Hyperparameter): Authority =>
  limited((_owner, netuid) => ({ type: 'OwnerHyperparamUpdate', netuid, parameter }))

/** The owner of the subnet within a limit of its own, or Root. */
export const byOwnerWithin = (
  type: 'SetWeightsVersionKey' | 'MechanismCountUpdate' | 'MechanismEmission' | 'MaxUidsTrimming',
): Authority => limited((key, netuid) => ({ type, key, netuid }))

function limited(of: (owner: AccountId, netuid: NetUid) => RateLimited): Authority {
  return {
    check(ctx, origin, netuid) {
      const owner = ensureSubnetOwnerOrRoot(ctx, origin, netuid)
      if (owner === undefined) return undefined
      const passes = passesRateLimit(ctx, of(owner, netuid), currentBlock(ctx))
      ensure(passes, subtensorErrors.TxRateLimitExceeded)
      return owner
    },
    record(ctx, netuid, owner) {
      if (owner === undefined) return
      recordRateLimited(ctx, of(owner, netuid), currentBlock(ctx))
    },
  }
}
