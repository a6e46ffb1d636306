/**
 * Blocks without an update after which a uid is inactive, ≥ 1 (spec: 35-yuma-epoch §2).
 *
 * @param factorMilli ActivityCutoffFactorMilli, u32, in thousandths of a tempo
 * @param tempo blocks, u16
 */
export function activityCutoffBlocks(factorMilli: number, tempo: number): bigint {
  const blocks = (BigInt(factorMilli) * BigInt(tempo)) / 1000n
  return blocks > 1n ? blocks : 1n
}
