import { bool, u64 } from '@plexus/primitives'
import { storageValue } from '../../frame/storage.ts'
import { timestamp } from './id.ts'

/** Milliseconds since 1970 of the block in progress. */
export const Now = storageValue(timestamp, 'Now', u64, () => 0n)
/** Whether this block has set its time yet. */
export const DidUpdate = storageValue(timestamp, 'DidUpdate', bool, () => false)
