import { AccountId32, u16 } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import type { Context } from '../../../../frame/context.ts'
import { ensure } from '../../../../frame/error.ts'
import { ensureSigned } from '../../../../frame/origin.ts'
import type { Origin } from '../../../../frame/origin.ts'
import { currentBlock } from '../../block.ts'
import { errors } from '../../errors.ts'
import { events } from '../../events.ts'
import { subtensor } from '../../id.ts'
import { Delegates, MaxDelegateTake, MinDelegateTake } from '../../storage/keys.ts'
import { LastRateLimitedBlock, TxDelegateTakeRateLimit } from '../../storage/limits.ts'
import { hotkeyExists, ownsHotkey } from '../ownership.ts'
import { keyWeights } from '../weights.ts'

/** Lowers what a delegate keeps of its nominators' dividends, of 65,535. Free. */
export const decreaseTake = call(
  subtensor,
  { hotkey: AccountId32, take: u16 },
  {
    index: 65,
    name: 'decrease_take',
    weight: keyWeights.decreaseTake,
    pays: false,
    run(ctx, origin, { hotkey, take }) {
      const coldkey = ensureOwner(ctx, origin, hotkey)
      const isLower = !Delegates.has(ctx, hotkey) || take < Delegates.get(ctx, hotkey)
      ensure(isLower, errors.DelegateTakeTooLow)
      ensure(take >= MinDelegateTake.get(ctx), errors.DelegateTakeTooLow)
      Delegates.set(ctx, hotkey, take)
      recordTake(ctx, hotkey)
      ctx.deposit(events, { type: 'TakeDecreased', value: [coldkey, hotkey, take] })
    },
  },
)

/** Raises what a delegate keeps of its nominators' dividends, of 65,535; rate-limited. Free. */
export const increaseTake = call(
  subtensor,
  { hotkey: AccountId32, take: u16 },
  {
    index: 66,
    name: 'increase_take',
    weight: keyWeights.increaseTake,
    pays: false,
    run(ctx, origin, { hotkey, take }) {
      const coldkey = ensureOwner(ctx, origin, hotkey)
      const isHigher = !Delegates.has(ctx, hotkey) || take > Delegates.get(ctx, hotkey)
      ensure(isHigher, errors.DelegateTakeTooLow)
      ensure(take <= MaxDelegateTake.get(ctx), errors.DelegateTakeTooHigh)
      ensure(mayRaise(ctx, hotkey), errors.DelegateTxRateLimitExceeded)
      recordTake(ctx, hotkey)
      Delegates.set(ctx, hotkey, take)
      ctx.deposit(events, { type: 'TakeIncreased', value: [coldkey, hotkey, take] })
    },
  },
)

function ensureOwner(ctx: Context, origin: Origin, hotkey: AccountId): AccountId {
  const coldkey = ensureSigned(origin)
  ensure(hotkeyExists(ctx, hotkey), errors.HotKeyAccountNotExists)
  ensure(ownsHotkey(ctx, coldkey, hotkey), errors.NonAssociatedColdKey)
  return coldkey
}

/** Unlike other limits, this one takes one block more. */
function mayRaise(ctx: Context, hotkey: AccountId): boolean {
  const limit = TxDelegateTakeRateLimit.get(ctx)
  const last = LastRateLimitedBlock.get(ctx, takeOf(hotkey))
  const block = currentBlock(ctx)
  return limit === 0n || last === 0n || (block > last ? block - last : 0n) > limit
}

const recordTake = (ctx: Context, hotkey: AccountId): void =>
  LastRateLimitedBlock.set(ctx, takeOf(hotkey), currentBlock(ctx))

const takeOf = (hotkey: AccountId) => ({ type: 'LastTxBlockDelegateTake', value: hotkey }) as const
