/**
 * The results of `work` for each item, in their order, two at a time: most of a suite is waiting
 * for blocks.
 */
export async function inPairs(items, work) {
  const results = []
  let next = 0
  const worker = async () => {
    while (next < items.length) {
      const at = next
      next += 1
      results[at] = await work(items[at])
    }
  }
  await Promise.all([worker(), worker()])
  return results
}
