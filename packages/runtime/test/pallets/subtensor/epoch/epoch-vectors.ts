import { readFileSync } from 'node:fs'
import { accountId, alphaRao, hash, mechId, netUid, uid as asUid } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../../../src/frame/context.ts'
import { TaoWeight } from '../../../../src/pallets/subtensor/storage/emission.ts'
import * as parameters from '../../../../src/pallets/subtensor/storage/hyperparameters.ts'
import {
  SubnetOwnerHotkey,
  SubnetworkN,
} from '../../../../src/pallets/subtensor/storage/networks.ts'
import * as neurons from '../../../../src/pallets/subtensor/storage/neurons.ts'
import {
  LastEpochBlock,
  LastMechansimStepBlock,
  SubnetEpochIndex,
  Tempo,
} from '../../../../src/pallets/subtensor/storage/schedule.ts'
import { TotalHotkeyAlpha } from '../../../../src/pallets/subtensor/storage/stake.ts'
import { storageIndex } from '../../../../src/pallets/subtensor/types.ts'
import { BlockNumber } from '../../../../src/pallets/system/storage.ts'
import { testContext } from '../../../helpers/test-context.ts'

/** A stored row: a uid, then the uids and values of its entries in turn. */
type Row = readonly [uid: number, flat: readonly number[]]

/** One mechanism of a case of `spec/vectors/yuma/epochs.json`. */
interface MechanismIn {
  readonly lastUpdate: readonly number[]
  readonly weights: readonly Row[]
  readonly bonds: readonly Row[]
  readonly commits: readonly (readonly [number, readonly (readonly [number, number])[]])[]
  readonly timelockedCommits: readonly (readonly [number, readonly (readonly [number, number])[]])[]
}

interface MechanismOut {
  readonly incentive: readonly number[]
  readonly bonds: readonly Row[]
  readonly serverEmission?: readonly string[]
}

/** A case of `spec/vectors/yuma/epochs.json`: see spec/vectors/yuma/README.md. */
export interface EpochVector {
  readonly id: string
  readonly class: string
  readonly in: {
    readonly n: number
    readonly block: number
    readonly tempo: number
    readonly lastStepBlock: number
    readonly activityCutoffFactorMilli: number
    readonly stakeThreshold: string
    readonly taoWeight: string
    readonly alphaStake: readonly string[]
    readonly taoStake: readonly string[]
    readonly ownerUid: number | null
    readonly maxAllowedValidators: number
    readonly kappa: number
    readonly bondsPenalty: number
    readonly bondsMovingAverage: string
    readonly yuma3: boolean
    readonly liquidAlpha: boolean
    readonly alphaLow: number
    readonly alphaHigh: number
    readonly alphaSigmoidSteepness: number
    readonly commitRevealEnabled: boolean
    readonly currentEpoch: number
    readonly revealPeriod: number
    readonly blockAtRegistration: readonly number[]
    readonly validatorPermit: readonly number[]
    readonly emission: string
    readonly emissionSplit: readonly number[] | null
    readonly missingKeys: readonly number[]
    readonly mechanisms: readonly MechanismIn[]
  }
  readonly out: {
    readonly split: readonly string[]
    readonly mechanisms: readonly MechanismOut[]
    readonly final: {
      readonly uids: readonly number[] | null
      readonly active: readonly number[]
      readonly validatorPermit: readonly number[]
      readonly stakeWeight: readonly number[]
      readonly consensus: readonly number[]
      readonly validatorTrust: readonly number[]
      readonly dividends: readonly number[]
      readonly emission: readonly string[]
      readonly serverEmission: readonly string[]
      readonly validatorEmission: readonly string[]
    }
  }
}

const FILE = new URL('../../../../../../spec/vectors/yuma/epochs.json', import.meta.url)

/** All recorded epochs. */
export const epochVectors: readonly EpochVector[] = (
  JSON.parse(readFileSync(FILE, 'utf8')) as { readonly cases: readonly EpochVector[] }
).cases

export const NETUID = netUid(5)
const ROOT = netUid(0)

/** The hotkey of a uid; hotkeys are in another order than their uids. */
export function hotkeyOf(uid: number): AccountId {
  const bytes = new Uint8Array(32).fill(7)
  bytes[0] = (uid * 101 + 50) & 0xff
  bytes[30] = uid & 0xff
  bytes[31] = uid >> 8
  return accountId(bytes)
}

/** A block whose state is the input of a case; nothing but the epoch can change it. */
export function loadEpoch({ in: input }: EpochVector): Context {
  const ctx = testContext()
  loadSubnet(ctx, input)
  loadNeurons(ctx, input)
  for (const [mechanism, each] of input.mechanisms.entries()) loadMechanism(ctx, mechanism, each)
  const state = [...ctx.state.changes()].flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  )
  return testContext({ state })
}

function loadSubnet(ctx: Context, input: EpochVector['in']): void {
  BlockNumber.set(ctx, input.block)
  SubnetworkN.set(ctx, NETUID, input.n)
  Tempo.set(ctx, NETUID, input.tempo)
  LastEpochBlock.set(ctx, NETUID, BigInt(input.block))
  LastMechansimStepBlock.set(ctx, NETUID, BigInt(input.lastStepBlock))
  SubnetEpochIndex.set(ctx, NETUID, BigInt(input.currentEpoch))
  TaoWeight.set(ctx, BigInt(input.taoWeight))
  parameters.ActivityCutoffFactorMilli.set(ctx, NETUID, input.activityCutoffFactorMilli)
  parameters.StakeThreshold.set(ctx, BigInt(input.stakeThreshold))
  parameters.MaxAllowedValidators.set(ctx, NETUID, input.maxAllowedValidators)
  parameters.Kappa.set(ctx, NETUID, input.kappa)
  parameters.BondsPenalty.set(ctx, NETUID, input.bondsPenalty)
  parameters.BondsMovingAverage.set(ctx, NETUID, BigInt(input.bondsMovingAverage))
  parameters.Yuma3On.set(ctx, NETUID, input.yuma3)
  parameters.LiquidAlphaOn.set(ctx, NETUID, input.liquidAlpha)
  parameters.AlphaValues.set(ctx, NETUID, [input.alphaLow, input.alphaHigh])
  parameters.AlphaSigmoidSteepness.set(ctx, NETUID, input.alphaSigmoidSteepness)
  parameters.CommitRevealWeightsEnabled.set(ctx, NETUID, input.commitRevealEnabled)
  parameters.RevealPeriodEpochs.set(ctx, NETUID, BigInt(input.revealPeriod))
  parameters.MechanismCountCurrent.set(ctx, NETUID, mechId(input.mechanisms.length))
  if (input.emissionSplit !== null) {
    parameters.MechanismEmissionSplit.set(ctx, NETUID, input.emissionSplit)
  }
  if (input.ownerUid !== null) SubnetOwnerHotkey.set(ctx, NETUID, hotkeyOf(input.ownerUid))
}

function loadNeurons(ctx: Context, input: EpochVector['in']): void {
  const { n, missingKeys } = input
  for (let uid = 0; uid < n; uid += 1) {
    const hotkey = hotkeyOf(uid)
    neurons.Uids.set(ctx, NETUID, hotkey, uid)
    if (!missingKeys.includes(uid)) neurons.Keys.set(ctx, NETUID, asUid(uid), hotkey)
    const registered = BigInt(input.blockAtRegistration[uid] ?? 0)
    neurons.BlockAtRegistration.set(ctx, NETUID, asUid(uid), registered)
    TotalHotkeyAlpha.set(ctx, hotkey, NETUID, alphaRao(BigInt(input.alphaStake[uid] ?? 0)))
    TotalHotkeyAlpha.set(ctx, hotkey, ROOT, alphaRao(BigInt(input.taoStake[uid] ?? 0)))
  }
  const permits = input.validatorPermit.map((permit) => permit === 1)
  neurons.ValidatorPermit.set(ctx, NETUID, permits)
}

function loadMechanism(ctx: Context, mechanism: number, input: MechanismIn): void {
  const index = storageIndex(NETUID, mechId(mechanism))
  neurons.LastUpdate.set(ctx, index, input.lastUpdate.map(BigInt))
  for (const [uid, flat] of input.weights) {
    neurons.Weights.set(ctx, index, asUid(uid), pairsOf(flat))
  }
  for (const [uid, flat] of input.bonds) neurons.Bonds.set(ctx, index, asUid(uid), pairsOf(flat))
  const digest = hash(new Uint8Array(32))
  for (const [uid, queue] of input.commits) {
    const commits = queue.map(
      ([epoch, block]) => [digest, BigInt(epoch), BigInt(block), 0n] as const,
    )
    neurons.WeightCommits.set(ctx, index, hotkeyOf(uid), commits)
  }
  for (const [epoch, list] of input.timelockedCommits) {
    const commits = list.map(
      ([uid, block]) => [hotkeyOf(uid), BigInt(block), Uint8Array.of(1), 0n] as const,
    )
    neurons.TimelockedWeightCommits.set(ctx, index, BigInt(epoch), commits)
  }
}

function pairsOf(flat: readonly number[]): readonly (readonly [number, number])[] {
  return Array.from({ length: flat.length >> 1 }, (_, at) => {
    return [flat[2 * at] ?? 0, flat[2 * at + 1] ?? 0] as const
  })
}
