import { I32F32, subSaturating } from '../../fixed.ts'
import type { SparseMatrix } from '../../sparse.ts'
import { normalize, sum } from './normalize.ts'

/**
 * The stake-weighted median of each column, over the validators with positive stake: the consensus
 * (spec: 35-yuma-epoch §4).
 *
 * @param stake raw I32F32 per row of `score`; it is normalised here
 * @param score weights; an absent one counts as 0, of a repeated uid the last one counts
 * @param columns length of the result; entries with a uid from here on are ignored
 * @param majority kappa as raw I32F32
 */
export function weightedMedianCol(
  stake: readonly bigint[],
  score: SparseMatrix,
  columns: number,
  majority: bigint,
): readonly bigint[] {
  const members = stake.flatMap((own, uid) => (own > 0n ? [{ own, row: score[uid] ?? [] }] : []))
  const shares = normalize(members.map(({ own }) => own))
  const minority = subSaturating(I32F32, sum(shares), majority)
  const scores = Array.from({ length: columns }, () => members.map(() => 0n))
  for (const [position, { row }] of members.entries()) {
    for (const [j, value] of row) {
      const column = scores[j]
      if (column !== undefined) column[position] = value
    }
  }
  return scores.map((column) => weightedMedian(shares, column, minority))
}

/**
 * The smallest score for which the stake at or below it exceeds `minority`; the largest score if
 * there is none; 0 without members or when the lengths differ. When the stake is exactly `minority`
 * the median moves up to the next score.
 *
 * @param stake raw I32F32 per member, ≥ 0
 * @param score raw I32F32 per member
 * @param minority raw I32F32, may be negative
 */
export function weightedMedian(
  stake: readonly bigint[],
  score: readonly bigint[],
  minority: bigint,
): bigint {
  if (stake.length !== score.length) return 0n
  const members = score
    .map((value, i) => ({ value, own: stake[i] ?? 0n }))
    .sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0))
  let atOrBelow = 0n
  for (const { value, own } of members) {
    // Equal scores only add more stake at the same answer, so they need no grouping.
    atOrBelow += own
    if (atOrBelow > minority) return value
  }
  return members.at(-1)?.value ?? 0n
}
