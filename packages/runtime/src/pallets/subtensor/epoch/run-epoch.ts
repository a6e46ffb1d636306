import { alphaRao, compareBytes, mechId } from '@plexus/primitives'
import type { AccountId, AlphaRao, NetUid } from '@plexus/primitives'
import { mergeMechanisms, splitEmissions } from '@plexus/yuma'
import type { Context } from '../../../frame/context.ts'
import type { EpochObserver } from '../coinbase/observer.ts'
import { MechanismCountCurrent, MechanismEmissionSplit } from '../storage/hyperparameters.ts'
import { storageIndex } from '../types.ts'
import { mechanismInput, subnetInput } from './input.ts'
import { runKernel } from './kernel.ts'
import { persistMechanism, persistSubnet } from './persist.ts'
import { updateVotingPower } from './voting-power.ts'

/** What the epoch gave one hotkey, in 10⁻⁹ alpha. */
export interface HotkeyEmission {
  readonly hotkey: AccountId
  /** For its work. */
  readonly incentive: AlphaRao
  /** For its judgements. */
  readonly dividend: AlphaRao
}

/**
 * Runs the epoch of every mechanism and stores its vectors (spec: 30-block-step §10.1).
 *
 * @returns by hotkey, ascending
 */
export function runEpoch(
  ctx: Context,
  netuid: NetUid,
  emission: AlphaRao,
  observer?: EpochObserver,
): readonly HotkeyEmission[] {
  const subnet = subnetInput(ctx, netuid)
  const parts = mechanismEmissions(ctx, netuid, emission)
  const neurons = parts.length === 0 ? [] : subnet.neurons
  const mechanisms = parts.map((part, mechanism) => {
    const mechid = mechId(mechanism)
    const input = mechanismInput(ctx, subnet, mechid, part)
    const output = runKernel(input)
    observer?.mechanism(mechid, input, output)
    persistMechanism(ctx, storageIndex(netuid, mechid), neurons, output)
    return { output, emission: part }
  })
  const merged = mergeMechanisms(mechanisms, emission)
  persistSubnet(ctx, netuid, neurons, merged)
  const voters = neurons.map(({ uid, hotkey }) => ({
    hotkey,
    hasPermit: merged.newValidatorPermit[uid] === 1,
    stake: merged.stake[uid] ?? 0n,
  }))
  updateVotingPower(ctx, netuid, voters)
  return neurons
    .map(({ uid, hotkey }) => ({
      hotkey,
      incentive: alphaRao(merged.serverEmission[uid] ?? 0n),
      dividend: alphaRao(merged.validatorEmission[uid] ?? 0n),
    }))
    .sort((a, b) => compareBytes(a.hotkey, b.hotkey))
}

/**
 * What each mechanism hands out of the emission of the subnet, in 10⁻⁹ alpha. A subnet has at least
 * one, unless Root wrote otherwise.
 */
export function mechanismEmissions(
  ctx: Context,
  netuid: NetUid,
  emission: AlphaRao,
): readonly AlphaRao[] {
  const count: number = MechanismCountCurrent.get(ctx, netuid)
  if (count === 0) return []
  const split = MechanismEmissionSplit.get(ctx, netuid)
  return splitEmissions(emission, count, split).map(alphaRao)
}
