import type { Context } from '../../frame/context.ts'
import { ensure } from '../../frame/error.ts'
import { BlockNumber } from '../system/storage.ts'
import { maximumDuration, minimumDuration } from './constants.ts'
import { errors } from './errors.ts'

/**
 * Sees to it that a crowdloan that ends in a block would last neither too short nor too long.
 *
 * @throws DispatchFailure CannotEndInPast, BlockDurationTooShort, BlockDurationTooLong
 */
export function ensureValidEnd(ctx: Context, end: number): void {
  const now = BlockNumber.get(ctx)
  ensure(now < end, errors.CannotEndInPast)
  ensure(end - now >= minimumDuration(ctx.config), errors.BlockDurationTooShort)
  ensure(end - now <= maximumDuration(ctx.config), errors.BlockDurationTooLong)
}
