/** What validators say of miners in one window. */
export interface PayoutEpoch {
  /** Shares of stake by validator; together 1. */
  readonly stakes: readonly number[]
  /** Weights by validator and uid; each row sums to 1 or is all 0. */
  readonly weights: readonly (readonly number[])[]
}

/** Who is paid what part: of the miners' pay by uid, of the validators' pay by validator. */
export interface PayoutResult {
  readonly miners: readonly number[]
  readonly validators: readonly number[]
}

/** Pays a window. It may remember earlier ones: make a new one for each simulation. */
export type Payout = (epoch: PayoutEpoch) => PayoutResult

/**
 * A small Yuma consensus in floats: weights are cut to what half of the stake agrees on (stake-
 * weighted median); incentive is the cut weight by stake; dividends follow bonds, a moving average
 * of cut weights by stake (spec: 35-yuma-epoch). For money there is the real one.
 *
 * @param options.bondsAlpha part of the newest window in the bonds. Default: 0.1, that of the chain
 */
export function createMedianPayout(options: { readonly bondsAlpha?: number } = {}): Payout {
  const { bondsAlpha = 0.1 } = options
  let bonds: readonly (readonly number[])[] = []
  return ({ stakes, weights }) => {
    const size = weights[0]?.length ?? 0
    const uids = Array.from({ length: size }, (_, uid) => uid)
    const consensus = uids.map((uid) => medianOf(stakes, weights, uid))
    const cut = weights.map((row) =>
      row.map((weight, uid) => Math.min(weight, consensus[uid] ?? 0)),
    )
    const ranks = uids.map((uid) => columnSum(stakes, cut, uid))
    const miners = normalised(ranks)
    bonds = stakes.map((stake, validator) =>
      uids.map((uid) => {
        const rank = ranks[uid] ?? 0
        const bought = rank > 0 ? (stake * (cut[validator]?.[uid] ?? 0)) / rank : 0
        const held = bonds[validator]?.[uid]
        return held === undefined ? bought : (1 - bondsAlpha) * held + bondsAlpha * bought
      }),
    )
    const totals = uids.map((uid) => columnSum(undefined, bonds, uid))
    const dividends = bonds.map((row) =>
      row.reduce((total, bond, uid) => {
        const all = totals[uid] ?? 0
        return all > 0 ? total + (bond / all) * (miners[uid] ?? 0) : total
      }, 0),
    )
    return { miners, validators: normalised(dividends) }
  }
}

const MAJORITY = 0.5

/** The largest weight that validators with at least half of the stake give or exceed. */
function medianOf(
  stakes: readonly number[],
  weights: readonly (readonly number[])[],
  uid: number,
): number {
  const said = stakes
    .map((stake, validator) => ({ stake, weight: weights[validator]?.[uid] ?? 0 }))
    .sort((a, b) => b.weight - a.weight)
  let behind = 0
  for (const { stake, weight } of said) {
    behind += stake
    if (behind >= MAJORITY) return weight
  }
  return 0
}

const columnSum = (
  factors: readonly number[] | undefined,
  rows: readonly (readonly number[])[],
  uid: number,
): number => rows.reduce((total, row, at) => total + (factors?.[at] ?? 1) * (row[uid] ?? 0), 0)

function normalised(values: readonly number[]): readonly number[] {
  const total = values.reduce((all, value) => all + value, 0)
  return total > 0 ? values.map((value) => value / total) : values.map(() => 0)
}
