import { u8 } from '@plexus/primitives'
import { constant } from '../../frame/constant.ts'

/** The only multiplier of weight fees on this chain: one, as `FixedU128` (18 decimals). */
export const ONE_FIXED = 10n ** 18n

export const constants = [
  constant('OperationalFeeMultiplier', u8, 5, [
    'Would raise the priority of operational transactions; this chain sets priorities itself.',
  ]),
] as const
