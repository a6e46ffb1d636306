import type { Context } from '../../frame/context.ts'
import { BlockNumber } from '../system/storage.ts'

/** The number of the block in progress as the pallet keeps block numbers: a `u64`. */
export const currentBlock = (ctx: Context): bigint => BigInt(BlockNumber.get(ctx))
