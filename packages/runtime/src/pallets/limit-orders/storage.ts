import { blake2128Concat, bool, bounded, bytes, H256, identity, u8 } from '@plexus/primitives'
import { hashed } from '../../frame/key.ts'
import { optionalMap, storageMap, storageValue } from '../../frame/storage.ts'
import { limitOrders } from './id.ts'
import { OrderStatus } from './types.ts'

export const LimitOrdersEnabled = storageValue(limitOrders, 'LimitOrdersEnabled', bool, () => false)

export const storage = [
  optionalMap(limitOrders, 'Orders', [hashed(blake2128Concat, H256)], OrderStatus),
  LimitOrdersEnabled,
  storageMap(
    limitOrders,
    'HasMigrationRun',
    [hashed(identity, bounded('bounded_vec', 'BoundedVec', u8, bytes, 128))],
    bool,
    () => false,
  ),
] as const
