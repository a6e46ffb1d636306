import { AccountId32, bool, i64, NetUid, u64 } from '@plexus/primitives'
import type { Fields } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import type { Call } from '../../../frame/call.ts'
import { fail } from '../../../frame/error.ts'
import { errors } from '../errors.ts'
import { swap } from '../id.ts'
import { PositionId, TickIndex } from '../types.ts'
import { swapWeights } from '../weights.ts'

const gone = (index: number, name: string, args: Fields): Call =>
  call(swap, args, {
    index,
    name,
    weight: swapWeights.deprecated,
    run: () => fail(errors.Deprecated),
  })

/** Calls of the pools of old: they fail whoever asks. */
export const deprecatedCalls: readonly Call[] = [
  gone(1, 'add_liquidity', {
    hotkey: AccountId32,
    netuid: NetUid,
    tick_low: TickIndex,
    tick_high: TickIndex,
    liquidity: u64,
  }),
  gone(2, 'remove_liquidity', { hotkey: AccountId32, netuid: NetUid, position_id: PositionId }),
  gone(3, 'modify_position', {
    hotkey: AccountId32,
    netuid: NetUid,
    position_id: PositionId,
    liquidity_delta: i64,
  }),
  gone(4, 'toggle_user_liquidity', { netuid: NetUid, enable: bool }),
  gone(5, 'disable_lp', {}),
]
