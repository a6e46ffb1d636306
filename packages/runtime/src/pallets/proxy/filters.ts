import type { ProxyType } from './types.ts'

/** A call by `Pallet.call`, all calls of a pallet by `Pallet`, or one under a condition. */
export type FilterEntry =
  | string
  | {
      readonly call: string
      /** The argument must be below the limit. */
      readonly lessThan: { readonly param: string; readonly limit: bigint }
    }
  | {
      readonly call: string
      /** The call in the argument must be this one. */
      readonly nested: { readonly param: string; readonly call: string }
    }

/** What proxies of one type may do. */
export interface ProxyFilter {
  readonly type: ProxyType
  readonly mode: 'allowAll' | 'denyAll' | 'allow' | 'deny'
  readonly calls?: readonly FilterEntry[]
  /** Calls that `allow` leaves out again. */
  readonly exceptions?: readonly string[]
  /** Types of parts of the chain that are gone. */
  readonly deprecated?: boolean
}

/** Half a TAO, or half an alpha. */
const SMALL_LIMIT_RAO = 500_000_000n

const COLDKEY_SWAP = [
  'SubtensorModule.announce_coldkey_swap',
  'SubtensorModule.swap_coldkey_announced',
  'SubtensorModule.clear_coldkey_swap_announcement',
  'SubtensorModule.dispute_coldkey_swap',
] as const

/** Every proxy type once (spec: 20-calls §16.1). Names of calls that do not exist match nothing. */
export const PROXY_FILTERS: readonly ProxyFilter[] = [
  { type: 'Any', mode: 'allowAll' },
  {
    type: 'NonTransfer',
    mode: 'deny',
    calls: [
      'Balances',
      'SubtensorModule.transfer_stake',
      'SubtensorModule.schedule_swap_coldkey',
      'SubtensorModule.swap_coldkey',
      ...COLDKEY_SWAP,
    ],
  },
  {
    type: 'NonFungible',
    mode: 'deny',
    calls: [
      'Balances',
      'SubtensorModule.add_stake',
      'SubtensorModule.add_stake_limit',
      'SubtensorModule.remove_stake',
      'SubtensorModule.remove_stake_limit',
      'SubtensorModule.remove_stake_full_limit',
      'SubtensorModule.unstake_all',
      'SubtensorModule.unstake_all_alpha',
      'SubtensorModule.swap_stake',
      'SubtensorModule.swap_stake_limit',
      'SubtensorModule.move_stake',
      'SubtensorModule.transfer_stake',
      'SubtensorModule.burned_register',
      'SubtensorModule.root_register',
      'SubtensorModule.schedule_swap_coldkey',
      'SubtensorModule.swap_coldkey',
      ...COLDKEY_SWAP,
      'SubtensorModule.swap_hotkey',
      'SubtensorModule.swap_hotkey_v2',
    ],
  },
  {
    type: 'Transfer',
    mode: 'allow',
    calls: [
      'Balances.transfer_keep_alive',
      'Balances.transfer_allow_death',
      'Balances.transfer_all',
      'SubtensorModule.transfer_stake',
    ],
  },
  {
    type: 'SmallTransfer',
    mode: 'allow',
    calls: [
      {
        call: 'Balances.transfer_keep_alive',
        lessThan: { param: 'value', limit: SMALL_LIMIT_RAO },
      },
      {
        call: 'Balances.transfer_allow_death',
        lessThan: { param: 'value', limit: SMALL_LIMIT_RAO },
      },
      {
        call: 'SubtensorModule.transfer_stake',
        lessThan: { param: 'alpha_amount', limit: SMALL_LIMIT_RAO },
      },
    ],
  },
  {
    type: 'Owner',
    mode: 'allow',
    calls: ['AdminUtils', 'SubtensorModule.set_subnet_identity', 'SubtensorModule.update_symbol'],
    exceptions: ['AdminUtils.sudo_set_sn_owner_hotkey', 'AdminUtils.sudo_set_subnet_owner_hotkey'],
  },
  {
    type: 'NonCritical',
    mode: 'deny',
    calls: [
      'SubtensorModule.dissolve_network',
      'SubtensorModule.root_register',
      'SubtensorModule.burned_register',
      'Sudo',
      ...COLDKEY_SWAP,
    ],
  },
  { type: 'Triumvirate', mode: 'denyAll', deprecated: true },
  { type: 'Senate', mode: 'denyAll', deprecated: true },
  { type: 'Governance', mode: 'denyAll', deprecated: true },
  {
    type: 'Staking',
    mode: 'allow',
    calls: [
      'SubtensorModule.add_stake',
      'SubtensorModule.remove_stake',
      'SubtensorModule.unstake_all',
      'SubtensorModule.unstake_all_alpha',
      'SubtensorModule.swap_stake',
      'SubtensorModule.swap_stake_limit',
      'SubtensorModule.move_stake',
      'SubtensorModule.add_stake_limit',
      'SubtensorModule.remove_stake_limit',
      'SubtensorModule.remove_stake_full_limit',
      'SubtensorModule.set_root_claim_type',
    ],
  },
  {
    type: 'Registration',
    mode: 'allow',
    calls: [
      'SubtensorModule.burned_register',
      'SubtensorModule.register',
      'SubtensorModule.register_limit',
    ],
  },
  { type: 'RootWeights', mode: 'denyAll', deprecated: true },
  {
    type: 'ChildKeys',
    mode: 'allow',
    calls: ['SubtensorModule.set_children', 'SubtensorModule.set_childkey_take'],
  },
  {
    type: 'SudoUncheckedSetCode',
    mode: 'allow',
    calls: [
      {
        call: 'Sudo.sudo_unchecked_weight',
        nested: { param: 'call', call: 'System.set_code' },
      },
    ],
  },
  {
    type: 'SwapHotkey',
    mode: 'allow',
    calls: ['SubtensorModule.swap_hotkey', 'SubtensorModule.swap_hotkey_v2'],
  },
  {
    type: 'SubnetLeaseBeneficiary',
    mode: 'allow',
    calls: [
      'SubtensorModule.start_call',
      'AdminUtils.sudo_set_serving_rate_limit',
      'AdminUtils.sudo_set_min_difficulty',
      'AdminUtils.sudo_set_max_difficulty',
      'AdminUtils.sudo_set_weights_version_key',
      'AdminUtils.sudo_set_adjustment_alpha',
      'AdminUtils.sudo_set_immunity_period',
      'AdminUtils.sudo_set_min_allowed_weights',
      'AdminUtils.sudo_set_kappa',
      'AdminUtils.sudo_set_rho',
      'AdminUtils.sudo_set_activity_cutoff',
      'AdminUtils.sudo_set_network_registration_allowed',
      'AdminUtils.sudo_set_network_pow_registration_allowed',
      'AdminUtils.sudo_set_max_burn',
      'AdminUtils.sudo_set_bonds_moving_average',
      'AdminUtils.sudo_set_bonds_penalty',
      'AdminUtils.sudo_set_commit_reveal_weights_enabled',
      'AdminUtils.sudo_set_liquid_alpha_enabled',
      'AdminUtils.sudo_set_alpha_values',
      'AdminUtils.sudo_set_commit_reveal_weights_interval',
      'AdminUtils.sudo_set_toggle_transfer',
      'AdminUtils.sudo_set_subnet_emission_enabled',
      'AdminUtils.sudo_set_min_childkey_take_per_subnet',
    ],
  },
  { type: 'RootClaim', mode: 'allow', calls: ['SubtensorModule.claim_root'] },
]
