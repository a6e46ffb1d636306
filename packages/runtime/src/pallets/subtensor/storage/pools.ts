import {
  AlphaRao,
  I64F64,
  I96F32,
  NetUid,
  Rao,
  U64F64,
  alphaRao,
  bool,
  fixedFromRaw,
  i64,
  identity,
  rao,
  tuple,
  u128,
  u16,
  u64,
} from '@plexus/primitives'
import { hashed } from '../../../frame/key.ts'
import { optionalMap, storageMap, storageValue } from '../../../frame/storage.ts'
import { subtensor } from '../id.ts'

// Pools and prices. (spec: 10-state §1.2)

/** TAO reserve y (for root: total root TAO). */
export const SubnetTAO = storageMap(subtensor, 'SubnetTAO', [hashed(identity, NetUid)], Rao, () =>
  rao(0n),
)

/** Alpha reserve x. */
export const SubnetAlphaIn = storageMap(
  subtensor,
  'SubnetAlphaIn',
  [hashed(identity, NetUid)],
  AlphaRao,
  () => alphaRao(0n),
)

/** Outstanding alpha. */
export const SubnetAlphaOut = storageMap(
  subtensor,
  'SubnetAlphaOut',
  [hashed(identity, NetUid)],
  AlphaRao,
  () => alphaRao(0n),
)

/** Alpha bought by the chain (owned by protocol, inside AlphaOut). */
export const SubnetProtocolAlpha = storageMap(
  subtensor,
  'SubnetProtocolAlpha',
  [hashed(identity, NetUid)],
  AlphaRao,
  () => alphaRao(0n),
)

/** Cumulative TAO volume. */
export const SubnetVolume = storageMap(
  subtensor,
  'SubnetVolume',
  [hashed(identity, NetUid)],
  u128,
  () => 0n,
)

/** EMA price. */
export const SubnetMovingPrice = storageMap(
  subtensor,
  'SubnetMovingPrice',
  [hashed(identity, NetUid)],
  I96F32,
  () => I96F32.zero,
)

/** EMA base factor. */
export const SubnetMovingAlpha = storageValue(subtensor, 'SubnetMovingAlpha', I96F32, () =>
  fixedFromRaw(I96F32, 12_885n),
)

/** EMA ramp constant. */
export const EMAPriceHalvingBlocks = storageMap(
  subtensor,
  'EMAPriceHalvingBlocks',
  [hashed(identity, NetUid)],
  u64,
  () => 201_600n,
)

/** User TAO in−out accumulator (never reset today). */
export const SubnetTaoFlow = storageMap(
  subtensor,
  'SubnetTaoFlow',
  [hashed(identity, NetUid)],
  i64,
  () => 0n,
)

/** Protocol TAO in−out accumulator. */
export const SubnetProtocolFlow = storageMap(
  subtensor,
  'SubnetProtocolFlow',
  [hashed(identity, NetUid)],
  i64,
  () => 0n,
)

/** Not advanced today (dead code). */
export const SubnetEmaTaoFlow = optionalMap(
  subtensor,
  'SubnetEmaTaoFlow',
  [hashed(identity, NetUid)],
  tuple(u64, I64F64),
)

/** Not advanced today. */
export const SubnetEmaProtocolFlow = optionalMap(
  subtensor,
  'SubnetEmaProtocolFlow',
  [hashed(identity, NetUid)],
  tuple(u64, I64F64),
)

/** Flag of the dead flow code. */
export const NetTaoFlowEnabled = storageValue(subtensor, 'NetTaoFlowEnabled', bool, () => true)

/** As NetTaoFlowEnabled. */
export const TaoFlowCutoff = storageValue(subtensor, 'TaoFlowCutoff', I64F64, () => I64F64.zero)

/** As NetTaoFlowEnabled. */
export const FlowNormExponent = storageValue(
  subtensor,
  'FlowNormExponent',
  U64F64,
  () => U64F64.one,
)

/** As NetTaoFlowEnabled. */
export const FlowEmaSmoothingFactor = storageValue(
  subtensor,
  'FlowEmaSmoothingFactor',
  u64,
  () => 29_597_889_189_277n,
)

/** 0 stable 1:1, 1 dynamic. */
export const SubnetMechanism = storageMap(
  subtensor,
  'SubnetMechanism',
  [hashed(identity, NetUid)],
  u16,
  () => 0,
)

/** Trading/staking enabled (start_call). */
export const SubtokenEnabled = storageMap(
  subtensor,
  'SubtokenEnabled',
  [hashed(identity, NetUid)],
  bool,
  () => false,
)

/** Transfer_stake allowed. */
export const TransferToggle = storageMap(
  subtensor,
  'TransferToggle',
  [hashed(identity, NetUid)],
  bool,
  () => true,
)
