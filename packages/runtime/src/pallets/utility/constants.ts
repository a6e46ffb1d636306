import { u32 } from '@plexus/primitives'
import { constant } from '../../frame/constant.ts'

/**
 * Most calls in one batch: a third (room for a list that doubles) of the largest allocation of the
 * reference, 32 MiB, in calls of 1 KiB.
 */
export const BATCHED_CALLS_LIMIT = 10_922

export const constants = [
  constant('batched_calls_limit', u32, BATCHED_CALLS_LIMIT, ['Most calls in one batch.']),
] as const
