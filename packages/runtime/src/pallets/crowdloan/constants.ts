import { u32, u64 } from '@plexus/primitives'
import type { RuntimeConfig } from '../../frame/config.ts'
import { constant } from '../../frame/constant.ts'
import { PalletName, palletName } from '../../frame/pallet-name.ts'

/** Letters of the accounts that hold the funds. */
export const CROWDLOAN_LETTERS = 'bt/cloan'
/** Least deposit of a creator, in rao. */
export const MINIMUM_DEPOSIT = 10_000_000_000n
/** Least that any crowdloan may ask of a contributor, in rao. */
export const ABSOLUTE_MINIMUM_CONTRIBUTION = 100_000_000n
/** Contributions that one call gives back. */
export const REFUND_LIMIT = 50
/** Most accounts that contribute to a crowdloan, its creator included. */
export const MAX_CONTRIBUTORS = 500

/** Shortest crowdloan, in blocks. */
export const minimumDuration = ({ timing }: RuntimeConfig): number =>
  timing === 'fast' ? 50 : 50_400

/** Longest crowdloan, in blocks. */
export const maximumDuration = ({ timing }: RuntimeConfig): number =>
  timing === 'fast' ? 20_000 : 432_000

export const constants = [
  constant('PalletId', PalletName, palletName(CROWDLOAN_LETTERS), [
    'Letters of the accounts that hold the funds.',
  ]),
  constant('MinimumDeposit', u64, MINIMUM_DEPOSIT, ['Least deposit of a creator, in rao.']),
  constant('AbsoluteMinimumContribution', u64, ABSOLUTE_MINIMUM_CONTRIBUTION, [
    'Least that any crowdloan may ask of a contributor, in rao.',
  ]),
  constant('MinimumBlockDuration', u32, minimumDuration, ['Shortest crowdloan, in blocks.']),
  constant('MaximumBlockDuration', u32, maximumDuration, ['Longest crowdloan, in blocks.']),
  constant('RefundContributorsLimit', u32, REFUND_LIMIT, [
    'Contributions that one call gives back.',
  ]),
  constant('MaxContributors', u32, MAX_CONTRIBUTORS, [
    'Most accounts that contribute to a crowdloan.',
  ]),
] as const
