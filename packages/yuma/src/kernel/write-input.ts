import type { EpochInput } from '../epoch/input.ts'
import { NO_COMMIT } from '../epoch/input.ts'
import { I32F32, integerToFixed, u16ProportionToFixed } from '../fixed.ts'
import { bondsAlpha, disabledLiquidAlpha } from '../reference/math/ema.ts'
import { sigmoidSlope } from '../reference/math/liquid-alpha.ts'
import { previousTempo } from '../reference/steps/stored-bonds.ts'
import { taoWeightFixed } from '../reference/steps/total-stake.ts'
import type { KernelInstance } from './instantiate.ts'
import * as place from './layout.ts'

type Rows = EpochInput['weights']

/** Bytes of the rows of the first `n` uids. */
export function totalBytes(rows: Rows, n: number): number {
  let total = 0
  for (let uid = 0; uid < n; uid++) total += rows[uid]?.length ?? 0
  return total
}

/** Fills the places of the input; `prepare` has made room for them. */
export function writeInput(instance: KernelInstance, input: EpochInput): void {
  const { n } = input
  const { buffer } = instance.memory
  const vector = (at: number, values: BigUint64Array, missing = 0n): void => {
    const target = new BigUint64Array(buffer, instance.address(at), n)
    target.set(values.length > n ? values.subarray(0, n) : values)
    target.fill(missing, values.length)
  }
  const flags = (at: number, values: readonly boolean[]): void => {
    const target = new Uint8Array(buffer, instance.address(at), n)
    for (let uid = 0; uid < n; uid++) target[uid] = values[uid] === true ? 1 : 0
  }
  vector(place.LAST_UPDATE, input.lastUpdate)
  vector(place.REGISTRATION, input.blockAtRegistration)
  vector(place.ALPHA_STAKE, input.alphaStake)
  vector(place.TAO_STAKE, input.taoStake)
  if (input.commitBlocks !== undefined) vector(place.COMMIT_BLOCKS, input.commitBlocks, NO_COMMIT)
  flags(place.HAS_KEY, input.hasKey)
  flags(place.PERMIT, input.validatorPermit)
  writeRows(instance, n, input.weights, place.WEIGHT_OFFSETS, place.WEIGHT_BYTES)
  writeRows(instance, n, input.bonds, place.BOND_OFFSETS, place.BOND_BYTES)
  writeParameters(instance, input)
}

function writeRows(
  instance: KernelInstance,
  n: number,
  rows: Rows,
  offsetsAt: number,
  bytesAt: number,
): void {
  const { buffer } = instance.memory
  const offsets = new Uint32Array(buffer, instance.address(offsetsAt), n + 1)
  const bytes = new Uint8Array(buffer, instance.address(bytesAt))
  let end = 0
  for (let uid = 0; uid < n; uid++) {
    offsets[uid] = end
    const row = rows[uid]
    if (row === undefined) continue
    bytes.set(row, end)
    end += row.length
  }
  offsets[n] = end
}

function writeParameters(instance: KernelInstance, input: EpochInput): void {
  const at = instance.address(place.PARAMETERS)
  const values = new BigInt64Array(instance.memory.buffer, at, place.PARAMETER_COUNT)
  // A u64 keeps its bits; the kernel reads it as unsigned.
  values[place.BLOCK] = input.block
  values[place.ACTIVITY_CUTOFF] = input.activityCutoff
  values[place.PREVIOUS_TEMPO] = previousTempo(input)
  values[place.OWNER] = BigInt(input.ownerUid ?? -1)
  values[place.PERMIT_COUNT] = BigInt(input.validatorPermit.length)
  values[place.MAX_VALIDATORS] = BigInt(input.maxAllowedValidators)
  values[place.STAKE_THRESHOLD] = input.stakeThreshold
  values[place.TAO_WEIGHT] = taoWeightFixed(input.taoWeight)
  values[place.KAPPA] = u16ProportionToFixed(input.kappa)
  values[place.PENALTY] = u16ProportionToFixed(input.bondsPenalty)
  values[place.ALPHA] = (input.yuma3 ? disabledLiquidAlpha : bondsAlpha)(input.bondsMovingAverage)
  values[place.YUMA3] = input.yuma3 ? 1n : 0n
  values[place.LIQUID_ALPHA] = input.liquidAlpha ? 1n : 0n
  values[place.ALPHA_LOW] = u16ProportionToFixed(input.alphaLow)
  values[place.ALPHA_HIGH] = u16ProportionToFixed(input.alphaHigh)
  values[place.SLOPE] = sigmoidSlope(integerToFixed(I32F32, BigInt(input.alphaSigmoidSteepness)))
  values[place.TOTAL_EMISSION] = input.emission
  values[place.COMMIT_REVEAL] = input.commitBlocks === undefined ? 0n : 1n
}
