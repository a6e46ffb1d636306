import { NetUid, u16 } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import { ensure } from '../../../frame/error.ts'
import { ensureRoot } from '../../../frame/origin.ts'
import { subnetExists } from '../../subtensor/subnets/list.ts'
import { MAX_FEE_RATE } from '../config.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { swap } from '../id.ts'
import { FeeRate } from '../storage.ts'
import { swapWeights } from '../weights.ts'

/** Sets the fee of swaps on a subnet, in parts of 65,535; Root only. */
export const setFeeRate = call(
  swap,
  { netuid: NetUid, rate: u16 },
  {
    index: 0,
    name: 'set_fee_rate',
    weight: swapWeights.setFeeRate,
    run(ctx, origin, { netuid, rate }) {
      ensureRoot(origin)
      ensure(subnetExists(ctx, netuid), errors.MechanismDoesNotExist)
      ensure(rate <= MAX_FEE_RATE, errors.FeeRateTooHigh)
      FeeRate.set(ctx, netuid, rate)
      ctx.deposit(events, { type: 'FeeRateSet', value: { netuid, rate } })
    },
  },
)
