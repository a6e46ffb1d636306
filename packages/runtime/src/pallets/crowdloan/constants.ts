import { u32, u64 } from '@plexus/primitives'
import { constant } from '../../frame/constant.ts'
import { PalletName, palletName } from '../../frame/pallet-name.ts'

/** Contributions that one call gives back. */
export const REFUND_LIMIT = 50

export const constants = [
  constant('PalletId', PalletName, palletName('bt/cloan'), [
    'Letters of the accounts that hold the funds.',
  ]),
  constant('MinimumDeposit', u64, 10_000_000_000n, ['Least deposit of a creator, in rao.']),
  constant('AbsoluteMinimumContribution', u64, 100_000_000n, [
    'Least that any crowdloan may ask of a contributor, in rao.',
  ]),
  constant('MinimumBlockDuration', u32, ({ timing }) => (timing === 'fast' ? 50 : 50_400), [
    'Shortest crowdloan, in blocks.',
  ]),
  constant('MaximumBlockDuration', u32, ({ timing }) => (timing === 'fast' ? 20_000 : 432_000), [
    'Longest crowdloan, in blocks.',
  ]),
  constant('RefundContributorsLimit', u32, REFUND_LIMIT, [
    'Contributions that one call gives back.',
  ]),
  constant('MaxContributors', u32, 500, ['Most accounts that contribute to a crowdloan.']),
] as const
