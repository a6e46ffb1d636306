import { i32, newtype, Perquintill, struct, u128 } from '@plexus/primitives'
import type { ValueOf } from '@plexus/primitives'

const PALLET = ['pallet_subtensor_swap', 'pallet']

/** The weights of a pool: that of TAO is kept, that of alpha is the rest of 1. */
export const Balancer = struct(
  { quote: Perquintill },
  { path: [...PALLET, 'balancer', 'Balancer'] },
)

export type Balancer = ValueOf<typeof Balancer>

/** A price tick of the pools of old. */
export const TickIndex = newtype(i32, [...PALLET, 'TickIndex'])
/** A position of the pools of old. */
export const PositionId = newtype(u128, [...PALLET, 'PositionId'])
