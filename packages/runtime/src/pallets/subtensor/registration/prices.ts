import type { Context } from '../../../frame/context.ts'

/** Lets every registration price fall and clears the counters of the block (spec: 30-block-step §4). */
export function updateRegistrationPrices(_ctx: Context, _block: bigint): void {
  throw new Error('not built')
}
