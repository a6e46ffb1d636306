import type { AccountId, NetUid } from '@plexus/primitives'
import type { Context } from '../../../../frame/context.ts'
import {
  AlphaDividendsPerSubnet,
  MinerBurned,
  OwnerCutAutoLockEnabled,
  PendingOwnerCut,
  PendingRootAlphaDivs,
  PendingServerEmission,
  PendingValidatorEmission,
  SubnetAlphaInEmission,
  SubnetAlphaOutEmission,
  SubnetExcessTao,
  SubnetRootSellTao,
  SubnetTaoInEmission,
  TotalHotkeyAlphaLastEpoch,
} from '../../storage/emission.ts'
import {
  ActivityCutoff,
  ActivityCutoffFactorMilli,
  AlphaSigmoidSteepness,
  AlphaValues,
  BondsMovingAverage,
  BondsPenalty,
  BondsResetOn,
  Burn,
  BurnHalfLife,
  BurnIncreaseMult,
  CommitRevealWeightsEnabled,
  Difficulty,
  ImmuneOwnerUidsLimit,
  ImmunityPeriod,
  Kappa,
  LiquidAlphaOn,
  MaxAllowedUids,
  MaxAllowedValidators,
  MaxBurn,
  MaxDifficulty,
  MaxRegistrationsPerBlock,
  MechanismCountCurrent,
  MechanismEmissionSplit,
  MinAllowedWeights,
  MinBurn,
  MinDifficulty,
  NetworkPowRegistrationAllowed,
  RegistrationsThisBlock,
  RegistrationsThisInterval,
  RevealPeriodEpochs,
  Rho,
  ServingRateLimit,
  TargetRegistrationsPerInterval,
  WeightsSetRateLimit,
  WeightsVersionKey,
  Yuma3On,
} from '../../storage/hyperparameters.ts'
import { ChildKeys, ChildkeyTake, ParentKeys, PendingChildKeys } from '../../storage/keys.ts'
import {
  BurnRegistrationsThisInterval,
  CRV3WeightCommits,
  CRV3WeightCommitsV2,
  LastAdjustmentBlock,
  LastHotkeyEmissionOnNetuid,
  LoadedEmission,
  POWRegistrationsThisInterval,
  ScalingLawPower,
  ValidatorPruneLen,
} from '../../storage/legacy.ts'
import { LastHotkeySwapOnNetuid } from '../../storage/limits.ts'
import {
  FirstEmissionBlockNumber,
  LargestLocked,
  NetworkRegisteredAt,
  NetworkRegistrationAllowed,
  NetworksAdded,
  RAORecycledForRegistration,
  SubnetLocked,
  SubnetOwner,
  SubnetOwnerHotkey,
  SubnetworkN,
  TokenSymbol,
} from '../../storage/networks.ts'
import {
  Active,
  AssociatedEvmAddress,
  Axons,
  BlockAtRegistration,
  Bonds,
  Consensus,
  Dividends,
  Emission,
  Incentive,
  LastUpdate,
  NeuronCertificates,
  Prometheus,
  StakeWeight,
  TimelockedWeightCommits,
  Uids,
  ValidatorPermit,
  ValidatorTrust,
  WeightCommits,
  Weights,
} from '../../storage/neurons.ts'
import {
  EMAPriceHalvingBlocks,
  SubnetEmaProtocolFlow,
  SubnetEmaTaoFlow,
  SubnetMechanism,
  SubnetMovingPrice,
  SubnetProtocolFlow,
  SubnetTaoFlow,
  SubnetVolume,
  SubtokenEnabled,
  TransferToggle,
} from '../../storage/pools.ts'
import {
  BlocksSinceLastStep,
  LastEpochBlock,
  LastMechansimStepBlock,
  PendingEpochAt,
  SubnetEpochIndex,
  Tempo,
} from '../../storage/schedule.ts'
import type { NetUidStorageIndex } from '../../types.ts'

// What goes with a subnet when it is dissolved (spec: 10-state §3). Stakes and locks go before.

interface Keyed<K> {
  readonly name: string
  entries(ctx: Context): Iterable<readonly [readonly [K, ...unknown[]], unknown]>
}

/** A value of each subnet or mechanism. */
export interface ItemBy<K> extends Keyed<K> {
  remove(ctx: Context, key: K): void
}

/** A map of each subnet or mechanism. */
export interface ListBy<K> extends Keyed<K> {
  clear(ctx: Context, leading: [K]): number
}

/** A map of accounts, with the subnet as second key. */
export interface MapByAccount {
  readonly name: string
  entries(ctx: Context): Iterable<readonly [readonly [AccountId, NetUid], unknown]>
  remove(ctx: Context, account: AccountId, netuid: NetUid): void
}

/** Values of a subnet. */
export const BY_NETUID: readonly ItemBy<NetUid>[] = [
  SubnetOwner,
  SubnetworkN,
  NetworksAdded,
  NetworkRegisteredAt,
  Active,
  Emission,
  Consensus,
  Dividends,
  ValidatorPermit,
  ValidatorTrust,
  Tempo,
  Kappa,
  Difficulty,
  MaxAllowedUids,
  ImmunityPeriod,
  ActivityCutoff,
  ActivityCutoffFactorMilli,
  LastEpochBlock,
  PendingEpochAt,
  SubnetEpochIndex,
  MinAllowedWeights,
  RegistrationsThisInterval,
  POWRegistrationsThisInterval,
  BurnRegistrationsThisInterval,
  SubnetAlphaInEmission,
  SubnetAlphaOutEmission,
  SubnetTaoInEmission,
  SubnetVolume,
  SubnetMovingPrice,
  SubnetTaoFlow,
  SubnetEmaTaoFlow,
  SubnetProtocolFlow,
  SubnetEmaProtocolFlow,
  SubnetExcessTao,
  SubnetRootSellTao,
  TokenSymbol,
  SubnetMechanism,
  SubnetOwnerHotkey,
  NetworkRegistrationAllowed,
  NetworkPowRegistrationAllowed,
  TransferToggle,
  SubnetLocked,
  LargestLocked,
  FirstEmissionBlockNumber,
  PendingValidatorEmission,
  PendingServerEmission,
  PendingRootAlphaDivs,
  PendingOwnerCut,
  MinerBurned,
  BlocksSinceLastStep,
  LastMechansimStepBlock,
  LastAdjustmentBlock,
  ServingRateLimit,
  Rho,
  AlphaSigmoidSteepness,
  MaxAllowedValidators,
  BondsMovingAverage,
  BondsPenalty,
  BondsResetOn,
  WeightsSetRateLimit,
  ValidatorPruneLen,
  ScalingLawPower,
  TargetRegistrationsPerInterval,
  CommitRevealWeightsEnabled,
  BurnHalfLife,
  BurnIncreaseMult,
  Burn,
  MinBurn,
  MaxBurn,
  MinDifficulty,
  MaxDifficulty,
  RegistrationsThisBlock,
  EMAPriceHalvingBlocks,
  RAORecycledForRegistration,
  MaxRegistrationsPerBlock,
  WeightsVersionKey,
  LiquidAlphaOn,
  Yuma3On,
  AlphaValues,
  SubtokenEnabled,
  OwnerCutAutoLockEnabled,
  ImmuneOwnerUidsLimit,
  StakeWeight,
  LoadedEmission,
  RevealPeriodEpochs,
  MechanismCountCurrent,
  MechanismEmissionSplit,
]

/** Maps whose first key is the subnet. */
export const LISTS_BY_NETUID: readonly ListBy<NetUid>[] = [
  Uids,
  BlockAtRegistration,
  Axons,
  NeuronCertificates,
  Prometheus,
  AlphaDividendsPerSubnet,
  PendingChildKeys,
  AssociatedEvmAddress,
  LastHotkeySwapOnNetuid,
]

/** Values of a mechanism. */
export const BY_MECHANISM: readonly ItemBy<NetUidStorageIndex>[] = [LastUpdate, Incentive]

/** Maps whose first key is the mechanism. */
export const LISTS_BY_MECHANISM: readonly ListBy<NetUidStorageIndex>[] = [
  WeightCommits,
  TimelockedWeightCommits,
  CRV3WeightCommits,
  CRV3WeightCommitsV2,
  Bonds,
  Weights,
]

/** Maps whose second key is the subnet; they are walked from end to end. */
export const BY_ACCOUNT: readonly MapByAccount[] = [
  ChildkeyTake,
  ChildKeys,
  ParentKeys,
  LastHotkeyEmissionOnNetuid,
  TotalHotkeyAlphaLastEpoch,
]
