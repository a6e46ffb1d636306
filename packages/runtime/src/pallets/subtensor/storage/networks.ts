import {
  AccountId32,
  NetUid,
  Rao,
  blake2128Concat,
  bool,
  bytes,
  identity,
  rao,
  u16,
  u64,
} from '@plexus/primitives'
import { hashed } from '../../../frame/key.ts'
import { optionalMap, storageMap, storageValue } from '../../../frame/storage.ts'
import { subtensor } from '../id.ts'
import { ChainIdentityV2, DEFAULT_SYMBOL, SubnetIdentityV3, ZERO_ACCOUNT } from '../types.ts'

// Subnets: existence, owners, cost of creation. (spec: 10-state §1.3)

/** Existence of subnet. */
export const NetworksAdded = storageMap(
  subtensor,
  'NetworksAdded',
  [hashed(identity, NetUid)],
  bool,
  () => false,
)

/** Count incl. root. */
export const TotalNetworks = storageValue(subtensor, 'TotalNetworks', u16, () => 0)

/** Max non-root subnets. */
export const SubnetLimit = storageValue(subtensor, 'SubnetLimit', u16, () => 128)

/** Number of uids. */
export const SubnetworkN = storageMap(
  subtensor,
  'SubnetworkN',
  [hashed(identity, NetUid)],
  u16,
  () => 0,
)

/** Creation block. */
export const NetworkRegisteredAt = storageMap(
  subtensor,
  'NetworkRegisteredAt',
  [hashed(identity, NetUid)],
  u64,
  () => 0n,
)

/** How often this netuid was registered. */
export const RegisteredSubnetCounter = storageMap(
  subtensor,
  'RegisteredSubnetCounter',
  [hashed(identity, NetUid)],
  u64,
  () => 0n,
)

/** Start_call block + 1. */
export const FirstEmissionBlockNumber = optionalMap(
  subtensor,
  'FirstEmissionBlockNumber',
  [hashed(identity, NetUid)],
  u64,
)

/** Neuron registration switch; also required for emission. */
export const NetworkRegistrationAllowed = storageMap(
  subtensor,
  'NetworkRegistrationAllowed',
  [hashed(identity, NetUid)],
  bool,
  () => true,
)

/** Subnet creation allowed from this block. */
export const NetworkRegistrationStartBlock = storageValue(
  subtensor,
  'NetworkRegistrationStartBlock',
  u64,
  () => 0n,
)

/** Min blocks between registration and start_call. */
export const StartCallDelay = storageValue(subtensor, 'StartCallDelay', u64, () => 0n)

/** Owner coldkey. */
export const SubnetOwner = storageMap(
  subtensor,
  'SubnetOwner',
  [hashed(identity, NetUid)],
  AccountId32,
  () => ZERO_ACCOUNT,
)

/** Owner hotkey. */
export const SubnetOwnerHotkey = storageMap(
  subtensor,
  'SubnetOwnerHotkey',
  [hashed(identity, NetUid)],
  AccountId32,
  () => ZERO_ACCOUNT,
)

/** Lock paid at creation. */
export const SubnetLocked = storageMap(
  subtensor,
  'SubnetLocked',
  [hashed(identity, NetUid)],
  Rao,
  () => rao(0n),
)

/** Legacy; written at genesis. */
export const LargestLocked = storageMap(
  subtensor,
  'LargestLocked',
  [hashed(identity, NetUid)],
  u64,
  () => 0n,
)

/** Floor of lock cost. */
export const NetworkMinLockCost = storageValue(subtensor, 'NetworkMinLockCost', Rao, () =>
  rao(1_000_000_000_000n),
)

/** Last lock paid. */
export const NetworkLastLockCost = storageValue(subtensor, 'NetworkLastLockCost', Rao, () =>
  rao(1_000_000_000_000n),
)

/** Lock decay. */
export const NetworkLockReductionInterval = storageValue(
  subtensor,
  'NetworkLockReductionInterval',
  u64,
  () => 100_800n,
)

/** Blocks between subnet creations (global). */
export const NetworkRateLimit = storageValue(subtensor, 'NetworkRateLimit', u64, () => 0n)

/** Subnet immunity from pruning. */
export const NetworkImmunityPeriod = storageValue(
  subtensor,
  'NetworkImmunityPeriod',
  u64,
  () => 1_296_000n,
)

/** Dissolve rule switch. */
export const TaoInRefundDeploymentBlock = storageValue(
  subtensor,
  'TaoInRefundDeploymentBlock',
  u64,
  () => 0n,
)

/** UTF-8 symbol. */
export const TokenSymbol = storageMap(
  subtensor,
  'TokenSymbol',
  [hashed(identity, NetUid)],
  bytes,
  () => DEFAULT_SYMBOL,
)

/** Subnet identity. */
export const SubnetIdentitiesV3 = optionalMap(
  subtensor,
  'SubnetIdentitiesV3',
  [hashed(blake2128Concat, NetUid)],
  SubnetIdentityV3,
)

/** Coldkey identity. */
export const IdentitiesV2 = optionalMap(
  subtensor,
  'IdentitiesV2',
  [hashed(blake2128Concat, AccountId32)],
  ChainIdentityV2,
)

/** Cumulative registration cost (per subnet). */
export const RAORecycledForRegistration = storageMap(
  subtensor,
  'RAORecycledForRegistration',
  [hashed(identity, NetUid)],
  Rao,
  () => rao(0n),
)
