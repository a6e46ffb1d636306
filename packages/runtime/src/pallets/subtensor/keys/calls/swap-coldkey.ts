import { AccountId32, blockNumber, encode, equalBytes, H256, Rao } from '@plexus/primitives'
import type { AccountId, BlockNumber as BlockNumberOf } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import type { Context } from '../../../../frame/context.ts'
import { ensure, fail } from '../../../../frame/error.ts'
import { ensureRoot, ensureSigned } from '../../../../frame/origin.ts'
import { BlockNumber } from '../../../system/storage.ts'
import { errors } from '../../errors.ts'
import { events } from '../../events.ts'
import { subtensor } from '../../id.ts'
import {
  ColdkeySwapAnnouncementDelay,
  ColdkeySwapAnnouncements,
  ColdkeySwapDisputes,
  ColdkeySwapReannouncementDelay,
} from '../../storage/limits.ts'
import { payForColdkeySwap } from '../pay-for-swap.ts'
import { swapColdkey as swapColdkeyOf } from '../swap-coldkey.ts'
import { KEY_SWAP_COST } from '../swap-terms.ts'
import { keyWeights } from '../weights.ts'

const U32_MAX = 0xffff_ffff

/** Root puts a new coldkey in the place of an old one, announced or disputed or neither. */
export const swapColdkey = call(
  subtensor,
  { old_coldkey: AccountId32, new_coldkey: AccountId32, swap_cost: Rao },
  {
    index: 71,
    name: 'swap_coldkey',
    weight: keyWeights.swapColdkey,
    run(ctx, origin, { old_coldkey: from, new_coldkey: to, swap_cost: cost }) {
      ensureRoot(origin)
      if (cost > 0n) payForColdkeySwap(ctx, from, cost)
      swapColdkeyOf(ctx, from, to)
      forgetAnnouncement(ctx, from)
    },
  },
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

/** Announces by its hash the coldkey that is to take over. The first announcement is paid for. */
export const announceColdkeySwap = call(
  subtensor,
  { new_coldkey_hash: H256 },
  {
    index: 125,
    name: 'announce_coldkey_swap',
    weight: keyWeights.announceColdkeySwap,
    run(ctx, origin, { new_coldkey_hash }) {
      const who = ensureSigned(origin)
      const announced = ColdkeySwapAnnouncements.get(ctx, who)
      if (announced === undefined) payForColdkeySwap(ctx, who, KEY_SWAP_COST)
      else ensure(mayChange(ctx, announced[0]), errors.ColdkeySwapReannouncedTooEarly)
      const when = after(BlockNumber.get(ctx), ColdkeySwapAnnouncementDelay.get(ctx))
      ColdkeySwapAnnouncements.set(ctx, who, [when, new_coldkey_hash])
      ctx.deposit(events, { type: 'ColdkeySwapAnnounced', value: { who, new_coldkey_hash } })
    },
  },
)

/** Hands over to the coldkey that was announced. */
export const swapColdkeyAnnounced = call(
  subtensor,
  { new_coldkey: AccountId32 },
  {
    index: 126,
    name: 'swap_coldkey_announced',
    weight: keyWeights.swapColdkeyAnnounced,
    run(ctx, origin, { new_coldkey: to }) {
      const who = ensureSigned(origin)
      const [when, hash] = announcementOf(ctx, who)
      ColdkeySwapAnnouncements.remove(ctx, who)
      const isAnnounced = equalBytes(ctx.host.blake2b256(encode(AccountId32, to)), hash)
      ensure(isAnnounced, errors.AnnouncedColdkeyHashDoesNotMatch)
      ensure(BlockNumber.get(ctx) >= when, errors.ColdkeySwapTooEarly)
      swapColdkeyOf(ctx, who, to)
    },
  },
)

/** Stops an announced swap until Root decides. */
export const disputeColdkeySwap = call(
  subtensor,
  {},
  {
    index: 127,
    name: 'dispute_coldkey_swap',
    weight: keyWeights.disputeColdkeySwap,
    run(ctx, origin) {
      const coldkey = ensureSigned(origin)
      announcementOf(ctx, coldkey)
      ensure(!ColdkeySwapDisputes.has(ctx, coldkey), errors.ColdkeySwapAlreadyDisputed)
      ColdkeySwapDisputes.set(ctx, coldkey, blockNumber(BlockNumber.get(ctx)))
      ctx.deposit(events, { type: 'ColdkeySwapDisputed', value: { coldkey } })
    },
  },
)

/** Root forgets an announcement and its dispute. */
export const resetColdkeySwap = call(
  subtensor,
  { coldkey: AccountId32 },
  {
    index: 128,
    name: 'reset_coldkey_swap',
    weight: keyWeights.resetColdkeySwap,
    run(ctx, origin, { coldkey: who }) {
      ensureRoot(origin)
      forgetAnnouncement(ctx, who)
      ctx.deposit(events, { type: 'ColdkeySwapReset', value: { who } })
    },
  },
)

/** Takes an announcement back, when it could have been changed. */
export const clearColdkeySwapAnnouncement = call(
  subtensor,
  {},
  {
    index: 133,
    name: 'clear_coldkey_swap_announcement',
    weight: keyWeights.clearColdkeySwapAnnouncement,
    run(ctx, origin) {
      const who = ensureSigned(origin)
      const [when] = announcementOf(ctx, who)
      ensure(mayChange(ctx, when), errors.ColdkeySwapClearTooEarly)
      ColdkeySwapAnnouncements.remove(ctx, who)
      ctx.deposit(events, { type: 'ColdkeySwapCleared', value: { who } })
    },
  },
)

const announcementOf = (ctx: Context, who: AccountId) =>
  ColdkeySwapAnnouncements.get(ctx, who) ?? fail(errors.ColdkeySwapAnnouncementNotFound)

function forgetAnnouncement(ctx: Context, who: AccountId): void {
  ColdkeySwapAnnouncements.remove(ctx, who)
  ColdkeySwapDisputes.remove(ctx, who)
}

/** Whether an announcement that is due in some block may be changed or taken back by now. */
const mayChange = (ctx: Context, when: BlockNumberOf): boolean =>
  BlockNumber.get(ctx) >= after(when, ColdkeySwapReannouncementDelay.get(ctx))

/** So many blocks later, at most the last block there can be. */
function after(block: number, delay: BlockNumberOf): BlockNumberOf {
  const later = block + delay
  return blockNumber(later < U32_MAX ? later : U32_MAX)
}
