import {
  AccountId32,
  bare,
  bool,
  compact,
  enumeration,
  H256,
  holding,
  names,
  str,
  struct,
  u32,
  Weight,
} from '@plexus/primitives'
import type { ValueOf } from '@plexus/primitives'

/** `frame_support::dispatch::DispatchClass`. */
export const DispatchClass = names(
  { Normal: 0, Operational: 1, Mandatory: 2 },
  { path: ['frame_support', 'dispatch', 'DispatchClass'] },
)

/** `frame_support::dispatch::Pays`. */
export const Pays = names({ Yes: 0, No: 1 }, { path: ['frame_support', 'dispatch', 'Pays'] })

/** `frame_system::DispatchEventInfo`: what an extrinsic used. */
export const DispatchEventInfo = struct(
  { weight: Weight, class: DispatchClass, pays_fee: Pays },
  { path: ['frame_system', 'DispatchEventInfo'] },
)

export type DispatchEventInfo = ValueOf<typeof DispatchEventInfo>

/** `frame_system::Phase`. */
export const Phase = enumeration(
  { ApplyExtrinsic: holding(0, u32), Finalization: bare(1), Initialization: bare(2) },
  { path: ['frame_system', 'Phase'] },
)

/** `frame_system::LastRuntimeUpgradeInfo`. */
export const LastRuntimeUpgradeInfo = struct(
  { spec_version: compact(u32), spec_name: str },
  { path: ['frame_system', 'LastRuntimeUpgradeInfo'] },
)

/** `frame_system::CodeUpgradeAuthorization`. */
export const CodeUpgradeAuthorization = struct(
  { code_hash: H256, check_version: bool },
  { path: ['frame_system', 'CodeUpgradeAuthorization'], params: [{ name: 'T' }] },
)

/** `frame_support::dispatch::RawOrigin`. */
export const RawOrigin = enumeration(
  { Root: bare(0), Signed: holding(1, AccountId32), None: bare(2), Authorized: bare(3) },
  {
    path: ['frame_support', 'dispatch', 'RawOrigin'],
    params: [{ name: 'AccountId', type: AccountId32 }],
  },
)
