/**
 * Rank correlation of Spearman: Pearson's of the ranks, where equal values share the mean of theirs.
 *
 * @returns −1 to 1; 0 where one side has no differences or there are fewer than two pairs
 */
export function spearman(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) throw new RangeError('Both sides of a correlation are equally long.')
  return pearson(ranksOf(a), ranksOf(b))
}

function ranksOf(values: readonly number[]): readonly number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length
    const equal = values.filter((other) => other === value).length
    return below + (equal + 1) / 2
  })
}

function pearson(a: readonly number[], b: readonly number[]): number {
  const meanA = mean(a)
  const meanB = mean(b)
  let covariance = 0
  let varianceA = 0
  let varianceB = 0
  for (const [at, value] of a.entries()) {
    const offA = value - meanA
    const offB = (b[at] ?? 0) - meanB
    covariance += offA * offB
    varianceA += offA * offA
    varianceB += offB * offB
  }
  const scale = Math.sqrt(varianceA * varianceB)
  return scale > 0 ? covariance / scale : 0
}

const mean = (values: readonly number[]): number =>
  values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : 0
