import { AccountId32, H256, Rao } from '@plexus/primitives'
import { call, closedCall } from '../../../../frame/call.ts'
import { fail } from '../../../../frame/error.ts'
import { errors } from '../../errors.ts'
import { subtensor } from '../../id.ts'
import { keyWeights } from '../weights.ts'

/** Root puts a new coldkey in the place of an old one. */
export const swapColdkey = closedCall(
  subtensor,
  { old_coldkey: AccountId32, new_coldkey: AccountId32, swap_cost: Rao },
  { index: 71, name: 'swap_coldkey', weight: keyWeights.swapColdkey },
)

/** Gone: announce the swap instead. */
export const scheduleSwapColdkey = call(
  subtensor,
  { new_coldkey: AccountId32 },
  {
    index: 73,
    name: 'schedule_swap_coldkey',
    weight: keyWeights.scheduleSwapColdkey,
    run: () => fail(errors.Deprecated),
  },
)

/** Announces by its hash the coldkey that is to take over. */
export const announceColdkeySwap = closedCall(
  subtensor,
  { new_coldkey_hash: H256 },
  { index: 125, name: 'announce_coldkey_swap', weight: keyWeights.announceColdkeySwap },
)

/** Hands over to the coldkey that was announced. */
export const swapColdkeyAnnounced = closedCall(
  subtensor,
  { new_coldkey: AccountId32 },
  { index: 126, name: 'swap_coldkey_announced', weight: keyWeights.swapColdkeyAnnounced },
)

/** Stops an announced swap until Root decides. */
export const disputeColdkeySwap = closedCall(
  subtensor,
  {},
  { index: 127, name: 'dispute_coldkey_swap', weight: keyWeights.disputeColdkeySwap },
)

/** Root forgets an announcement and its dispute. */
export const resetColdkeySwap = closedCall(
  subtensor,
  { coldkey: AccountId32 },
  { index: 128, name: 'reset_coldkey_swap', weight: keyWeights.resetColdkeySwap },
)

/** Takes an announcement back. */
export const clearColdkeySwapAnnouncement = closedCall(
  subtensor,
  {},
  {
    index: 133,
    name: 'clear_coldkey_swap_announcement',
    weight: keyWeights.clearColdkeySwapAnnouncement,
  },
)
