import { u32, Weight } from '@plexus/primitives'
import { constant } from '../../frame/constant.ts'
import { MAX_SCHEDULED_PER_BLOCK, MAXIMUM_WEIGHT } from './limits.ts'

export const constants = [
  constant('MaximumWeight', Weight, MAXIMUM_WEIGHT, ['Weight that tasks may use in one block.']),
  constant('MaxScheduledPerBlock', u32, MAX_SCHEDULED_PER_BLOCK, ['Most tasks of one block.']),
] as const
