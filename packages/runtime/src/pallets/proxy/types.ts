import { AccountId32, compareBytes, H256, names, struct, u32 } from '@plexus/primitives'
import type { ValueOf } from '@plexus/primitives'

/** The permissions by name with their wire index, which is also their order. */
export const PROXY_TYPE_INDEX = {
  Any: 0,
  Owner: 1,
  NonCritical: 2,
  NonTransfer: 3,
  Senate: 4,
  NonFungible: 5,
  Triumvirate: 6,
  Governance: 7,
  Staking: 8,
  Registration: 9,
  Transfer: 10,
  SmallTransfer: 11,
  RootWeights: 12,
  ChildKeys: 13,
  SudoUncheckedSetCode: 14,
  SwapHotkey: 15,
  SubnetLeaseBeneficiary: 16,
  RootClaim: 17,
} as const

/** `subtensor_runtime_common::ProxyType`: what a proxy may do for the account. */
export const ProxyType = names(PROXY_TYPE_INDEX, {
  path: ['subtensor_runtime_common', 'ProxyType'],
})

export type ProxyType = ValueOf<typeof ProxyType>

/** `pallet_subtensor_proxy::ProxyDefinition`. `delay` counts blocks after an announcement. */
export const ProxyDefinition = struct(
  { delegate: AccountId32, proxy_type: ProxyType, delay: u32 },
  {
    path: ['pallet_subtensor_proxy', 'ProxyDefinition'],
    params: [
      { name: 'AccountId', type: AccountId32 },
      { name: 'ProxyType', type: ProxyType },
      { name: 'BlockNumber', type: u32 },
    ],
  },
)

export type ProxyDefinition = ValueOf<typeof ProxyDefinition>

/** Order of an account's proxies: by delegate, then type, then delay. */
export function compareDefinitions(a: ProxyDefinition, b: ProxyDefinition): number {
  const byDelegate = compareBytes(a.delegate, b.delegate)
  if (byDelegate !== 0) return byDelegate
  const byType = PROXY_TYPE_INDEX[a.proxy_type] - PROXY_TYPE_INDEX[b.proxy_type]
  return byType === 0 ? a.delay - b.delay : byType
}

/** `pallet_subtensor_proxy::Announcement`: a call that a proxy will make, by its hash. */
export const Announcement = struct(
  { real: AccountId32, call_hash: H256, height: u32 },
  {
    path: ['pallet_subtensor_proxy', 'Announcement'],
    params: [
      { name: 'AccountId', type: AccountId32 },
      { name: 'Hash', type: H256 },
      { name: 'BlockNumber', type: u32 },
    ],
  },
)

export type Announcement = ValueOf<typeof Announcement>

/** `pallet_subtensor_proxy::DepositKind`. */
export const DepositKind = names(
  { Proxies: 0, Announcements: 1 },
  { path: ['pallet_subtensor_proxy', 'DepositKind'] },
)

export type DepositKind = ValueOf<typeof DepositKind>
