import { u32 } from '@plexus/primitives'
import { constant } from '../../frame/constant.ts'

/** Powers of a whole set add up to about this. */
export const TOTAL_POWER = 1_000_000_000n
/** Most validators that any parameters allow. */
export const MAX_VALIDATORS = 128
/** Blocks between the block that changes the set and the first that the new set makes. */
export const UPDATE_DELAY = 2
/** Blocks of which it is known whether a validator signed them. */
export const WINDOW_BLOCKS = 1000
/** More missed blocks of a window than these put a validator in jail. */
export const MAX_MISSED = 500
/**
 * A set that has not changed for so long is told again in part: the engine then stores it anew and
 * need not go far back for it.
 */
export const REPEAT_BLOCKS = 10_000
/** Who is jailed until then stays there. */
export const FOR_EVER = 0xffff_ffff

export const constants = [
  constant('MaxValidators', u32, MAX_VALIDATORS, ['Most validators that parameters allow.']),
  constant('WindowBlocks', u32, WINDOW_BLOCKS, ['Blocks whose votes are remembered.']),
  constant('MaxMissed', u32, MAX_MISSED, ['More missed blocks of a window lead to jail.']),
] as const
