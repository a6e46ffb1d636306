import { createHasher, updateTrie } from '@plexus/primitives'
import type { NodePath } from '@plexus/primitives'
import { median, secondsOf } from '../scenario.ts'
import type { Figure, Scenario } from '../scenario.ts'

const PREFIXES = 60
const VALUE_BYTES = [1, 2, 4, 8, 16, 32, 33, 80] as const

/** Microseconds per changed key: a block that changes `changed` of `keys` keys. */
async function costPerKey(keys: number, changed: number): Promise<number> {
  const hasher = await createHasher()
  const random = createRandom(2024)
  const randomKey = (length: number): string =>
    String.fromCharCode(...Array.from({ length }, () => random(256)))
  const randomValue = (): Uint8Array =>
    new Uint8Array(VALUE_BYTES[random(VALUE_BYTES.length)] ?? 1).map(() => random(256))

  const prefixes = Array.from({ length: PREFIXES }, () => randomKey(32))
  const all = Array.from(
    { length: keys },
    (_, at) => (prefixes[at % PREFIXES] ?? '') + randomKey(at % 2 === 0 ? 16 : 48),
  )
  const nodes = new Map<NodePath, Uint8Array>()
  const initial = all.map((key) => [key, randomValue()] as const)
  for (const [path, node] of updateTrie(hasher, nodes, initial).nodes) {
    if (node !== undefined) nodes.set(path, node)
  }
  const times: number[] = []
  for (let block = 0; block < 40; block += 1) {
    const changes = Array.from(
      { length: changed },
      () => [all[random(keys)] ?? '', randomValue()] as const,
    )
    times.push(await secondsOf(() => updateTrie(hasher, nodes, changes)))
  }
  return (median(times) / changed) * 1e6
}

export const roots: Scenario = {
  name: 'roots',
  about: 'state root of a block, nodes in memory',
  async run(size) {
    const cases = size === 'full' ? [500, 50_000, 300_000] : [500, 5_000]
    const figures: Figure[] = []
    for (const keys of cases) {
      const changed = keys === 500 ? 11 : 1_000
      figures.push({
        name: `state root, ${changed} of ${keys} keys changed`,
        value: await costPerKey(keys, changed),
        unit: 'µs/key',
      })
    }
    return figures
  },
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
