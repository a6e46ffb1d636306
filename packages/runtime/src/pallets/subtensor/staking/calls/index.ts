import type { Call } from '../../../../frame/call.ts'
import { addStake, addStakeLimit } from './add-stake.ts'
import { addStakeBurn, burnAlpha, recycleAlpha } from './destroy-stake.ts'
import { setColdkeyAutoStakeHotkey, tryAssociateHotkey } from './hotkeys.ts'
import { moveStake, transferStake } from './move-stake.ts'
import { removeStake, removeStakeFullLimit, removeStakeLimit } from './remove-stake.ts'
import { swapStake, swapStakeLimit } from './swap-stake.ts'
import { unstakeAll, unstakeAllAlpha } from './unstake-all.ts'

/** Calls of this part of the pallet. */
export const stakingCalls: readonly Call[] = [
  addStake,
  addStakeLimit,
  removeStake,
  removeStakeLimit,
  removeStakeFullLimit,
  unstakeAll,
  unstakeAllAlpha,
  moveStake,
  transferStake,
  swapStake,
  swapStakeLimit,
  tryAssociateHotkey,
  recycleAlpha,
  burnAlpha,
  addStakeBurn,
  setColdkeyAutoStakeHotkey,
]
