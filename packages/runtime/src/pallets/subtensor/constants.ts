import { decode, Percent, Rao, rao, u16, u32, u64 } from '@plexus/primitives'
import { constant } from '../../frame/constant.ts'
import type { Constant } from '../../frame/constant.ts'
import { PalletName, palletName } from '../../frame/pallet-name.ts'
import type { StorageEntry } from '../../frame/storage.ts'
import { MAX_CUTOFF_FACTOR, MAX_TEMPO, MIN_CUTOFF_FACTOR, MIN_TEMPO } from './epoch/tempo.ts'
import { hotkeySwapInterval, KEY_SWAP_COST, KEY_SWAP_ON_SUBNET_COST } from './keys/swap-terms.ts'
import { MIN_STAKE } from './staking/prices.ts'
import { SUBNET_LETTERS } from './subnets/account.ts'
import { BURN_LETTERS } from './tao.ts'
import { SubnetOwnerCut, TaoWeight, TotalIssuance } from './storage/emission.ts'
import {
  ActivityCutoff,
  AdjustmentAlpha,
  AdjustmentInterval,
  AlphaSigmoidSteepness,
  BondsMovingAverage,
  BondsPenalty,
  BondsResetOn,
  Burn,
  Difficulty,
  ImmunityPeriod,
  Kappa,
  LiquidAlphaOn,
  MaxAllowedUids,
  MaxAllowedValidators,
  MaxBurn,
  MaxDifficulty,
  MaxRegistrationsPerBlock,
  MinAllowedUids,
  MinAllowedWeights,
  MinBurn,
  MinDifficulty,
  Rho,
  ServingRateLimit,
  TargetRegistrationsPerInterval,
  WeightsVersionKey,
  Yuma3On,
} from './storage/hyperparameters.ts'
import { Delegates, MaxChildkeyTake, MinChildkeyTake, MinDelegateTake } from './storage/keys.ts'
import {
  DissolveNetworkScheduleDuration,
  ScalingLawPower,
  ValidatorPruneLen,
} from './storage/legacy.ts'
import {
  ColdkeySwapAnnouncementDelay,
  ColdkeySwapReannouncementDelay,
  TxChildkeyTakeRateLimit,
  TxDelegateTakeRateLimit,
  TxRateLimit,
} from './storage/limits.ts'
import {
  NetworkImmunityPeriod,
  NetworkLockReductionInterval,
  NetworkMinLockCost,
  RAORecycledForRegistration,
  StartCallDelay,
} from './storage/networks.ts'
import { EMAPriceHalvingBlocks } from './storage/pools.ts'
import { MaxEpochsPerBlock, Tempo } from './storage/schedule.ts'

/** What a subnet's least registration price stays below, in rao. */
export const MIN_BURN_UPPER_BOUND: Rao = rao(1_000_000_000n)
/** What a subnet's greatest registration price stays above, in rao. */
export const MAX_BURN_LOWER_BOUND: Rao = rao(100_000_000n)
/** Share of a subnet's uids that immune neurons stay below when the subnet is trimmed. */
export const MAX_IMMUNE_UIDS: Percent = Percent.fromParts(80n)

/** The constants that metadata publishes, in the order of the reference. */
export const constants: readonly Constant[] = [
  initial('InitialIssuance', TotalIssuance),
  initial('InitialMinAllowedWeights', MinAllowedWeights),
  constant('InitialEmissionValue', u16, 0),
  initial('InitialTempo', Tempo),
  initial('InitialDifficulty', Difficulty),
  initial('InitialMaxDifficulty', MaxDifficulty),
  initial('InitialMinDifficulty', MinDifficulty),
  initial('InitialRAORecycledForRegistration', RAORecycledForRegistration),
  initial('InitialBurn', Burn),
  initial('InitialMaxBurn', MaxBurn),
  initial('InitialMinBurn', MinBurn),
  constant('InitialMinStake', Rao, MIN_STAKE),
  constant('MinBurnUpperBound', Rao, MIN_BURN_UPPER_BOUND),
  constant('MaxBurnLowerBound', Rao, MAX_BURN_LOWER_BOUND),
  constant('MinTempo', u16, MIN_TEMPO),
  constant('MaxTempo', u16, MAX_TEMPO),
  constant('MinActivityCutoffFactorMilli', u32, MIN_CUTOFF_FACTOR),
  constant('MaxActivityCutoffFactorMilli', u32, MAX_CUTOFF_FACTOR),
  initial('InitialAdjustmentInterval', AdjustmentInterval),
  initial('InitialBondsMovingAverage', BondsMovingAverage),
  initial('InitialBondsPenalty', BondsPenalty),
  initial('InitialBondsResetOn', BondsResetOn),
  initial('InitialTargetRegistrationsPerInterval', TargetRegistrationsPerInterval),
  initial('InitialRho', Rho),
  initial('InitialAlphaSigmoidSteepness', AlphaSigmoidSteepness),
  initial('InitialKappa', Kappa),
  initial('InitialMinAllowedUids', MinAllowedUids),
  initial('InitialMaxAllowedUids', MaxAllowedUids),
  initial('InitialValidatorPruneLen', ValidatorPruneLen),
  initial('InitialScalingLawPower', ScalingLawPower),
  initial('InitialImmunityPeriod', ImmunityPeriod),
  initial('InitialActivityCutoff', ActivityCutoff),
  initial('InitialMaxRegistrationsPerBlock', MaxRegistrationsPerBlock),
  constant('InitialPruningScore', u16, 65_535),
  initial('InitialMaxAllowedValidators', MaxAllowedValidators),
  initial('InitialDefaultDelegateTake', Delegates),
  initial('InitialMinDelegateTake', MinDelegateTake),
  constant('InitialDefaultChildKeyTake', u16, 0),
  initial('InitialMinChildKeyTake', MinChildkeyTake),
  initial('InitialMaxChildKeyTake', MaxChildkeyTake),
  initial('InitialWeightsVersionKey', WeightsVersionKey),
  initial('InitialServingRateLimit', ServingRateLimit),
  initial('InitialTxRateLimit', TxRateLimit),
  initial('InitialTxDelegateTakeRateLimit', TxDelegateTakeRateLimit),
  initial('InitialTxChildKeyTakeRateLimit', TxChildkeyTakeRateLimit),
  initial('InitialAdjustmentAlpha', AdjustmentAlpha),
  initial('InitialNetworkImmunityPeriod', NetworkImmunityPeriod),
  initial('InitialNetworkMinLockCost', NetworkMinLockCost),
  initial('InitialSubnetOwnerCut', SubnetOwnerCut),
  initial('InitialNetworkLockReductionInterval', NetworkLockReductionInterval),
  constant('InitialNetworkRateLimit', u64, 7200n),
  constant('KeySwapCost', Rao, KEY_SWAP_COST),
  constant('AlphaHigh', u16, 58_982),
  constant('AlphaLow', u16, 45_875),
  initial('LiquidAlphaOn', LiquidAlphaOn),
  initial('Yuma3On', Yuma3On),
  initial('InitialColdkeySwapAnnouncementDelay', ColdkeySwapAnnouncementDelay),
  initial('InitialColdkeySwapReannouncementDelay', ColdkeySwapReannouncementDelay),
  initial('InitialDissolveNetworkScheduleDuration', DissolveNetworkScheduleDuration),
  initial('InitialTaoWeight', TaoWeight),
  initial('InitialEmaPriceHalvingPeriod', EMAPriceHalvingBlocks),
  initial('InitialStartCallDelay', StartCallDelay),
  constant('KeySwapOnSubnetCost', Rao, KEY_SWAP_ON_SUBNET_COST),
  constant('HotkeySwapOnSubnetInterval', u64, hotkeySwapInterval),
  constant('LeaseDividendsDistributionInterval', u32, 100),
  constant('MaxImmuneUidsPercentage', Percent, MAX_IMMUNE_UIDS),
  constant('SubtensorPalletId', PalletName, palletName(SUBNET_LETTERS)),
  constant('BurnAccountId', PalletName, palletName(BURN_LETTERS)),
  initial('InitialMaxEpochsPerBlock', MaxEpochsPerBlock),
]

/** A constant that says what an item reads as before anybody has set it. */
function initial(name: string, item: StorageEntry): Constant {
  return constant(name, item.value, (config) => decode(item.value, item.defaultBytes(config)))
}
