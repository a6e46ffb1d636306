import { parameters } from './parameters.ts'
import { subnetFields } from './subnet-fields.ts'
import { ofAccounts, rpcInfo, viewType } from './view.ts'

const f = subnetFields

/** The economy of a subnet at a glance. */
export const dynamicInfo = {
  netuid: f.netuid,
  owner_hotkey: f.owner_hotkey,
  owner_coldkey: f.owner_coldkey,
  subnet_name: f.name,
  token_symbol: f.symbol,
  tempo: parameters.tempo,
  last_step: f.last_step,
  blocks_since_last_step: f.blocks_since_last_step,
  emission: f.subnet_emission,
  alpha_in: f.alpha_in,
  alpha_out: f.alpha_out,
  tao_in: f.tao_in,
  alpha_out_emission: f.alpha_out_emission,
  alpha_in_emission: f.alpha_in_emission,
  tao_in_emission: f.tao_in_emission,
  pending_alpha_emission: f.pending_alpha_emission,
  pending_root_emission: f.pending_root_emission,
  subnet_volume: f.subnet_volume,
  network_registered_at: f.network_registered_at,
  subnet_identity: f.identity,
  moving_price: f.moving_price,
}
export const DynamicInfo = viewType(dynamicInfo, rpcInfo('dynamic_info', 'DynamicInfo', ofAccounts))
