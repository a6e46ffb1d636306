/**
 * Shares power by weight. A share above the cap is cut, and what is cut goes to the others by their
 * weights; where there are too few others the cap is an equal share.
 *
 * @param weights above zero, descending
 * @returns one power each, at least 1
 */
export function sharePower(
  weights: readonly bigint[],
  total: bigint,
  capPermille: number,
): readonly bigint[] {
  const count = BigInt(weights.length)
  if (count === 0n) return []
  const equal = (total + count - 1n) / count
  const most = greater((total * BigInt(capPermille)) / WHOLE, equal)
  let power = total
  let weight = weights.reduce((sum, each) => sum + each, 0n)
  return weights.map((own) => {
    const fair = (own * power) / weight
    const share = fair < most ? fair : most
    power -= share
    weight -= own
    return greater(share, 1n)
  })
}

const WHOLE = 1000n

const greater = (a: bigint, b: bigint): bigint => (a > b ? a : b)
