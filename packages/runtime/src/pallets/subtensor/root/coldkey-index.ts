import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'

/** Lists a coldkey among those whose root dividends are claimed by and by (spec: 30-block-step §12.4). */
export function listStakingColdkey(_ctx: Context, _coldkey: AccountId): void {
  throw new Error('not built')
}

/** Takes a coldkey without root stake off the list. */
export function unlistStakingColdkey(_ctx: Context, _coldkey: AccountId): void {
  throw new Error('not built')
}
