import type { EpochInput } from '../epoch/input.ts'
import type { EpochOutput } from '../epoch/output.ts'
import { encodeRow } from '../epoch/row.ts'
import {
  fixedToUnsigned,
  I32F32,
  I64F64,
  integerToFixed,
  mulFloorSaturating,
  U16_MAX,
  U64_MAX,
  u16ProportionToFixed,
} from '../fixed.ts'
import type { SparseMatrix } from '../sparse.ts'
import { colClip } from './math/clip.ts'
import { interpolate } from './math/interpolate.ts'
import { normalize } from './math/normalize.ts'
import { matmul, rowSum } from './math/product.ts'
import { weightedMedianCol } from './math/weighted-median.ts'
import { bondsAndDividends } from './steps/bonds.ts'
import { emissionAmount, emissionShares } from './steps/emission.ts'
import { activeUids, currentPermits, newPermits } from './steps/permits.ts'
import { activeStakeShares, stakeShares } from './steps/stake-shares.ts'
import { totalStake } from './steps/total-stake.ts'
import { normalizedWeights } from './steps/weights.ts'
import type { EpochTrace } from './trace.ts'

/** An epoch with the values of every step. */
export interface TracedEpoch {
  readonly output: EpochOutput
  readonly trace: EpochTrace
}

/**
 * One epoch in readable bigint maths: what {@link createKernel} answers, slower by some hundred
 * times. Tests compare the two.
 */
export const referenceEpoch = (input: EpochInput): EpochOutput => traceEpoch(input).output

/** {@link referenceEpoch} with every value on the way (spec: 35-yuma-epoch §3–§8). */
export function traceEpoch(input: EpochInput): TracedEpoch {
  const { n } = input
  const total = totalStake(input)
  const stake = stakeShares(total, input)
  const active = activeUids(input)
  const permits = currentPermits(input)
  const permitsAfter = newPermits(stake, input)
  const activeStake = activeStakeShares(stake, active, permits)

  const weightsNormalized = normalizedWeights(input, permits)
  const kappa = u16ProportionToFixed(input.kappa)
  const consensus = weightedMedianCol(activeStake, weightsNormalized, n, kappa)
  const clippedWeights = colClip(weightsNormalized, consensus)
  const validatorTrust = rowSum(clippedWeights)
  const ranks = matmul(clippedWeights, activeStake, n)
  const incentive = normalize(ranks)

  const penalty = u16ProportionToFixed(input.bondsPenalty)
  const weightsForBonds = interpolate(weightsNormalized, clippedWeights, n, penalty)
  const source = { weightsForBonds, activeStake, consensus, incentive }
  const { dividends, stored, trace: bonds } = bondsAndDividends(input, source)
  const shares = emissionShares(incentive, dividends, stake, activeStake)

  const amounts = (x: readonly bigint[]): BigUint64Array =>
    BigUint64Array.from(x, (share) => emissionAmount(share, input.emission))
  const output: EpochOutput = {
    active: Uint8Array.from(active, Number),
    newValidatorPermit: Uint8Array.from(permitsAfter, Number),
    stakeWeight: toU16Shares(stake),
    consensus: toU16Shares(consensus),
    validatorTrust: toU16Shares(validatorTrust),
    incentive: toU16Shares(incentive),
    dividends: toU16Shares(dividends),
    stake: BigUint64Array.from(total, (raw) => fixedToUnsigned(I64F64, raw, U64_MAX)),
    serverEmission: amounts(shares.server),
    validatorEmission: amounts(shares.validator),
    emission: amounts(shares.combined),
    bonds: storedRows(stored, permitsAfter),
  }
  const trace: EpochTrace = {
    totalStake: total,
    stake,
    activeStake,
    weightsNormalized,
    consensus,
    clippedWeights,
    validatorTrust,
    ranks,
    incentive,
    weightsForBonds,
    bonds,
    dividends,
    normServerEmission: shares.server,
    normValidatorEmission: shares.validator,
    normCombinedEmission: shares.combined,
  }
  return { output, trace }
}

/** Bonds of the uids that may validate in the next epoch; the others lose theirs. */
const storedRows = (bonds: SparseMatrix, permits: readonly boolean[]): readonly Uint8Array[] =>
  bonds.map((row, uid) =>
    encodeRow(permits[uid] === true ? row.map(([j, raw]) => [j, toU16Share(raw)] as const) : []),
  )

const toU16Shares = (x: readonly bigint[]): Uint16Array => Uint16Array.from(x, toU16Share)

function toU16Share(raw: bigint): number {
  const scaled = mulFloorSaturating(I32F32, raw, integerToFixed(I32F32, U16_MAX))
  return Number(fixedToUnsigned(I32F32, scaled, U16_MAX))
}
