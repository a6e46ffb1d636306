import { blake2128Concat, boundedVec, option, twox64Concat, u32 } from '@plexus/primitives'
import { hashed } from '../../frame/key.ts'
import { optionalMap, optionalValue, storageMap } from '../../frame/storage.ts'
import { scheduler } from './id.ts'
import { MAX_SCHEDULED_PER_BLOCK } from './limits.ts'
import { RetryConfig, Scheduled, TaskAddress, TaskName } from './types.ts'

/** The first block whose agenda is still to be serviced. */
export const IncompleteSince = optionalValue(scheduler, 'IncompleteSince', u32)
/** Tasks by the block they run in; a cancelled task leaves a gap, so that addresses hold. */
export const Agenda = storageMap(
  scheduler,
  'Agenda',
  [hashed(twox64Concat, u32)],
  boundedVec(option(Scheduled), MAX_SCHEDULED_PER_BLOCK),
  () => [],
)
export const Retries = optionalMap(
  scheduler,
  'Retries',
  [hashed(blake2128Concat, TaskAddress)],
  RetryConfig,
)
/** Where named tasks stand. */
export const Lookup = optionalMap(
  scheduler,
  'Lookup',
  [hashed(twox64Concat, TaskName)],
  TaskAddress,
)
