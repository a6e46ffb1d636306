import { AccountId32 } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import { ensureSigned } from '../../../../frame/origin.ts'
import { subtensor } from '../../id.ts'
import {
  unstakeAll as unstakeEverywhere,
  unstakeAllAlpha as moveAllToRoot,
} from '../unstake-all.ts'
import { stakingWeights } from '../weights.ts'

/** Unstakes all that the signer has with a hotkey. */
export const unstakeAll = call(
  subtensor,
  { hotkey: AccountId32 },
  {
    index: 83,
    name: 'unstake_all',
    weight: stakingWeights.unstakeAll,
    run(ctx, origin, { hotkey }) {
      unstakeEverywhere(ctx, ensureSigned(origin), hotkey)
    },
  },
)

/** Moves all alpha that the signer has with a hotkey to the root network. */
export const unstakeAllAlpha = call(
  subtensor,
  { hotkey: AccountId32 },
  {
    index: 84,
    name: 'unstake_all_alpha',
    weight: stakingWeights.unstakeAllAlpha,
    run(ctx, origin, { hotkey }) {
      moveAllToRoot(ctx, ensureSigned(origin), hotkey)
    },
  },
)
