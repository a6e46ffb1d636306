import { NetUid, u16 } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import { ensure } from '../../../frame/error.ts'
import { ensureAdminWindowOpen } from '../../subtensor/epoch/schedule.ts'
import { errors as subtensorErrors } from '../../subtensor/errors.ts'
import { AlphaValues, LiquidAlphaOn } from '../../subtensor/storage/hyperparameters.ts'
import { adminUtils } from '../id.ts'
import { byOwnerSetting } from '../settings/authority.ts'
import { weights } from '../weights.ts'

/** Least value of both, in parts of 65535: a fortieth. */
const MIN_ALPHA = 1638
const authority = byOwnerSetting('AlphaValues')

/** Between which values liquid alpha moves, in parts of 65535. */
export const setAlphaValues = call(
  adminUtils,
  { netuid: NetUid, alpha_low: u16, alpha_high: u16 },
  {
    index: 51,
    name: 'sudo_set_alpha_values',
    weight: weights.sudo_set_alpha_values,
    run(ctx, origin, { netuid, alpha_low, alpha_high }) {
      const owner = authority.check(ctx, origin, netuid)
      ensureAdminWindowOpen(ctx, netuid)
      ensure(LiquidAlphaOn.get(ctx, netuid), subtensorErrors.LiquidAlphaDisabled)
      ensure(alpha_high >= MIN_ALPHA, subtensorErrors.AlphaHighTooLow)
      const isInRange = alpha_low >= MIN_ALPHA && alpha_low <= alpha_high
      ensure(isInRange, subtensorErrors.AlphaLowOutOfRange)
      AlphaValues.set(ctx, netuid, [alpha_low, alpha_high])
      authority.record(ctx, netuid, owner)
    },
  },
)
