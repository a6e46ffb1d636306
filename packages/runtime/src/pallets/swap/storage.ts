import {
  AlphaRao,
  alphaRao,
  bool,
  bounded,
  bytes,
  identity,
  NetUid,
  twox64Concat,
  U64F64,
  u16,
  u8,
} from '@plexus/primitives'
import type { Type } from '@plexus/primitives'
import { hashed } from '../../frame/key.ts'
import { storageMap } from '../../frame/storage.ts'
import { HALF } from './balancer.ts'
import { swap } from './id.ts'
import { Balancer } from './types.ts'

const MIGRATION_KEY_BYTES = 128

const perSubnet = <T>(name: string, value: Type<T>, defaultOf: () => T) =>
  storageMap(swap, name, [hashed(twox64Concat, NetUid)], value, defaultOf)

/** Fee of a swap, in parts of 65,535. */
export const FeeRate = perSubnet('FeeRate', u16, () => 33)
/** Weights of a pool. */
export const SwapBalancer = perSubnet('SwapBalancer', Balancer, () => ({ quote: HALF }))
/** Whether anybody swapped in the pool; the first swap sets its weights to one half. */
export const PalSwapInitialized = perSubnet('PalSwapInitialized', bool, () => false)
/** Empty on a new chain. */
export const HasMigrationRun = storageMap(
  swap,
  'HasMigrationRun',
  [hashed(identity, bounded('bounded_vec', 'BoundedVec', u8, bytes, MIGRATION_KEY_BYTES))],
  bool,
  () => false,
)
/** Not used any more. */
export const ScrapReservoirAlpha = perSubnet('ScrapReservoirAlpha', AlphaRao, () => alphaRao(0n))
/**
 * Square root of the price at the end of the block, 0 before the subnet is started. The reference
 * dropped it; its released clients read it (docs/compatibility.md).
 */
export const AlphaSqrtPrice = perSubnet('AlphaSqrtPrice', U64F64, () => U64F64.zero)
