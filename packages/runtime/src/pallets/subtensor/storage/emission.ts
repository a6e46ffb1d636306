import {
  AccountId32,
  AlphaRao,
  NetUid,
  Rao,
  U96F32,
  alphaRao,
  blake2128Concat,
  bool,
  identity,
  rao,
  u16,
  u64,
} from '@plexus/primitives'
import { hashed } from '../../../frame/key.ts'
import { storageMap, storageValue } from '../../../frame/storage.ts'
import { subtensor } from '../id.ts'
import { RecycleOrBurnEnum } from '../types.ts'

// Issuance, emission and the coinbase. (spec: 10-state §1.1)

/** The pallet's own TAO issuance counter; drives halving. **Not** Balances.TotalIssuance. */
export const TotalIssuance = storageValue(subtensor, 'TotalIssuance', Rao, () => rao(0n))

/** Cache of the last value returned by the halving function for any input. */
export const BlockEmission = storageValue(subtensor, 'BlockEmission', u64, () => 1_000_000_000n)

/** Running TAO-in-pools counter (drifts, see 40-amm §5.1). */
export const TotalStake = storageValue(subtensor, 'TotalStake', Rao, () => rao(0n))

/** Weight of root TAO vs alpha, /u64::MAX. */
export const TaoWeight = storageValue(subtensor, 'TaoWeight', u64, () => 971_718_665_099_567_868n)

/** Share of childkey dividends burned (recycled), /u64::MAX. */
export const CKBurn = storageValue(subtensor, 'CKBurn', u64, () => 0n)

/** Global owner cut, /65535. */
export const SubnetOwnerCut = storageValue(subtensor, 'SubnetOwnerCut', u16, () => 11_796)

/** Per-subnet switch of the owner cut. Not removed on dissolve. */
export const OwnerCutEnabled = storageMap(
  subtensor,
  'OwnerCutEnabled',
  [hashed(identity, NetUid)],
  bool,
  () => true,
)

/** Auto-lock the distributed owner cut (source comment says default true; code default is false). */
export const OwnerCutAutoLockEnabled = storageMap(
  subtensor,
  'OwnerCutAutoLockEnabled',
  [hashed(identity, NetUid)],
  bool,
  () => false,
)

/** TAO-side emission switch. init_new_network writes true, register_network then writes false. */
export const SubnetEmissionEnabled = storageMap(
  subtensor,
  'SubnetEmissionEnabled',
  [hashed(identity, NetUid)],
  bool,
  () => true,
)

/** Accrued miner alpha until epoch. */
export const PendingServerEmission = storageMap(
  subtensor,
  'PendingServerEmission',
  [hashed(identity, NetUid)],
  AlphaRao,
  () => alphaRao(0n),
)

/** Accrued validator alpha. */
export const PendingValidatorEmission = storageMap(
  subtensor,
  'PendingValidatorEmission',
  [hashed(identity, NetUid)],
  AlphaRao,
  () => alphaRao(0n),
)

/** Accrued root alpha. */
export const PendingRootAlphaDivs = storageMap(
  subtensor,
  'PendingRootAlphaDivs',
  [hashed(identity, NetUid)],
  AlphaRao,
  () => alphaRao(0n),
)

/** Accrued owner cut. */
export const PendingOwnerCut = storageMap(
  subtensor,
  'PendingOwnerCut',
  [hashed(identity, NetUid)],
  AlphaRao,
  () => alphaRao(0n),
)

/** Share of last epoch's miner alpha withheld (owner keys). */
export const MinerBurned = storageMap(
  subtensor,
  'MinerBurned',
  [hashed(identity, NetUid)],
  U96F32,
  () => U96F32.zero,
)

/** Alpha injected last block. */
export const SubnetAlphaInEmission = storageMap(
  subtensor,
  'SubnetAlphaInEmission',
  [hashed(identity, NetUid)],
  AlphaRao,
  () => alphaRao(0n),
)

/** Alpha minted to participants last block. */
export const SubnetAlphaOutEmission = storageMap(
  subtensor,
  'SubnetAlphaOutEmission',
  [hashed(identity, NetUid)],
  AlphaRao,
  () => alphaRao(0n),
)

/** TAO injected last block. */
export const SubnetTaoInEmission = storageMap(
  subtensor,
  'SubnetTaoInEmission',
  [hashed(identity, NetUid)],
  Rao,
  () => rao(0n),
)

/** TAO used for chain buy last block. */
export const SubnetExcessTao = storageMap(
  subtensor,
  'SubnetExcessTao',
  [hashed(identity, NetUid)],
  Rao,
  () => rao(0n),
)

/** TAO from root-dividend sells since last coinbase. */
export const SubnetRootSellTao = storageMap(
  subtensor,
  'SubnetRootSellTao',
  [hashed(identity, NetUid)],
  Rao,
  () => rao(0n),
)

/** Cached root proportion (informational). */
export const RootProp = storageMap(
  subtensor,
  'RootProp',
  [hashed(identity, NetUid)],
  U96F32,
  () => U96F32.zero,
)

/** How withheld owner-key incentive is destroyed. */
export const RecycleOrBurn = storageMap(
  subtensor,
  'RecycleOrBurn',
  [hashed(identity, NetUid)],
  RecycleOrBurnEnum,
  () => 'Burn',
)

/** Alpha dividends (after take) of the last epoch. */
export const AlphaDividendsPerSubnet = storageMap(
  subtensor,
  'AlphaDividendsPerSubnet',
  [hashed(identity, NetUid), hashed(blake2128Concat, AccountId32)],
  AlphaRao,
  () => alphaRao(0n),
)

/** Root dividends (after take) of the last epoch. */
export const RootAlphaDividendsPerSubnet = storageMap(
  subtensor,
  'RootAlphaDividendsPerSubnet',
  [hashed(identity, NetUid), hashed(blake2128Concat, AccountId32)],
  AlphaRao,
  () => alphaRao(0n),
)

/** TotalHotkeyAlpha right after the last payout. */
export const TotalHotkeyAlphaLastEpoch = storageMap(
  subtensor,
  'TotalHotkeyAlphaLastEpoch',
  [hashed(blake2128Concat, AccountId32), hashed(identity, NetUid)],
  AlphaRao,
  () => alphaRao(0n),
)
