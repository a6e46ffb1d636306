import { u64 } from '@plexus/primitives'
import { constant } from '../../frame/constant.ts'
import { UNSIGNED_PRIORITY } from './limits.ts'

export const constants = [
  constant('UnsignedPriority', u64, UNSIGNED_PRIORITY, ['Least priority of a round in the pool.']),
  constant('HttpFetchTimeout', u64, 1000n, ['How long an author asks the beacon, in ms.']),
] as const
