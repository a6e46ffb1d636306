import { equalBytes } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { Delegates, Owner } from '../storage/keys.ts'

/** Makes a hotkey a delegate with the default take when others than its owner stake with it. */
export function delegateToOthers(ctx: Context, hotkey: AccountId, coldkey: AccountId): void {
  if (equalBytes(Owner.get(ctx, hotkey), coldkey) || Delegates.has(ctx, hotkey)) return
  Delegates.set(ctx, hotkey, Delegates.get(ctx, hotkey))
}
