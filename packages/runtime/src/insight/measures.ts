/** A number of millionths: 1,000,000 is 1. */
export type Millionths = bigint

/** How unevenly amounts are spread. */
export interface Measures {
  /** How many share, those with nothing included. */
  readonly holders: number
  readonly total: bigint
  /** 0 where all have the same; rounded down. 0 where there is nothing. */
  readonly giniMillionths: Millionths
  /** The fewest that have more than half together; 0 where there is nothing. */
  readonly nakamoto: number
  /** The part of the largest 1, 5, 10 and 20, rounded down. */
  readonly topMillionths: readonly { readonly holders: number; readonly part: Millionths }[]
}

const WHOLE = 1_000_000n
const TOPS = [1, 5, 10, 20] as const

/**
 * Gini coefficient, Nakamoto coefficient and shares of the largest, in whole numbers.
 *
 * @param amounts of any unit, none negative
 */
export function measures(amounts: readonly bigint[]): Measures {
  const falling = [...amounts].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0))
  const total = falling.reduce((sum, amount) => sum + amount, 0n)
  return {
    holders: falling.length,
    total,
    giniMillionths: gini(falling, total),
    nakamoto: nakamoto(falling, total),
    topMillionths: TOPS.map((holders) => ({ holders, part: top(falling, total, holders) })),
  }
}

/** Σ (n + 1 − 2·rank) · amount / (n · total), with the largest at rank 1. */
function gini(falling: readonly bigint[], total: bigint): Millionths {
  if (total === 0n) return 0n
  const n = BigInt(falling.length)
  const weighed = falling.reduce((sum, amount, at) => sum + (n - 1n - 2n * BigInt(at)) * amount, 0n)
  return (WHOLE * weighed) / (n * total)
}

function nakamoto(falling: readonly bigint[], total: bigint): number {
  let sum = 0n
  for (const [at, amount] of falling.entries()) {
    sum += amount
    if (2n * sum > total) return at + 1
  }
  return 0
}

function top(falling: readonly bigint[], total: bigint, holders: number): Millionths {
  if (total === 0n) return 0n
  const sum = falling.slice(0, holders).reduce((all, amount) => all + amount, 0n)
  return (WHOLE * sum) / total
}
