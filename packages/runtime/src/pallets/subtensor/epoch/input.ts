import { bytesToHex, uid as asUid } from '@plexus/primitives'
import type { AccountId, AlphaRao, MechId, NetUid } from '@plexus/primitives'
import { activityCutoffBlocks, commitBlocks } from '@plexus/yuma'
import type { EpochInput } from '@plexus/yuma'
import type { Context } from '../../../frame/context.ts'
import { currentBlock } from '../block.ts'
import { TaoWeight } from '../storage/emission.ts'
import {
  ActivityCutoffFactorMilli,
  AlphaSigmoidSteepness,
  AlphaValues,
  BondsMovingAverage,
  BondsPenalty,
  CommitRevealWeightsEnabled,
  Kappa,
  LiquidAlphaOn,
  MaxAllowedValidators,
  RevealPeriodEpochs,
  StakeThreshold,
  Yuma3On,
} from '../storage/hyperparameters.ts'
import { SubnetworkN } from '../storage/networks.ts'
import {
  BlockAtRegistration,
  Bonds,
  Keys,
  LastUpdate,
  TimelockedWeightCommits,
  ValidatorPermit,
  WeightCommits,
  Weights,
} from '../storage/neurons.ts'
import { LastMechansimStepBlock, Tempo } from '../storage/schedule.ts'
import { ownerUid } from '../subnets/owner-uid.ts'
import { storageIndex } from '../types.ts'
import type { NetUidStorageIndex } from '../types.ts'
import { inheritedStake } from './inherited-stake.ts'
import { currentEpochIndex } from './schedule.ts'
import { storedRow } from './stored-row.ts'

/** What the epochs of all mechanisms of a subnet read alike, and who its neurons are. */
export interface SubnetInput {
  readonly netuid: NetUid
  /** Hotkeys and their uids, by uid; a uid may be missing or beyond `n` only after raw writes. */
  readonly neurons: readonly Neuron[]
  readonly shared: Omit<EpochInput, PerMechanism>
}

/** A hotkey and its place in the subnet. */
export interface Neuron {
  readonly uid: number
  readonly hotkey: AccountId
}

type PerMechanism = 'lastUpdate' | 'weights' | 'bonds' | 'commitBlocks' | 'emission'

/**
 * All that the epoch of one mechanism reads (spec: 35-yuma-epoch §2). Taken from a past state it is
 * what that block's epoch read, if its slot is consumed there and the step block not yet written.
 *
 * @param emission what the mechanism hands out
 */
export const epochInput = (
  ctx: Context,
  netuid: NetUid,
  mechid: MechId,
  emission: AlphaRao,
): EpochInput => mechanismInput(ctx, subnetInput(ctx, netuid), mechid, emission)

/** What all mechanisms share; nothing of it changes while their epochs run. */
export function subnetInput(ctx: Context, netuid: NetUid): SubnetInput {
  const n = SubnetworkN.get(ctx, netuid)
  const neurons = [...Keys.entries(ctx, netuid)]
    .map(([[, uid], hotkey]): Neuron => ({ uid, hotkey }))
    .sort((a, b) => a.uid - b.uid)
  const tempo = Tempo.get(ctx, netuid)
  const [alphaLow, alphaHigh] = AlphaValues.get(ctx, netuid)
  const shared: SubnetInput['shared'] = {
    n,
    block: currentBlock(ctx),
    tempo,
    lastStepBlock: LastMechansimStepBlock.get(ctx, netuid),
    activityCutoff: activityCutoffBlocks(ActivityCutoffFactorMilli.get(ctx, netuid), tempo),
    ...byUid(ctx, netuid, n, neurons),
    validatorPermit: ValidatorPermit.get(ctx, netuid),
    ownerUid: ownerUid(ctx, netuid),
    taoWeight: TaoWeight.get(ctx),
    maxAllowedValidators: MaxAllowedValidators.get(ctx, netuid),
    stakeThreshold: StakeThreshold.get(ctx),
    kappa: Kappa.get(ctx, netuid),
    bondsPenalty: BondsPenalty.get(ctx, netuid),
    bondsMovingAverage: BondsMovingAverage.get(ctx, netuid),
    yuma3: Yuma3On.get(ctx, netuid),
    liquidAlpha: LiquidAlphaOn.get(ctx, netuid),
    alphaLow,
    alphaHigh,
    alphaSigmoidSteepness: AlphaSigmoidSteepness.get(ctx, netuid),
  }
  return { netuid, neurons, shared }
}

/** The shared input with what one mechanism adds. */
export function mechanismInput(
  ctx: Context,
  subnet: SubnetInput,
  mechid: MechId,
  emission: AlphaRao,
): EpochInput {
  const { netuid, shared } = subnet
  const index = storageIndex(netuid, mechid)
  const uids = Array.from({ length: shared.n }, (_, uid) => asUid(uid))
  const commits = CommitRevealWeightsEnabled.get(ctx, netuid)
  return {
    ...shared,
    lastUpdate: BigUint64Array.from(LastUpdate.get(ctx, index)),
    weights: uids.map((uid) => storedRow(ctx, Weights, index, uid)),
    bonds: uids.map((uid) => storedRow(ctx, Bonds, index, uid)),
    commitBlocks: commits ? blocksOfCommits(ctx, subnet, index) : undefined,
    emission,
  }
}

type ByUid = Pick<EpochInput, 'hasKey' | 'alphaStake' | 'taoStake' | 'blockAtRegistration'>

function byUid(ctx: Context, netuid: NetUid, n: number, neurons: readonly Neuron[]): ByUid {
  const hasKey = Array.from({ length: n }, () => false)
  const alphaStake = new BigUint64Array(n)
  const taoStake = new BigUint64Array(n)
  const blockAtRegistration = new BigUint64Array(n)
  for (const { uid, hotkey } of neurons) {
    if (uid >= n) continue
    const stake = inheritedStake(ctx, hotkey, netuid)
    hasKey[uid] = true
    alphaStake[uid] = stake.alpha
    taoStake[uid] = stake.tao
    blockAtRegistration[uid] = BlockAtRegistration.get(ctx, netuid, asUid(uid))
  }
  return { hasKey, alphaStake, taoStake, blockAtRegistration }
}

/** Commits of hotkeys without a uid do not count (spec: 35-yuma-epoch §3.2 step 4). */
function blocksOfCommits(
  ctx: Context,
  { netuid, neurons, shared }: SubnetInput,
  index: NetUidStorageIndex,
): BigUint64Array {
  const uids = new Map(neurons.map(({ uid, hotkey }) => [bytesToHex(hotkey), uid]))
  const uidOf = (hotkey: AccountId): number => uids.get(bytesToHex(hotkey)) ?? shared.n
  const queues = [...WeightCommits.entries(ctx, index)].map(
    ([[, hotkey], queue]) =>
      [uidOf(hotkey), queue.map(([, epoch, block]) => ({ epoch, block }))] as const,
  )
  const timelocked = [...TimelockedWeightCommits.entries(ctx, index)].flatMap(
    ([[, epoch], commits]) =>
      commits.map(([hotkey, block]) => [uidOf(hotkey), { epoch, block }] as const),
  )
  const epoch = currentEpochIndex(ctx, netuid, shared.block)
  const period = RevealPeriodEpochs.get(ctx, netuid)
  return commitBlocks(shared.n, { queues, timelocked }, epoch, period)
}
