import { bool, compact, I32F32, Rao, saturatingFromInteger } from '@plexus/primitives'
import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import * as hyper from '../../pallets/subtensor/storage/hyperparameters.ts'
import { NetworkRegistrationAllowed } from '../../pallets/subtensor/storage/networks.ts'
import { SubtokenEnabled, TransferToggle } from '../../pallets/subtensor/storage/pools.ts'
import { Tempo } from '../../pallets/subtensor/storage/schedule.ts'
import { compactU16, compactU64, field } from './view.ts'
import type { Field } from './view.ts'

const compactRao = compact(Rao)
type Item<T> = { get(ctx: Context, netuid: NetUid): T }

const u16Of = (item: Item<number>): Field<number> =>
  field(compactU16, (ctx, { netuid }) => item.get(ctx, netuid))
const u64Of = (item: Item<bigint>): Field<bigint> =>
  field(compactU64, (ctx, { netuid }) => item.get(ctx, netuid))
const raoOf = (item: Item<Rao>): Field<Rao> =>
  field(compactRao, (ctx, { netuid }) => item.get(ctx, netuid))
const boolOf = (item: Item<boolean>): Field<boolean> =>
  field(bool, (ctx, { netuid }) => item.get(ctx, netuid))

const PER_MILLE = 1000n
/** The limit on one weight is gone; clients are told the largest. */
const MAX_WEIGHT_LIMIT = 0xffff

/** Blocks after which a silent neuron counts as inactive (spec: 35-yuma-epoch §2). */
export function activityCutoffBlocks(ctx: Context, netuid: NetUid): bigint {
  const factor = BigInt(hyper.ActivityCutoffFactorMilli.get(ctx, netuid))
  const blocks = (factor * BigInt(Tempo.get(ctx, netuid))) / PER_MILLE
  return blocks > 1n ? blocks : 1n
}

/** Hyperparameters of a subnet by the names under which `SubnetHyperparamsV2` shows them. */
export const parameters = {
  rho: u16Of(hyper.Rho),
  kappa: u16Of(hyper.Kappa),
  immunity_period: u16Of(hyper.ImmunityPeriod),
  min_allowed_weights: u16Of(hyper.MinAllowedWeights),
  max_weights_limit: field(compactU16, () => MAX_WEIGHT_LIMIT),
  tempo: u16Of(Tempo),
  min_difficulty: u64Of(hyper.MinDifficulty),
  max_difficulty: u64Of(hyper.MaxDifficulty),
  weights_version: u64Of(hyper.WeightsVersionKey),
  weights_rate_limit: u64Of(hyper.WeightsSetRateLimit),
  adjustment_interval: u16Of(hyper.AdjustmentInterval),
  activity_cutoff: field(compactU64, (ctx, { netuid }) => activityCutoffBlocks(ctx, netuid)),
  registration_allowed: boolOf(NetworkRegistrationAllowed),
  target_regs_per_interval: u16Of(hyper.TargetRegistrationsPerInterval),
  min_burn: raoOf(hyper.MinBurn),
  max_burn: raoOf(hyper.MaxBurn),
  bonds_moving_avg: u64Of(hyper.BondsMovingAverage),
  max_regs_per_block: u16Of(hyper.MaxRegistrationsPerBlock),
  serving_rate_limit: u64Of(hyper.ServingRateLimit),
  max_validators: u16Of(hyper.MaxAllowedValidators),
  adjustment_alpha: u64Of(hyper.AdjustmentAlpha),
  difficulty: u64Of(hyper.Difficulty),
  commit_reveal_period: u64Of(hyper.RevealPeriodEpochs),
  commit_reveal_weights_enabled: boolOf(hyper.CommitRevealWeightsEnabled),
  alpha_high: field(compactU16, (ctx, { netuid }) => hyper.AlphaValues.get(ctx, netuid)[1]),
  alpha_low: field(compactU16, (ctx, { netuid }) => hyper.AlphaValues.get(ctx, netuid)[0]),
  liquid_alpha_enabled: boolOf(hyper.LiquidAlphaOn),
  alpha_sigmoid_steepness: field(I32F32, (ctx, { netuid }) =>
    saturatingFromInteger(I32F32, BigInt(hyper.AlphaSigmoidSteepness.get(ctx, netuid))),
  ),
  yuma_version: field(compactU16, (ctx, { netuid }) => (hyper.Yuma3On.get(ctx, netuid) ? 3 : 2)),
  subnet_is_active: boolOf(SubtokenEnabled),
  transfers_enabled: boolOf(TransferToggle),
  bonds_reset_enabled: boolOf(hyper.BondsResetOn),
  user_liquidity_enabled: field(bool, () => false),
} as const
