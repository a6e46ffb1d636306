import { u64 } from '@plexus/primitives'
import { storageValue } from '../../frame/storage.ts'
import { drand } from './id.ts'

/** The newest round whose randomness is known; 0 before the first. */
export const LastStoredRound = storageValue(drand, 'LastStoredRound', u64, () => 0n)
