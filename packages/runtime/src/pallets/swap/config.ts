import { newtype, u16, u64 } from '@plexus/primitives'
import { constant } from '../../frame/constant.ts'
import { PalletName, palletName } from '../../frame/pallet-name.ts'

/** Highest fee rate, in parts of 65,535. */
export const MAX_FEE_RATE = 10_000
/** Least reserve of what is paid out, in rao or 10⁻⁹ alpha. */
export const MINIMUM_RESERVE = 1_000_000n

const NonZeroU64 = newtype(u64, ['NonZeroU64'])

export const constants = [
  constant('ProtocolId', PalletName, palletName('ten/swap'), [
    'The letters of the account of the protocol.',
  ]),
  constant('MaxFeeRate', u16, MAX_FEE_RATE, ['Highest fee rate, in parts of 65,535.']),
  constant('MinimumLiquidity', u64, 1000n, ['Least liquidity of a position; not used any more.']),
  constant('MinimumReserve', NonZeroU64, MINIMUM_RESERVE, ['Least reserve of TAO and of alpha.']),
] as const
