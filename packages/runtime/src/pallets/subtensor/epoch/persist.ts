import { alphaRao, uid as asUid } from '@plexus/primitives'
import type { AlphaRao, NetUid } from '@plexus/primitives'
import type { EpochOutput, MergedEpoch } from '@plexus/yuma'
import type { Context } from '../../../frame/context.ts'
import { events } from '../events.ts'
import {
  Active,
  Bonds,
  Consensus,
  Dividends,
  Emission,
  Incentive,
  StakeWeight,
  ValidatorPermit,
  ValidatorTrust,
} from '../storage/neurons.ts'
import type { NetUidStorageIndex } from '../types.ts'
import type { Neuron } from './input.ts'

/** No bonds: the encoding of an empty row. */
const EMPTY_ROW = Uint8Array.of(0)

/**
 * Stores what the epoch of one mechanism says of its own. All vectors are stored by position among
 * the neurons, which is the uid as long as none is missing.
 */
export function persistMechanism(
  ctx: Context,
  index: NetUidStorageIndex,
  neurons: readonly Neuron[],
  { incentive, serverEmission, bonds }: EpochOutput,
): void {
  Incentive.set(ctx, index, numbers(neurons, incentive))
  const emissions = amounts(neurons, serverEmission)
  const value = { netuid: index, emissions }
  ctx.deposit(events, { type: 'IncentiveAlphaEmittedToMiners', value })
  for (const [position, { uid }] of neurons.entries()) {
    ctx.state.set(Bonds.key(ctx, index, asUid(position)), bonds[uid] ?? EMPTY_ROW)
  }
}

/** Stores what the epochs of all mechanisms say together. */
export function persistSubnet(
  ctx: Context,
  netuid: NetUid,
  neurons: readonly Neuron[],
  merged: MergedEpoch,
): void {
  Active.set(ctx, netuid, flags(neurons, merged.active))
  Emission.set(ctx, netuid, amounts(neurons, merged.emission))
  Consensus.set(ctx, netuid, numbers(neurons, merged.consensus))
  Dividends.set(ctx, netuid, numbers(neurons, merged.dividends))
  ValidatorTrust.set(ctx, netuid, numbers(neurons, merged.validatorTrust))
  ValidatorPermit.set(ctx, netuid, flags(neurons, merged.newValidatorPermit))
  StakeWeight.set(ctx, netuid, numbers(neurons, merged.stakeWeight))
}

const numbers = (neurons: readonly Neuron[], of: Uint16Array): readonly number[] =>
  neurons.map(({ uid }) => of[uid] ?? 0)

const flags = (neurons: readonly Neuron[], of: Uint8Array): readonly boolean[] =>
  neurons.map(({ uid }) => of[uid] === 1)

const amounts = (neurons: readonly Neuron[], of: BigUint64Array): readonly AlphaRao[] =>
  neurons.map(({ uid }) => alphaRao(of[uid] ?? 0n))
