import { AccountId32, NetUid, u16, u64 } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import { ensure } from '../../../../frame/error.ts'
import { ensureRoot, ensureSigned } from '../../../../frame/origin.ts'
import { currentBlock } from '../../block.ts'
import { errors } from '../../errors.ts'
import { events } from '../../events.ts'
import { subtensor } from '../../id.ts'
import { ownsHotkey } from '../../keys/ownership.ts'
import { passesRateLimit, recordRateLimited } from '../../limits/rate-limits.ts'
import { ChildkeyTake, MaxChildkeyTake, MinChildkeyTake } from '../../storage/keys.ts'
import { TxChildkeyTakeRateLimit } from '../../storage/limits.ts'
import { childkeyTake, minChildkeyTake } from '../take.ts'
import { childrenWeights } from '../weights.ts'

/** Sets what a child keeps of its parents' dividends, of 65,535; raising it is rate-limited. */
export const setChildkeyTake = call(
  subtensor,
  { hotkey: AccountId32, netuid: NetUid, take: u16 },
  {
    index: 75,
    name: 'set_childkey_take',
    weight: childrenWeights.setChildkeyTake,
    run(ctx, origin, { hotkey, netuid, take }) {
      const coldkey = ensureSigned(origin)
      ensure(ownsHotkey(ctx, coldkey, hotkey), errors.NonAssociatedColdKey)
      const isWithin = take >= minChildkeyTake(ctx, netuid) && take <= MaxChildkeyTake.get(ctx)
      ensure(isWithin, errors.InvalidChildkeyTake)
      const block = currentBlock(ctx)
      const limited = { type: 'SetChildkeyTake', key: hotkey, netuid } as const
      const mayChange =
        take <= childkeyTake(ctx, hotkey, netuid) || passesRateLimit(ctx, limited, block)
      ensure(mayChange, errors.TxChildkeyTakeRateLimitExceeded)
      recordRateLimited(ctx, limited, block)
      ChildkeyTake.set(ctx, hotkey, netuid, take)
      ctx.deposit(events, { type: 'ChildKeyTakeSet', value: [hotkey, take] })
    },
  },
)

/** Sets how often a childkey take may be raised, in blocks; Root only. */
export const sudoSetTxChildkeyTakeRateLimit = call(
  subtensor,
  { tx_rate_limit: u64 },
  {
    index: 69,
    name: 'sudo_set_tx_childkey_take_rate_limit',
    weight: childrenWeights.sudoSetTxChildkeyTakeRateLimit,
    run(ctx, origin, args) {
      ensureRoot(origin)
      TxChildkeyTakeRateLimit.set(ctx, args.tx_rate_limit)
      ctx.deposit(events, { type: 'TxChildKeyTakeRateLimitSet', value: args.tx_rate_limit })
    },
  },
)

/** Sets the least childkey take of all subnets; Root only. */
export const sudoSetMinChildkeyTake = call(
  subtensor,
  { take: u16 },
  {
    index: 76,
    name: 'sudo_set_min_childkey_take',
    weight: childrenWeights.sudoSetChildkeyTakeBound,
    run(ctx, origin, { take }) {
      ensureRoot(origin)
      MinChildkeyTake.set(ctx, take)
      ctx.deposit(events, { type: 'MinChildKeyTakeSet', value: take })
    },
  },
)

/** Sets the highest childkey take; Root only. */
export const sudoSetMaxChildkeyTake = call(
  subtensor,
  { take: u16 },
  {
    index: 77,
    name: 'sudo_set_max_childkey_take',
    weight: childrenWeights.sudoSetChildkeyTakeBound,
    run(ctx, origin, { take }) {
      ensureRoot(origin)
      MaxChildkeyTake.set(ctx, take)
      ctx.deposit(events, { type: 'MaxChildKeyTakeSet', value: take })
    },
  },
)
