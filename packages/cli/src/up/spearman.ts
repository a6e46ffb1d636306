/**
 * Spearman's rank correlation: 1 where both lists have the same order, −1 where it is reversed;
 * equal values share their mean rank. Undefined for fewer than two pairs, or where one list has one
 * value only.
 */
export function spearman(pairs: readonly (readonly [number, number])[]): number | undefined {
  const first = ranks(pairs.map(([one]) => one))
  const second = ranks(pairs.map(([, other]) => other))
  const mean = (pairs.length + 1) / 2
  let product = 0
  let squares = 0
  let others = 0
  for (const [at, rank] of first.entries()) {
    const other = second[at] ?? mean
    product += (rank - mean) * (other - mean)
    squares += (rank - mean) ** 2
    others += (other - mean) ** 2
  }
  return squares === 0 || others === 0 ? undefined : product / Math.sqrt(squares * others)
}

function ranks(values: readonly number[]): readonly number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length
    const equal = values.filter((other) => other === value).length
    return below + (equal + 1) / 2
  })
}
