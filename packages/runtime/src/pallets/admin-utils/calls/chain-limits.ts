import { u16, BlockNumber, u64 } from '@plexus/primitives'
import { DissolveNetworkScheduleDuration } from '../../subtensor/storage/legacy.ts'
import {
  ColdkeySwapAnnouncementDelay,
  ColdkeySwapReannouncementDelay,
  OwnerHyperparamRateLimit,
  TxDelegateTakeRateLimit,
  TxRateLimit,
} from '../../subtensor/storage/limits.ts'
import { NetworkRateLimit } from '../../subtensor/storage/networks.ts'
import { AdminFreezeWindow } from '../../subtensor/storage/schedule.ts'
import { chainSetting } from '../settings/chain-setting.ts'

/** Blocks between two transactions of a kind. */
export const setTxRateLimit = chainSetting({
  index: 2,
  name: 'sudo_set_tx_rate_limit',
  arg: 'tx_rate_limit',
  type: u64,
  item: TxRateLimit,
  event: (value) => ({ type: 'TxRateLimitSet', value }),
})

/** Blocks between two registrations of a subnet. */
export const setNetworkRateLimit = chainSetting({
  index: 29,
  name: 'sudo_set_network_rate_limit',
  arg: 'rate_limit',
  type: u64,
  item: NetworkRateLimit,
  event: (value) => ({ type: 'NetworkRateLimitSet', value }),
})

/** Blocks between two rises of a delegate's take. */
export const setTxDelegateTakeRateLimit = chainSetting({
  index: 45,
  name: 'sudo_set_tx_delegate_take_rate_limit',
  arg: 'tx_rate_limit',
  type: u64,
  item: TxDelegateTakeRateLimit,
  event: (value) => ({ type: 'TxDelegateTakeRateLimitSet', value }),
})

/** Tempos between two changes of a hyperparameter by the owner. */
export const setOwnerHparamRateLimit = chainSetting({
  index: 75,
  name: 'sudo_set_owner_hparam_rate_limit',
  arg: 'epochs',
  type: u16,
  item: OwnerHyperparamRateLimit,
  event: (value) => ({ type: 'OwnerHyperparamRateLimitSet', value }),
})

/** Blocks; nothing uses it any more. */
export const setDissolveNetworkScheduleDuration = chainSetting({
  index: 55,
  name: 'sudo_set_dissolve_network_schedule_duration',
  arg: 'duration',
  type: BlockNumber,
  item: DissolveNetworkScheduleDuration,
  event: (value) => ({ type: 'DissolveNetworkScheduleDurationSet', value }),
})

/** Blocks from the announcement of a coldkey swap to the swap. */
export const setColdkeySwapAnnouncementDelay = chainSetting({
  index: 86,
  name: 'sudo_set_coldkey_swap_announcement_delay',
  arg: 'duration',
  type: BlockNumber,
  item: ColdkeySwapAnnouncementDelay,
  event: (value) => ({ type: 'ColdkeySwapAnnouncementDelaySet', value }),
})

/** Blocks from there until it may be announced anew. */
export const setColdkeySwapReannouncementDelay = chainSetting({
  index: 87,
  name: 'sudo_set_coldkey_swap_reannouncement_delay',
  arg: 'duration',
  type: BlockNumber,
  item: ColdkeySwapReannouncementDelay,
  event: (value) => ({ type: 'ColdkeySwapReannouncementDelaySet', value }),
})

/** Blocks before an epoch in which owner and Root change nothing. */
export const setAdminFreezeWindow = chainSetting({
  index: 74,
  name: 'sudo_set_admin_freeze_window',
  arg: 'window',
  type: u16,
  item: AdminFreezeWindow,
  event: (value) => ({ type: 'AdminFreezeWindowSet', value }),
})
