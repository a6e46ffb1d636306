import {
  MechId,
  NetUid,
  Rao,
  U64F64,
  blake2128Concat,
  bool,
  i16,
  identity,
  mechId,
  rao,
  tuple,
  twox64Concat,
  u16,
  u32,
  u64,
  vec,
} from '@plexus/primitives'
import { hashed } from '../../../frame/key.ts'
import { optionalMap, storageMap, storageValue } from '../../../frame/storage.ts'
import { subtensor } from '../id.ts'
import { BURN_INCREASE_MULT } from '../types.ts'

// Hyperparameters, most of them per subnet. (spec: 10-state §1.5)

export const Rho = storageMap(subtensor, 'Rho', [hashed(identity, NetUid)], u16, () => 10)

export const Kappa = storageMap(subtensor, 'Kappa', [hashed(identity, NetUid)], u16, () => 32_767)

export const AlphaSigmoidSteepness = storageMap(
  subtensor,
  'AlphaSigmoidSteepness',
  [hashed(identity, NetUid)],
  i16,
  () => 1000,
)

/** (low, high) for liquid alpha. */
export const AlphaValues = storageMap(
  subtensor,
  'AlphaValues',
  [hashed(identity, NetUid)],
  tuple(u16, u16),
  () => [45_875, 58_982] as const,
)

/** Note hasher. */
export const LiquidAlphaOn = storageMap(
  subtensor,
  'LiquidAlphaOn',
  [hashed(blake2128Concat, NetUid)],
  bool,
  () => false,
)

/** Note hasher; register_network sets true. */
export const Yuma3On = storageMap(
  subtensor,
  'Yuma3On',
  [hashed(blake2128Concat, NetUid)],
  bool,
  () => false,
)

export const BondsMovingAverage = storageMap(
  subtensor,
  'BondsMovingAverage',
  [hashed(identity, NetUid)],
  u64,
  () => 900_000n,
)

export const BondsPenalty = storageMap(
  subtensor,
  'BondsPenalty',
  [hashed(identity, NetUid)],
  u16,
  () => 65_535,
)

/** Commitment ResetBondsFlag honoured. */
export const BondsResetOn = storageMap(
  subtensor,
  'BondsResetOn',
  [hashed(identity, NetUid)],
  bool,
  () => false,
)

/** New subnets 5000. */
export const ImmunityPeriod = storageMap(
  subtensor,
  'ImmunityPeriod',
  [hashed(identity, NetUid)],
  u16,
  () => 4096,
)

/** Cutoff = max(1, factor·tempo/1000). */
export const ActivityCutoffFactorMilli = storageMap(
  subtensor,
  'ActivityCutoffFactorMilli',
  [hashed(identity, NetUid)],
  u32,
  () => 13_889,
)

/** Legacy value; not used by the epoch. */
export const ActivityCutoff = storageMap(
  subtensor,
  'ActivityCutoff',
  [hashed(identity, NetUid)],
  u16,
  () => 5000,
)

/** Bound for the Legacy setter. */
export const MinActivityCutoff = storageValue(subtensor, 'MinActivityCutoff', u16, () => 360)

/** New subnets 1. */
export const MinAllowedWeights = storageMap(
  subtensor,
  'MinAllowedWeights',
  [hashed(identity, NetUid)],
  u16,
  () => 1024,
)

export const WeightsVersionKey = storageMap(
  subtensor,
  'WeightsVersionKey',
  [hashed(identity, NetUid)],
  u64,
  () => 0n,
)

/** Blocks. */
export const WeightsSetRateLimit = storageMap(
  subtensor,
  'WeightsSetRateLimit',
  [hashed(identity, NetUid)],
  u64,
  () => 100n,
)

/** In tempos. */
export const WeightsVersionKeyRateLimit = storageValue(
  subtensor,
  'WeightsVersionKeyRateLimit',
  u64,
  () => 5n,
)

export const MinAllowedUids = storageMap(
  subtensor,
  'MinAllowedUids',
  [hashed(identity, NetUid)],
  u16,
  () => 64,
)

export const MaxAllowedUids = storageMap(
  subtensor,
  'MaxAllowedUids',
  [hashed(identity, NetUid)],
  u16,
  () => 256,
)

/** New subnets 64. */
export const MaxAllowedValidators = storageMap(
  subtensor,
  'MaxAllowedValidators',
  [hashed(identity, NetUid)],
  u16,
  () => 128,
)

export const MinNonImmuneUids = storageMap(
  subtensor,
  'MinNonImmuneUids',
  [hashed(identity, NetUid)],
  u16,
  () => 10,
)

/** 1..10. */
export const ImmuneOwnerUidsLimit = storageMap(
  subtensor,
  'ImmuneOwnerUidsLimit',
  [hashed(identity, NetUid)],
  u16,
  () => 1,
)

/** Current registration price. New subnets 1e9. */
export const Burn = storageMap(subtensor, 'Burn', [hashed(identity, NetUid)], Rao, () =>
  rao(100_000_000n),
)

export const MinBurn = storageMap(subtensor, 'MinBurn', [hashed(identity, NetUid)], Rao, () =>
  rao(500_000n),
)

export const MaxBurn = storageMap(subtensor, 'MaxBurn', [hashed(identity, NetUid)], Rao, () =>
  rao(100_000_000_000n),
)

/** Blocks. */
export const BurnHalfLife = storageMap(
  subtensor,
  'BurnHalfLife',
  [hashed(identity, NetUid)],
  u16,
  () => 360,
)

export const BurnIncreaseMult = storageMap(
  subtensor,
  'BurnIncreaseMult',
  [hashed(identity, NetUid)],
  U64F64,
  () => BURN_INCREASE_MULT,
)

/** Enforced for root only. */
export const MaxRegistrationsPerBlock = storageMap(
  subtensor,
  'MaxRegistrationsPerBlock',
  [hashed(identity, NetUid)],
  u16,
  () => 1,
)

/** Root: interval cap = 3×. */
export const TargetRegistrationsPerInterval = storageMap(
  subtensor,
  'TargetRegistrationsPerInterval',
  [hashed(identity, NetUid)],
  u16,
  () => 2,
)

export const RegistrationsThisBlock = storageMap(
  subtensor,
  'RegistrationsThisBlock',
  [hashed(identity, NetUid)],
  u16,
  () => 0,
)

/** Root only. */
export const RegistrationsThisInterval = storageMap(
  subtensor,
  'RegistrationsThisInterval',
  [hashed(identity, NetUid)],
  u16,
  () => 0,
)

export const ServingRateLimit = storageMap(
  subtensor,
  'ServingRateLimit',
  [hashed(identity, NetUid)],
  u64,
  () => 50n,
)

export const CommitRevealWeightsEnabled = storageMap(
  subtensor,
  'CommitRevealWeightsEnabled',
  [hashed(identity, NetUid)],
  bool,
  () => true,
)

export const CommitRevealWeightsVersion = storageValue(
  subtensor,
  'CommitRevealWeightsVersion',
  u16,
  () => 4,
)

/** 1..100. */
export const RevealPeriodEpochs = storageMap(
  subtensor,
  'RevealPeriodEpochs',
  [hashed(twox64Concat, NetUid)],
  u64,
  () => 1n,
)

/** Legacy PoW (readable). */
export const Difficulty = storageMap(
  subtensor,
  'Difficulty',
  [hashed(identity, NetUid)],
  u64,
  () => 10_000_000n,
)

/** Legacy. */
export const MinDifficulty = storageMap(
  subtensor,
  'MinDifficulty',
  [hashed(identity, NetUid)],
  u64,
  () => 10_000_000n,
)

/** Legacy. */
export const MaxDifficulty = storageMap(
  subtensor,
  'MaxDifficulty',
  [hashed(identity, NetUid)],
  u64,
  () => 4_611_686_018_427_387_903n,
)

/** Legacy. */
export const AdjustmentAlpha = storageMap(
  subtensor,
  'AdjustmentAlpha',
  [hashed(identity, NetUid)],
  u64,
  () => 0n,
)

/** Legacy. */
export const AdjustmentInterval = storageMap(
  subtensor,
  'AdjustmentInterval',
  [hashed(identity, NetUid)],
  u16,
  () => 100,
)

/** Legacy. */
export const NetworkPowRegistrationAllowed = storageMap(
  subtensor,
  'NetworkPowRegistrationAllowed',
  [hashed(identity, NetUid)],
  bool,
  () => true,
)

/** Min total stake for weights / childkeys. */
export const StakeThreshold = storageValue(subtensor, 'StakeThreshold', u64, () => 0n)

export const MaxMechanismCount = storageValue(subtensor, 'MaxMechanismCount', MechId, () =>
  mechId(2),
)

export const MechanismCountCurrent = storageMap(
  subtensor,
  'MechanismCountCurrent',
  [hashed(twox64Concat, NetUid)],
  MechId,
  () => mechId(1),
)

/** Parts of 65535. */
export const MechanismEmissionSplit = optionalMap(
  subtensor,
  'MechanismEmissionSplit',
  [hashed(twox64Concat, NetUid)],
  vec(u16),
)
