import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { ChildkeyTake, MinChildkeyTake, MinChildkeyTakePerSubnet } from '../storage/keys.ts'

/** What a child keeps of its parents' dividends, of 65,535; at least the minimum of the subnet. */
export const childkeyTake = (ctx: Context, hotkey: AccountId, netuid: NetUid): number =>
  larger(ChildkeyTake.get(ctx, hotkey, netuid), minChildkeyTake(ctx, netuid))

/** The least that a child must keep in this subnet. */
export const minChildkeyTake = (ctx: Context, netuid: NetUid): number =>
  larger(MinChildkeyTake.get(ctx), MinChildkeyTakePerSubnet.get(ctx, netuid))

const larger = (a: number, b: number): number => (a > b ? a : b)
