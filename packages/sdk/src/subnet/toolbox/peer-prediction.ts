/** Signals of two peers on the same task, each 0 to C − 1. */
export type SignalPair = readonly [own: number, peer: number]

/**
 * Determinant mutual information (Kong, arXiv 1911.00272): the product of the determinants of two
 * count matrices, one for each half of the common tasks. In expectation nobody gains by a strategy
 * other than the truth; who answers without looking gets 0.
 *
 * @param pairs at least 2C common tasks, in an order that neither peer chose
 * @param classes C, 2 or more
 * @throws RangeError on fewer tasks or another signal
 */
export function determinantPayment(pairs: readonly SignalPair[], classes: number): number {
  if (pairs.length < 2 * classes)
    throw new RangeError(`Peers need ${2 * classes} common tasks, not ${pairs.length}.`)
  const half = Math.floor(pairs.length / 2)
  const first = determinant(jointCounts(pairs.slice(0, half), classes))
  const second = determinant(jointCounts(pairs.slice(half), classes))
  return first * second
}

/**
 * Correlated agreement (Shnayder and others, 2016): how much more often signals fit on the same task
 * than on different ones. Blind agreement earns 0.
 *
 * @param pairs two or more common tasks
 * @param fits whether two signals go together; by default where they are equal
 * @returns −1 to 1
 */
export function correlatedAgreement(
  pairs: readonly SignalPair[],
  fits: (own: number, peer: number) => boolean = (own, peer) => own === peer,
): number {
  const tasks = pairs.length
  if (tasks < 2) throw new RangeError(`Peers need two common tasks, not ${tasks}.`)
  let same = 0
  let cross = 0
  for (const [at, [own]] of pairs.entries())
    for (const [other, [, peer]] of pairs.entries()) {
      if (!fits(own, peer)) continue
      if (at === other) same++
      else cross++
    }
  return same / tasks - cross / (tasks * (tasks - 1))
}

function jointCounts(pairs: readonly SignalPair[], classes: number): number[][] {
  const counts = Array.from({ length: classes }, () => Array.from({ length: classes }, () => 0))
  for (const [own, peer] of pairs) {
    const row = counts[own]
    const count = row?.[peer]
    if (row === undefined || count === undefined)
      throw new RangeError(`A signal is an integer of 0 to ${classes - 1}.`)
    row[peer] = count + 1
  }
  return counts
}

/** Bareiss' elimination: exact, as long as the integers are. */
function determinant(matrix: readonly (readonly number[])[]): number {
  const rows = matrix.map((row) => [...row])
  const size = rows.length
  let sign = 1
  let previous = 1
  for (let step = 0; step < size - 1; step++) {
    const pivotRow = rows.findIndex((row, at) => at >= step && row[step] !== 0)
    if (pivotRow < 0) return 0
    if (pivotRow !== step) {
      const moved = rows[step] as number[]
      rows[step] = rows[pivotRow] as number[]
      rows[pivotRow] = moved
      sign = -sign
    }
    const pivot = rows[step] as number[]
    for (const row of rows.slice(step + 1)) eliminate(row, pivot, step, previous)
    previous = pivot[step] as number
  }
  return sign * (rows[size - 1]?.[size - 1] ?? 1)
}

function eliminate(row: number[], pivot: readonly number[], step: number, previous: number): void {
  const factor = row[step] as number
  const lead = pivot[step] as number
  for (let at = step + 1; at < row.length; at++)
    row[at] = ((row[at] as number) * lead - factor * (pivot[at] as number)) / previous
  row[step] = 0
}
