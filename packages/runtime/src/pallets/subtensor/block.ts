import type { Context } from '../../frame/context.ts'
import { BlockNumber } from '../system/storage.ts'

/** The number of the block being made, as the pallet stores block numbers. */
export const currentBlock = (ctx: Context): bigint => BigInt(BlockNumber.get(ctx))
