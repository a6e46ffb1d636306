import { u64 } from '@plexus/primitives'
import { storageValue } from '../../frame/storage.ts'
import { evmChainId } from './id.ts'

export const ChainId = storageValue(evmChainId, 'ChainId', u64, () => 0n)
