import { i64, struct, u128 } from '@plexus/primitives'
import type { ValueOf } from '@plexus/primitives'

/** `share_pool::SafeFloat`: mantissa · 10^exponent (spec: 10-state §2.2). */
export const SafeFloat = struct(
  { mantissa: u128, exponent: i64 },
  { path: ['share_pool', 'SafeFloat'] },
)

export type SafeFloat = ValueOf<typeof SafeFloat>

export const SAFE_FLOAT_ZERO: SafeFloat = { mantissa: 0n, exponent: 0n }
