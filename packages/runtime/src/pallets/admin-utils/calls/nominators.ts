import { u64 } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import { ensureRoot } from '../../../frame/origin.ts'
import {
  clearSmallNominations,
  nominatorMinimum,
} from '../../subtensor/staking/small-nominations.ts'
import { NominatorMinRequiredStake } from '../../subtensor/storage/stake.ts'
import { adminUtils } from '../id.ts'
import { weights } from '../weights.ts'

/**
 * Sets the least nomination, as a factor in millionths of the least stake; Root only. Nominations
 * below it are given back at once where the factor exceeds the rao of the minimum before: the
 * reference compares the two as they are.
 */
export const setNominatorMinRequiredStake = call(
  adminUtils,
  { min_stake: u64 },
  {
    index: 43,
    name: 'sudo_set_nominator_min_required_stake',
    weight: weights.sudo_set_nominator_min_required_stake,
    run(ctx, origin, { min_stake }) {
      ensureRoot(origin)
      const before = nominatorMinimum(ctx)
      NominatorMinRequiredStake.set(ctx, min_stake)
      if (min_stake > before) clearSmallNominations(ctx)
    },
  },
)
