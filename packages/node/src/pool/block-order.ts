import type { Entry } from './entry.ts'

/**
 * Ready entries by priority (highest first), then arrival, each after the ones it requires
 * (spec: 70-rpc §6.3). PERF: a binary heap, n·log n for all of them, lazy for the first few.
 */
export function* inBlockOrder(
  entries: ReadonlyMap<string, Entry>,
  requirersOf: (tag: string) => Iterable<Entry>,
): Generator<Entry> {
  const open: Entry[] = []
  const missing = new Map<Entry, number>()
  for (const entry of entries.values()) {
    if (entry.ready && entry.requires.length === 0) push(open, entry)
  }
  for (let next = pop(open); next !== undefined; next = pop(open)) {
    if (!next.ready || entries.get(next.key) !== next) continue
    yield next
    for (const tag of next.provides) {
      for (const entry of requirersOf(tag)) {
        if (!entry.ready) continue
        const left = (missing.get(entry) ?? entry.requires.length) - 1
        missing.set(entry, left)
        if (left === 0) push(open, entry)
      }
    }
  }
}

function before(left: Entry, right: Entry): boolean {
  if (left.priority !== right.priority) return left.priority > right.priority
  return left.sequence < right.sequence
}

function push(heap: Entry[], entry: Entry): void {
  let at = heap.length
  heap.push(entry)
  while (at > 0) {
    const parentAt = (at - 1) >> 1
    const parent = heap[parentAt]
    if (parent === undefined || !before(entry, parent)) break
    heap[at] = parent
    at = parentAt
  }
  heap[at] = entry
}

function pop(heap: Entry[]): Entry | undefined {
  const top = heap[0]
  const last = heap.pop()
  if (top === undefined || last === undefined || heap.length === 0) return top
  let at = 0
  for (;;) {
    const leftAt = 2 * at + 1
    const left = heap[leftAt]
    const right = heap[leftAt + 1]
    if (left === undefined) break
    const [child, childAt] =
      right !== undefined && before(right, left) ? [right, leftAt + 1] : [left, leftAt]
    if (!before(child, last)) break
    heap[at] = child
    at = childAt
  }
  heap[at] = last
  return top
}
