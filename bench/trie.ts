import { createHasher, updateTrie } from '@plexus/primitives'
import type { Hasher, NodePath } from '@plexus/primitives'
import { Bench } from 'tinybench'

/** Cost of a block's state root: changed keys out of all keys, nodes in a plain `Map`. */
const CASES = [
  { keys: 500, changed: 11 },
  { keys: 50_000, changed: 100 },
  { keys: 50_000, changed: 1000 },
] as const

const PREFIXES = 60
const VALUE_SIZES = [1, 2, 4, 8, 16, 32, 33, 80] as const

const random = createRandom(2024)
const hasher = await createHasher()
const bench = new Bench({ name: 'trie', time: 1000 })
for (const { keys, changed } of CASES) addCase(bench, hasher, keys, changed)
await bench.run()
process.stdout.write(`${JSON.stringify(bench.table(), undefined, 2)}\n`)

function addCase(into: Bench, withHasher: Hasher, keys: number, changed: number): void {
  const prefixes = Array.from({ length: PREFIXES }, () => randomKey(32))
  const all = Array.from({ length: keys }, (_, at) => {
    return (prefixes[at % PREFIXES] ?? '') + randomKey(at % 2 === 0 ? 16 : 48)
  })
  const nodes = new Map<NodePath, Uint8Array>()
  const setAll = all.map((key) => [key, randomValue()] as const)
  for (const [path, node] of updateTrie(withHasher, nodes, setAll).nodes) {
    if (node !== undefined) nodes.set(path, node)
  }
  const blocks = Array.from({ length: 16 }, () =>
    Array.from({ length: changed }, () => [all[random(keys)] ?? '', randomValue()] as const),
  )
  let block = 0
  into.add(`${changed} of ${keys} keys`, () => {
    updateTrie(withHasher, nodes, blocks[block % blocks.length] ?? [])
    block += 1
  })
}

function randomKey(length: number): string {
  return String.fromCharCode(...Array.from({ length }, () => random(256)))
}

function randomValue(): Uint8Array {
  const value = new Uint8Array(VALUE_SIZES[random(VALUE_SIZES.length)] ?? 1)
  return value.map(() => random(256))
}

/** mulberry32: whole numbers below a bound, the same on every run. */
function createRandom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}
