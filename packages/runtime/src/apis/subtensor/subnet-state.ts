import { vec } from '@plexus/primitives'
import { LastHotkeyEmissionOnNetuid } from '../../pallets/subtensor/storage/legacy.ts'
import { allNetuids } from '../../pallets/subtensor/subnets/list.ts'
import { hotkeysOf, neuronFields } from './neuron-fields.ts'
import { compactAlpha, subnetFields } from './subnet-fields.ts'
import { field, ofAccounts, rpcInfo, viewType } from './view.ts'

const {
  identities: _identities,
  axons: _axons,
  tao_dividends_per_hotkey: _tao,
  alpha_dividends_per_hotkey: _alpha,
  ...shown
} = neuronFields

/** The neurons of a subnet, one list for each fact. */
export const subnetState = {
  netuid: subnetFields.netuid,
  ...shown,
  /** Of each subnet, what its hotkeys earned last; nothing counts it any more. */
  emission_history: field(vec(vec(compactAlpha)), (ctx, { netuid }) => {
    const hotkeys = hotkeysOf(ctx, netuid)
    return allNetuids(ctx).map((each) =>
      hotkeys.map((hotkey) => LastHotkeyEmissionOnNetuid.get(ctx, hotkey, each)),
    )
  }),
} as const
export const SubnetState = viewType(subnetState, rpcInfo('show_subnet', 'SubnetState', ofAccounts))
