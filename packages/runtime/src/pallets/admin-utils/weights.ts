import { weight } from '../../frame/weight.ts'
import type { Weight } from '../../frame/weight.ts'

/** Weights of the settings, by the name of their call. */
export const weights = {
  sudo_set_default_take: weight(5_400_000n, { writes: 1n }),
  sudo_set_tx_rate_limit: weight(5_440_000n, { writes: 1n }),
  sudo_set_serving_rate_limit: weight(28_633_000n, { reads: 4n, writes: 1n, proofSize: 4212n }),
  sudo_set_min_difficulty: weight(34_554_000n, { reads: 5n, writes: 1n, proofSize: 4383n }),
  sudo_set_max_difficulty: weight(34_704_000n, { reads: 5n, writes: 1n, proofSize: 4383n }),
  sudo_set_weights_version_key: weight(34_204_000n, { reads: 5n, writes: 1n, proofSize: 4383n }),
  sudo_set_weights_set_rate_limit: weight(16_420_000n, { reads: 1n, writes: 1n, proofSize: 4084n }),
  sudo_set_adjustment_interval: weight(16_320_000n, { reads: 1n, writes: 1n, proofSize: 4084n }),
  sudo_set_adjustment_alpha: weight(14_000_000n, { reads: 1n, writes: 1n }),
  sudo_set_immunity_period: weight(34_414_000n, { reads: 5n, writes: 1n, proofSize: 4383n }),
  sudo_set_min_allowed_weights: weight(34_664_000n, { reads: 5n, writes: 1n, proofSize: 4383n }),
  sudo_set_max_allowed_uids: weight(43_381_000n, { reads: 8n, writes: 1n, proofSize: 4433n }),
  sudo_set_kappa: weight(16_301_000n, { reads: 1n, writes: 1n, proofSize: 4084n }),
  sudo_set_rho: weight(31_268_000n, { reads: 5n, writes: 1n, proofSize: 4383n }),
  sudo_set_activity_cutoff: weight(35_165_000n, { reads: 6n, writes: 1n, proofSize: 4383n }),
  sudo_set_network_registration_allowed: weight(7_113_000n, { writes: 1n }),
  sudo_set_network_pow_registration_allowed: weight(14_000_000n, { writes: 1n }),
  sudo_set_target_registrations_per_interval: weight(34_103_000n, {
    reads: 5n,
    writes: 1n,
    proofSize: 4383n,
  }),
  sudo_set_min_burn: weight(37_780_000n, { reads: 6n, writes: 1n, proofSize: 4385n }),
  sudo_set_max_burn: weight(36_949_000n, { reads: 6n, writes: 1n, proofSize: 4410n }),
  sudo_set_difficulty: weight(34_434_000n, { reads: 5n, writes: 1n, proofSize: 4383n }),
  sudo_set_max_allowed_validators: weight(35_896_000n, { reads: 6n, writes: 1n, proofSize: 4383n }),
  sudo_set_bonds_moving_average: weight(34_495_000n, { reads: 5n, writes: 1n, proofSize: 4383n }),
  sudo_set_max_registrations_per_block: weight(34_604_000n, {
    reads: 5n,
    writes: 1n,
    proofSize: 4383n,
  }),
  sudo_set_subnet_owner_cut: weight(14_000_000n, { writes: 1n }),
  sudo_set_network_rate_limit: weight(14_000_000n, { writes: 1n }),
  sudo_set_tempo: weight(36_298_000n, { reads: 5n, writes: 2n, proofSize: 4383n }),
  sudo_set_total_issuance: weight(5_931_000n),
  sudo_set_network_immunity_period: weight(14_000_000n, { writes: 1n }),
  sudo_set_network_min_lock_cost: weight(14_000_000n, { writes: 1n }),
  sudo_set_subnet_limit: weight(14_000_000n, { writes: 1n }),
  sudo_set_lock_reduction_interval: weight(14_000_000n, { writes: 1n }),
  sudo_set_rao_recycled: weight(16_541_000n, { reads: 1n, writes: 1n, proofSize: 4084n }),
  sudo_set_stake_threshold: weight(5_500_000n, { writes: 1n }),
  sudo_set_nominator_min_required_stake: weight(30_697_000n, {
    reads: 5n,
    writes: 1n,
    proofSize: 6890n,
  }),
  sudo_set_tx_delegate_take_rate_limit: weight(5_420_000n, { writes: 1n }),
  sudo_set_min_delegate_take: weight(5_490_000n, { writes: 1n }),
  sudo_set_commit_reveal_weights_enabled: weight(34_544_000n, {
    reads: 5n,
    writes: 1n,
    proofSize: 4383n,
  }),
  sudo_set_liquid_alpha_enabled: weight(25_538_000n, { reads: 4n, writes: 1n, proofSize: 4280n }),
  sudo_set_alpha_values: weight(34_224_000n, { reads: 5n, writes: 1n, proofSize: 4427n }),
  sudo_set_dissolve_network_schedule_duration: weight(5_591_000n, { writes: 1n }),
  sudo_set_commit_reveal_weights_interval: weight(34_654_000n, {
    reads: 5n,
    writes: 1n,
    proofSize: 4383n,
  }),
  sudo_set_evm_chain_id: weight(27_199_000n, { reads: 1n, writes: 1n }),
  sudo_set_bonds_penalty: weight(34_354_000n, { reads: 5n, writes: 1n, proofSize: 4383n }),
  sudo_set_toggle_transfer: weight(28_343_000n, { reads: 4n, writes: 1n, proofSize: 4280n }),
  sudo_set_subnet_moving_alpha: weight(2_955_000n, { writes: 1n }),
  sudo_set_subnet_owner_hotkey: weight(3_918_000n, { writes: 1n }),
  sudo_set_ema_price_halving_period: weight(4_198_000n, { writes: 1n }),
  sudo_set_subtoken_enabled: weight(25_467_000n, { reads: 4n, writes: 1n, proofSize: 4280n }),
  sudo_set_sn_owner_hotkey: weight(25_687_000n, { reads: 2n, writes: 2n, proofSize: 4177n }),
  sudo_set_alpha_sigmoid_steepness: weight(31_438_000n, {
    reads: 5n,
    writes: 1n,
    proofSize: 4383n,
  }),
  sudo_set_yuma3_enabled: weight(28_583_000n, { reads: 4n, writes: 1n, proofSize: 4280n }),
  sudo_set_bonds_reset_enabled: weight(30_507_000n, { reads: 4n, writes: 1n, proofSize: 4280n }),
  sudo_set_commit_reveal_version: weight(6_052_000n, { writes: 1n }),
  sudo_set_owner_immune_neuron_limit: weight(25_107_000n, {
    reads: 4n,
    writes: 1n,
    proofSize: 4280n,
  }),
  sudo_set_ck_burn: weight(15_650_000n, { reads: 1n, writes: 1n }),
  sudo_set_admin_freeze_window: weight(5_450_000n, { writes: 1n }),
  sudo_set_owner_hparam_rate_limit: weight(5_471_000n, { writes: 1n }),
  sudo_set_mechanism_count: weight(15_000_000n, { reads: 1n, writes: 1n }),
  sudo_set_mechanism_emission_split: weight(15_000_000n, { reads: 1n, writes: 1n }),
  sudo_trim_to_max_allowed_uids: weight(38_302_000n, { reads: 8n, writes: 1n, proofSize: 4398n }),
  sudo_set_min_allowed_uids: weight(37_890_000n, { reads: 7n, writes: 1n, proofSize: 4383n }),
  sudo_set_recycle_or_burn: weight(20_000_000n, { reads: 2n, writes: 2n }),
  sudo_toggle_evm_precompile: weight(6_162_000n, { reads: 1n, proofSize: 3507n }),
  sudo_set_tao_flow_cutoff: weight(7_343_000n, { writes: 1n }),
  sudo_set_tao_flow_normalization_exponent: weight(7_343_000n, { writes: 1n }),
  sudo_set_tao_flow_smoothing_factor: weight(7_343_000n, { writes: 1n }),
  sudo_set_min_non_immune_uids: weight(6_783_000n, { writes: 1n }),
  sudo_set_start_call_delay: weight(14_000_000n, { writes: 1n }),
  sudo_set_coldkey_swap_announcement_delay: weight(5_370_000n, { writes: 1n }),
  sudo_set_coldkey_swap_reannouncement_delay: weight(5_360_000n, { writes: 1n }),
  sudo_set_max_mechanism_count: weight(15_000_000n, { reads: 1n, writes: 1n }),
  sudo_set_burn_half_life: weight(25_000_000n, { reads: 4n, writes: 1n }),
  sudo_set_burn_increase_mult: weight(25_000_000n, { reads: 4n, writes: 1n }),
  sudo_set_net_tao_flow_enabled: weight(7_343_000n, { writes: 1n }),
  sudo_set_owner_cut_enabled: weight(25_000_000n, { reads: 4n, writes: 1n }),
  sudo_set_min_childkey_take_per_subnet: weight(38_100_000n, {
    reads: 7n,
    writes: 1n,
    proofSize: 4419n,
  }),
  sudo_set_subnet_emission_enabled: weight(16_351_000n, {
    reads: 1n,
    writes: 1n,
    proofSize: 4084n,
  }),
  sudo_set_owner_cut_auto_lock_enabled: weight(25_000_000n, { reads: 4n, writes: 1n }),
  sudo_set_max_epochs_per_block: weight(5_530_000n, { writes: 1n }),
} as const satisfies Readonly<Record<string, Weight>>

/** The calls that are settings. */
export type SettingName = keyof typeof weights

/** Weight of new block authors. @param count how many */
export const swapAuthoritiesWeight = (count: number): Weight =>
  weight(4_442_146n + BigInt(count) * 29_392n, { writes: 1n })

/** Weight of new finality authorities. @param count how many */
export const scheduleGrandpaChangeWeight = (count: number): Weight =>
  weight(7_972_506n + BigInt(count) * 15_444n, { reads: 1n, writes: 1n, proofSize: 2779n })
