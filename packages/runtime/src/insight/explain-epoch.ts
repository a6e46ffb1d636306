import { alphaRao, rao } from '@plexus/primitives'
import type { MechId, NetUid } from '@plexus/primitives'
import { traceEpoch } from '@plexus/yuma'
import type { EpochInput, EpochOutput, EpochTrace } from '@plexus/yuma'
import type { Environment } from '../executive/context.ts'
import { InsightError } from './errors.ts'
import type {
  EpochExplanation,
  EpochParameters,
  NeuronExplanation,
  NeuronSteps,
} from './explanation.ts'
import { explainRow } from './explain-row.ts'
import { fraction32, fraction64 } from './fraction.ts'
import { payoutSummary } from './payout-summary.ts'
import type { RecordedEpoch } from './recorder.ts'
import { replayEpoch } from './replay.ts'
import type { PastBlock } from './replay.ts'

/** Which epoch to explain. */
export interface EpochQuestion {
  readonly netuid: NetUid
  readonly mechid: MechId
  /** Uids whose rows are given; absent: all, where there are few enough. */
  readonly rows?: readonly number[]
}

/**
 * Cells that are traced. PERF: some 5 µs each; 64 validators that know 192 miners have 24,576, with
 * liquid alpha 90,112.
 */
const MAX_TRACED_CELLS = 100_000
/** Weights and bonds up to which all rows are given. */
const MAX_LISTED_PAIRS = 8192

/**
 * The epoch of a mechanism in a past block, with every step.
 *
 * @throws InsightError UnknownSubnet, UnknownMechanism, NoEpoch
 */
export function explainEpoch(
  environment: Environment,
  block: PastBlock,
  question: EpochQuestion,
): EpochExplanation {
  const { netuid, mechid } = question
  const recorded = replayEpoch(environment, block, netuid, { hasPositions: () => false })
  const mechanism = recorded.mechanisms.find((each) => each.mechid === mechid)
  if (mechanism === undefined) {
    throw new InsightError(
      'UnknownMechanism',
      `Subnet ${netuid} has ${recorded.mechanisms.length} mechanisms, and none with the id ${mechid}.`,
    )
  }
  const { input, output } = mechanism
  const pairs = pairsOf(input)
  const trace = cellsOf(input, pairs) <= MAX_TRACED_CELLS ? traced(input, output) : undefined
  const isSmall = pairs <= MAX_LISTED_PAIRS
  const uids = question.rows ?? (isSmall ? Array.from({ length: input.n }, (_, uid) => uid) : [])
  const { server, validator, root, ownerCut } = recorded.pending
  return {
    block: block.header.number,
    netuid,
    mechid,
    parameters: parametersOf(input),
    pots: {
      serverAlphaRao: server,
      validatorAlphaRao: validator,
      rootAlphaRao: root,
      ownerCutAlphaRao: ownerCut,
    },
    mechanismAlphaRao: alphaRao(input.emission),
    neurons: recorded.neurons.map((neuron) => explainNeuron(neuron, input, output, trace)),
    rows: trace === undefined ? [] : uids.map((uid) => explainRow(uid, input, output, trace)),
    isTraced: trace !== undefined,
    isEveryRowGiven: trace !== undefined && question.rows === undefined && isSmall,
    payout: payoutSummary(recorded),
  }
}

/** The steps as the readable reference has them; it must end where the kernel ended. */
function traced(input: EpochInput, output: EpochOutput): EpochTrace {
  const reference = traceEpoch(input)
  const same = (a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean =>
    a.length === b.length && Array.from(a).every((value, at) => value === b[at])
  const vectors = ['consensus', 'incentive', 'dividends', 'emission', 'serverEmission'] as const
  for (const name of vectors) {
    if (!same(reference.output[name], output[name])) {
      throw new Error(`the reference and the kernel differ in ${name}`)
    }
  }
  return reference.trace
}

/** PERF: by length alone; a pair takes four bytes. */
const pairsOf = ({ weights, bonds }: EpochInput): number =>
  [...weights, ...bonds].reduce((sum, row) => sum + ((row?.length ?? 0) >> 2), 0)

/** Liquid alpha has a rate for each pair of uids. */
const cellsOf = ({ n, yuma3, liquidAlpha }: EpochInput, pairs: number): number =>
  yuma3 && liquidAlpha ? pairs + n * n : pairs

function explainNeuron(
  { uid, hotkey, coldkey }: RecordedEpoch['neurons'][number],
  input: EpochInput,
  output: EpochOutput,
  trace: EpochTrace | undefined,
): NeuronExplanation {
  return {
    uid,
    hotkey,
    coldkey,
    isActive: output.active[uid] === 1,
    hadPermit: input.validatorPermit[uid] ?? false,
    hasPermit: output.newValidatorPermit[uid] === 1,
    lastUpdateBlock: input.lastUpdate[uid] ?? 0n,
    registeredAtBlock: input.blockAtRegistration[uid] ?? 0n,
    stakeAlphaRao: alphaRao(input.alphaStake[uid] ?? 0n),
    stakeRootRao: rao(input.taoStake[uid] ?? 0n),
    steps: trace && stepsOf(uid, trace),
    stored: {
      stakeWeightU16: output.stakeWeight[uid] ?? 0,
      consensusU16: output.consensus[uid] ?? 0,
      validatorTrustU16: output.validatorTrust[uid] ?? 0,
      incentiveU16: output.incentive[uid] ?? 0,
      dividendsU16: output.dividends[uid] ?? 0,
    },
    serverAlphaRao: alphaRao(output.serverEmission[uid] ?? 0n),
    validatorAlphaRao: alphaRao(output.validatorEmission[uid] ?? 0n),
    combinedAlphaRao: alphaRao(output.emission[uid] ?? 0n),
  }
}

function stepsOf(uid: number, trace: EpochTrace): NeuronSteps {
  const at = (vector: readonly bigint[]) => fraction32(vector[uid] ?? 0n)
  return {
    totalStake: fraction64(trace.totalStake[uid] ?? 0n),
    stakeShare: at(trace.stake),
    activeStakeShare: at(trace.activeStake),
    consensus: at(trace.consensus),
    validatorTrust: at(trace.validatorTrust),
    rank: at(trace.ranks),
    incentive: at(trace.incentive),
    dividends: at(trace.dividends),
    serverShare: at(trace.normServerEmission),
    validatorShare: at(trace.normValidatorEmission),
    combinedShare: at(trace.normCombinedEmission),
  }
}

const parametersOf = (input: EpochInput): EpochParameters => ({
  tempoBlocks: input.tempo,
  lastStepBlock: input.lastStepBlock,
  activityCutoffBlocks: input.activityCutoff,
  kappaU16: input.kappa,
  bondsPenaltyU16: input.bondsPenalty,
  bondsMovingAverageMillionths: input.bondsMovingAverage,
  yuma3: input.yuma3,
  liquidAlpha: input.liquidAlpha,
  alphaLowU16: input.alphaLow,
  alphaHighU16: input.alphaHigh,
  alphaSigmoidSteepnessHundredths: input.alphaSigmoidSteepness,
  maxAllowedValidators: input.maxAllowedValidators,
  stakeThresholdRao: input.stakeThreshold,
  taoWeightU64: input.taoWeight,
  commitReveal: input.commitBlocks !== undefined,
  ownerUid: input.ownerUid,
})
