const U64_MAX = (1n << 64n) - 1n
const U128_MAX = (1n << 128n) - 1n

/** What falls to one weight, by its place in the list of weights. */
export interface Portion {
  readonly at: number
  readonly share: bigint
}

/**
 * Divides an amount by weights, each share rounded down; what is left goes out one by one to the
 * largest remainders, of equal ones to the first. Weights of 0 get nothing.
 *
 * @returns in the order in which shares are paid: by remainder where something was left, else as given
 */
export function divideByLargestRemainder(
  amount: bigint,
  weights: readonly bigint[],
): readonly Portion[] {
  const total = capped(
    weights.reduce((sum, weight) => sum + weight, 0n),
    U128_MAX,
  )
  if (amount === 0n || total === 0n) return []
  const portions = weights.flatMap((weight, at) => {
    const product = capped(amount * weight, U128_MAX)
    return weight === 0n
      ? []
      : [{ at, share: capped(product / total, U64_MAX), rest: product % total }]
  })
  const left = amount - portions.reduce((sum, { share }) => sum + share, 0n)
  if (left <= 0n) return portions
  return [...portions]
    .sort((a, b) => (a.rest > b.rest ? -1 : a.rest < b.rest ? 1 : 0))
    .map(({ at, share }, place) => ({ at, share: BigInt(place) < left ? share + 1n : share }))
}

const capped = (value: bigint, most: bigint): bigint => (value > most ? most : value)
