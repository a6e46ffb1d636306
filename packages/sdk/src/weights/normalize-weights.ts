import { WeightsError } from './errors.ts'

/** Weights in the form of `set_weights`: parallel lists of u16. */
export interface EmittedWeights {
  readonly uids: number[]
  /** 1 to 65,535, the largest weight being 65,535. */
  readonly values: number[]
}

const U16_MAX = 65_535

/**
 * Weights as the chain takes them: divided by the largest, times 65,535, rounded half to even;
 * what rounds to zero is left out (spec: 80-axon-dendrite §3.1). All zero gives empty lists.
 * Uids ascend, so that equal maps give equal commitments.
 *
 * @param weights by uid (0 to 65,535); finite and not negative, in any unit.
 * @throws WeightsError with `InvalidWeight` or `InvalidUid`, naming the uid.
 */
export function normalizeWeights(weights: ReadonlyMap<number, number>): EmittedWeights {
  const entries = [...weights].sort(([a], [b]) => a - b)
  let largest = 0
  for (const [uid, weight] of entries) {
    ensureEntry(uid, weight)
    if (weight > largest) largest = weight
  }
  const uids: number[] = []
  const values: number[] = []
  if (largest === 0) return { uids, values }
  for (const [uid, weight] of entries) {
    const value = roundHalfToEven((weight / largest) * U16_MAX)
    if (value === 0) continue
    uids.push(uid)
    values.push(value)
  }
  return { uids, values }
}

function ensureEntry(uid: number, weight: number): void {
  if (!Number.isInteger(uid) || uid < 0 || uid > U16_MAX) {
    throw new WeightsError('InvalidUid', `${uid} is not a uid; give integers from 0 to ${U16_MAX}`)
  }
  if (Number.isFinite(weight) && weight >= 0) return
  throw new WeightsError(
    'InvalidWeight',
    `The weight of uid ${uid} is ${weight}; give finite numbers of zero or more.`,
  )
}

/** Python's `round`. Between 0 and 65,535 the fraction of a double is exact. */
function roundHalfToEven(value: number): number {
  const below = Math.floor(value)
  const fraction = value - below
  if (fraction !== 0.5) return fraction > 0.5 ? below + 1 : below
  return below % 2 === 0 ? below : below + 1
}
