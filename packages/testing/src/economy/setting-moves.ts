import { fixedFromRaw, I64F64, I96F32, U64F64 } from '@plexus/primitives'
import { callOf } from '@plexus/runtime'
import type { RuntimeCall } from '@plexus/runtime'
import type { Random } from '../random.ts'
import { anyHotkey, anySubnet, ownerOrRoot, RAO_PER_TAO, subtensor } from './move.ts'
import type { Move, Play, Signer, Weighted, World } from './move.ts'

/** Names of an argument and values that are good most of the time. */
export type Setting = readonly [call: string, arg: string, value: (random: Random) => unknown]

const u16 = ({ below }: Random): number => below(65_536)
const flag = ({ oneIn }: Random): boolean => oneIn(2)
const often = ({ oneIn }: Random): boolean => !oneIn(6)
const small =
  (most: number, least = 0) =>
  ({ below }: Random): number =>
    least + below(most - least + 1)
const big =
  (most: number, least = 0) =>
  ({ below }: Random): bigint =>
    BigInt(least + below(most - least + 1))

const rarely =
  (most: number) =>
  ({ below, oneIn }: Random): bigint =>
    oneIn(3) ? BigInt(below(most)) : 0n

/** Settings of a subnet that its owner or Root changes. */
export const BY_OWNER: readonly Setting[] = [
  ['sudo_set_activity_cutoff', 'activity_cutoff', small(5_000, 360)],
  ['sudo_set_adjustment_alpha', 'adjustment_alpha', big(1_000_000)],
  ['sudo_set_alpha_sigmoid_steepness', 'steepness', small(5_000)],
  ['sudo_set_bonds_moving_average', 'bonds_moving_average', big(975_000)],
  ['sudo_set_bonds_penalty', 'bonds_penalty', u16],
  ['sudo_set_bonds_reset_enabled', 'enabled', flag],
  ['sudo_set_burn_half_life', 'burn_half_life', small(400, 1)],
  [
    'sudo_set_burn_increase_mult',
    'burn_increase_mult',
    ({ below }) => fixedFromRaw(U64F64, (1n << 64n) + (BigInt(below(65_536)) << 48n)),
  ],
  ['sudo_set_commit_reveal_weights_enabled', 'enabled', flag],
  ['sudo_set_commit_reveal_weights_interval', 'interval', big(3, 1)],
  ['sudo_set_immunity_period', 'immunity_period', small(30)],
  ['sudo_set_liquid_alpha_enabled', 'enabled', flag],
  ['sudo_set_max_allowed_uids', 'max_allowed_uids', small(20, 4)],
  ['sudo_set_max_burn', 'max_burn', big(900_000_000, 200_000_000)],
  ['sudo_set_max_difficulty', 'max_difficulty', big(1_000_000)],
  ['sudo_set_mechanism_count', 'mechanism_count', small(2, 1)],
  ['sudo_set_mechanism_emission_split', 'maybe_split', splitOf],
  ['sudo_set_min_allowed_weights', 'min_allowed_weights', small(3)],
  ['sudo_set_min_burn', 'min_burn', big(100_000_000)],
  ['sudo_set_min_childkey_take_per_subnet', 'take', small(3_000)],
  ['sudo_set_owner_cut_auto_lock_enabled', 'enabled', flag],
  ['sudo_set_owner_cut_enabled', 'enabled', flag],
  ['sudo_set_owner_immune_neuron_limit', 'immune_neurons', small(10, 1)],
  ['sudo_set_recycle_or_burn', 'recycle_or_burn', ({ pick }) => pick(['Burn', 'Recycle'])],
  ['sudo_set_rho', 'rho', small(60)],
  ['sudo_set_serving_rate_limit', 'serving_rate_limit', big(3)],
  ['sudo_set_toggle_transfer', 'toggle', often],
  ['sudo_set_weights_version_key', 'weights_version_key', big(1_000)],
  ['sudo_set_yuma3_enabled', 'enabled', flag],
  ['sudo_trim_to_max_allowed_uids', 'max_n', small(16, 4)],
]

/** Settings of a subnet that Root alone changes. */
export const BY_ROOT: readonly Setting[] = [
  ['sudo_set_adjustment_interval', 'adjustment_interval', u16],
  ['sudo_set_difficulty', 'difficulty', big(1_000_000)],
  ['sudo_set_ema_price_halving_period', 'ema_halving', big(1_000, 1)],
  ['sudo_set_kappa', 'kappa', u16],
  ['sudo_set_max_allowed_validators', 'max_allowed_validators', small(8, 1)],
  ['sudo_set_max_registrations_per_block', 'max_registrations_per_block', small(8, 1)],
  ['sudo_set_min_allowed_uids', 'min_allowed_uids', small(3, 1)],
  ['sudo_set_min_difficulty', 'min_difficulty', big(1_000_000)],
  ['sudo_set_min_non_immune_uids', 'min', small(3)],
  ['sudo_set_network_registration_allowed', 'registration_allowed', often],
  ['sudo_set_rao_recycled', 'rao_recycled', big(1_000_000)],
  ['sudo_set_subnet_emission_enabled', 'enabled', often],
  ['sudo_set_subtoken_enabled', 'subtoken_enabled', often],
  ['sudo_set_target_registrations_per_interval', 'target_registrations_per_interval', small(20, 1)],
  ['sudo_set_tempo', 'tempo', small(20, 2)],
  ['sudo_set_weights_set_rate_limit', 'weights_set_rate_limit', big(3)],
]

/** Settings of the chain, with values under which its economy goes on. */
export const OF_CHAIN: readonly Setting[] = [
  ['sudo_set_admin_freeze_window', 'window', small(1)],
  ['sudo_set_coldkey_swap_announcement_delay', 'duration', small(3)],
  ['sudo_set_coldkey_swap_reannouncement_delay', 'duration', small(3)],
  ['sudo_set_ck_burn', 'burn', ({ below }) => BigInt(below(2 ** 31)) << 32n],
  ['sudo_set_default_take', 'default_take', small(20_000, 11_796)],
  ['sudo_set_lock_reduction_interval', 'interval', big(50, 1)],
  ['sudo_set_max_epochs_per_block', 'max_epochs_per_block', small(8, 2)],
  ['sudo_set_max_mechanism_count', 'max_mechanism_count', small(4, 2)],
  ['sudo_set_min_delegate_take', 'take', small(200)],
  ['sudo_set_net_tao_flow_enabled', 'enabled', flag],
  ['sudo_set_network_immunity_period', 'immunity_period', big(100)],
  ['sudo_set_network_min_lock_cost', 'lock_cost', () => RAO_PER_TAO],
  ['sudo_set_network_rate_limit', 'rate_limit', big(3)],
  ['sudo_set_nominator_min_required_stake', 'min_stake', rarely(1_000)],
  ['sudo_set_owner_hparam_rate_limit', 'epochs', small(1)],
  ['sudo_set_stake_threshold', 'min_stake', big(1_000)],
  ['sudo_set_start_call_delay', 'delay', big(3)],
  ['sudo_set_subnet_limit', 'max_subnets', small(9, 5)],
  [
    'sudo_set_subnet_moving_alpha',
    'alpha',
    ({ below }) => fixedFromRaw(I96F32, BigInt(1 + below(2 ** 31))),
  ],
  ['sudo_set_subnet_owner_cut', 'subnet_owner_cut', small(20_000)],
  [
    'sudo_set_tao_flow_cutoff',
    'flow_cutoff',
    ({ below }) => fixedFromRaw(I64F64, BigInt(below(2 ** 31)) << 33n),
  ],
  [
    'sudo_set_tao_flow_normalization_exponent',
    'exponent',
    ({ below }) => fixedFromRaw(U64F64, (1n << 64n) + (BigInt(below(65_536)) << 48n)),
  ],
  [
    'sudo_set_tao_flow_smoothing_factor',
    'smoothing_factor',
    ({ below }) => BigInt(below(2 ** 31)) << 31n,
  ],
  ['sudo_set_tx_delegate_take_rate_limit', 'tx_rate_limit', big(2)],
  ['sudo_set_tx_rate_limit', 'tx_rate_limit', big(1)],
]

/** What Root does first, so that a chain as in genesis has an economy in its first blocks. */
export const openingMoves: readonly Play[] = [
  ...[
    'sudo_set_admin_freeze_window',
    'sudo_set_network_rate_limit',
    'sudo_set_network_min_lock_cost',
    'sudo_set_lock_reduction_interval',
    'sudo_set_start_call_delay',
    'sudo_set_stake_threshold',
    'sudo_set_subnet_limit',
    'sudo_set_network_immunity_period',
    'sudo_set_tx_delegate_take_rate_limit',
    'sudo_set_owner_hparam_rate_limit',
    'sudo_set_tx_rate_limit',
    'sudo_set_coldkey_swap_announcement_delay',
    'sudo_set_coldkey_swap_reannouncement_delay',
  ].map(
    (name): Play =>
      (world) =>
        ofChain(
          world,
          OF_CHAIN.filter(([each]) => each === name),
        ),
  ),
  () => root('SubtensorModule', 'set_pending_childkey_cooldown', { cooldown: 2n }),
  () => root('SubtensorModule', 'sudo_set_tx_childkey_take_rate_limit', { tx_rate_limit: 1n }),
  () => root('AdminUtils', 'sudo_set_subtoken_enabled', { netuid: 0, subtoken_enabled: true }),
]

const ofSubnet: Play = (world) => {
  const netuid = anySubnet(world)
  if (netuid === undefined) return undefined
  const byOwner = world.random.oneIn(2)
  const [name, arg, value] = world.random.pick(byOwner ? BY_OWNER : BY_ROOT)
  const by: Signer = byOwner ? ownerOrRoot(world, netuid) : 'Root'
  return { by, call: callOf('AdminUtils', name, { netuid, [arg]: value(world.random) }) }
}

/** Root lets things happen on a subnet: trade, emission, weights at any time, few neurons. */
export const prepare: Play = (world) => {
  const netuid = anySubnet(world)
  if (netuid === undefined) return undefined
  const set = (name: string, arg: string, value: unknown): RuntimeCall =>
    callOf('AdminUtils', name, { netuid, [arg]: value })
  const calls = [
    set('sudo_set_weights_set_rate_limit', 'weights_set_rate_limit', 0n),
    set('sudo_set_subtoken_enabled', 'subtoken_enabled', true),
    set('sudo_set_subnet_emission_enabled', 'enabled', true),
    set('sudo_set_network_registration_allowed', 'registration_allowed', true),
    set('sudo_set_min_allowed_uids', 'min_allowed_uids', 1),
    set('sudo_set_min_allowed_weights', 'min_allowed_weights', 1),
    set('sudo_set_liquid_alpha_enabled', 'enabled', true),
    set('sudo_set_commit_reveal_weights_enabled', 'enabled', netuid % 2 === 0),
  ]
  return { by: 'Root', call: callOf('Utility', 'force_batch', { calls }) }
}

const alphaValues: Play = (world) => {
  const netuid = anySubnet(world)
  if (netuid === undefined) return undefined
  const alpha_low = 1_638 + world.random.below(20_000)
  const values = { alpha_low, alpha_high: alpha_low + world.random.below(30_000) }
  const call = callOf('AdminUtils', 'sudo_set_alpha_values', { netuid, ...values })
  return { by: ownerOrRoot(world, netuid), call }
}

const ownerHotkey: Play = (world) => {
  const netuid = anySubnet(world)
  if (netuid === undefined) return undefined
  const name = world.random.pick(['sudo_set_sn_owner_hotkey', 'sudo_set_subnet_owner_hotkey'])
  const call = callOf('AdminUtils', name, { netuid, hotkey: anyHotkey(world).account })
  return { by: ownerOrRoot(world, netuid), call }
}

const feeRate: Play = (world) => {
  const netuid = anySubnet(world)
  if (netuid === undefined) return undefined
  const call = callOf('Swap', 'set_fee_rate', { netuid, rate: world.random.below(1_000) })
  return { by: ownerOrRoot(world, netuid), call }
}

/** What owners and Root set. */
export const settingMoves: readonly Weighted[] = [
  [14, ofSubnet],
  [5, prepare],
  [4, (world) => ofChain(world, OF_CHAIN)],
  [2, (world) => world.random.pick(openingMoves)(world)],
  [1, alphaValues],
  [1, ownerHotkey],
  [1, feeRate],
]

function ofChain({ random }: World, settings: readonly Setting[]): Move {
  const [name, arg, value] = random.pick(settings)
  return root('AdminUtils', name, { [arg]: value(random) })
}

const root = (pallet: string, name: string, args: Readonly<Record<string, unknown>>): Move => ({
  by: 'Root',
  call: pallet === 'SubtensorModule' ? subtensor(name, args) : callOf(pallet, name, args),
})

/** Halves for two mechanisms, or no split. */
function splitOf({ oneIn, below }: Random): readonly number[] | undefined {
  if (oneIn(3)) return undefined
  const first = below(65_536)
  return oneIn(3) ? [65_535] : [first, 65_535 - first]
}
