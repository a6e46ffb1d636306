import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { reserve, unreserve } from '../balances/index.ts'

/** Reserves or gives back the difference between two deposits in rao. */
export function adjustDeposit(ctx: Context, who: AccountId, old: bigint, next: bigint): void {
  if (next > old) reserve(ctx, who, next - old)
  else if (next < old) unreserve(ctx, who, old - next)
}
