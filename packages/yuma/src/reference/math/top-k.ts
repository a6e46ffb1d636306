/**
 * Which elements are among the `k` largest. Of equal elements at the border the higher uid wins
 * (spec: 35-yuma-epoch §3 step 5). With fewer than `k` elements all are.
 */
export function isTopk(x: readonly bigint[], k: number): readonly boolean[] {
  const result = x.map(() => true)
  for (const uid of outsideTopk(x, k)) result[uid] = false
  return result
}

/** Which elements are among the `k` largest, as in {@link isTopk}, and not 0. */
export function isTopkNonzero(x: readonly bigint[], k: number): readonly boolean[] {
  const result = x.map((value) => value !== 0n)
  for (const uid of outsideTopk(x, k)) result[uid] = false
  return result
}

function outsideTopk(x: readonly bigint[], k: number): readonly number[] {
  if (x.length < k) return []
  // The sort is stable: equal values stay in uid order, so the lower uid is cut first.
  return x
    .map((value, uid) => ({ value, uid }))
    .sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0))
    .slice(0, x.length - k)
    .map(({ uid }) => uid)
}
