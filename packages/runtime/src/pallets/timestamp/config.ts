import { u64 } from '@plexus/primitives'
import type { RuntimeConfig } from '../../frame/config.ts'
import { constant } from '../../frame/constant.ts'

/** Least time between two blocks, in ms: half a slot. */
export const minimumPeriodMs = (config: RuntimeConfig): bigint => config.slotDurationMs >> 1n

export const constants = [constant('MinimumPeriod', u64, minimumPeriodMs)] as const
