/**
 * Runs `work` for each item, at most `concurrency` at a time, in order of the items; results too are
 * in that order. Starts no more once `signal` fires: those are missing at the end.
 *
 * @throws the first error of `work`, after all that run have ended
 */
export async function mapBounded<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  options: { readonly concurrency: number; readonly signal: AbortSignal },
): Promise<Result[]> {
  const results: Result[] = []
  const errors: unknown[] = []
  let next = 0
  const lane = async () => {
    while (next < items.length && !options.signal.aborted && errors.length === 0) {
      const at = next++
      try {
        results[at] = await work(items[at] as Item)
      } catch (error) {
        errors.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(options.concurrency, items.length) }, lane))
  if (errors.length > 0) throw errors[0]
  return results
}
