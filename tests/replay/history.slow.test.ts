import { bytesToHex, createHasher, createSignatures } from '@plexus/primitives'
import { createHost } from '@plexus/runtime'
import { ROOT_OVERRIDES } from '@plexus/testing'
import { expect, test } from 'vitest'
import { makeHistory, makeNode, replayHistory } from './history.ts'
import { createTally } from './tally.ts'

const BLOCKS = 60
const [hasher, signatures] = await Promise.all([createHasher(), createSignatures()])
const host = createHost(hasher, signatures)

for (const seed of [1, 2]) {
  test(`the invariants hold after each block of a history, and it replays (seed ${seed})`, async () => {
    const [first, second] = [await makeNode(), await makeNode()]
    await first.start()
    const tally = createTally()
    const plan = { blocks: BLOCKS, seed, without: ROOT_OVERRIDES, invariants: true }
    const { included } = await makeHistory(first, host, plan, tally)
    replayHistory(first, second)
    const heads = [first, second].map(({ chain }) => chain.head())
    await first.stop()
    await second.stop()
    expect(heads[0]).toEqual(heads[1])
    // A history in which nothing happens shows nothing.
    expect(included).toBeGreaterThan(2 * BLOCKS)
    expect(tally.successPercent()).toBeGreaterThan(50)
  }, 120_000)
}

test('a seed gives the same history each time, and another seed another', async () => {
  const heads: string[] = []
  for (const seed of [3, 3, 4]) {
    const node = await makeNode()
    await node.start()
    const plan = { blocks: BLOCKS, seed, without: new Set<string>(), invariants: false }
    await makeHistory(node, host, plan, createTally())
    heads.push(bytesToHex(node.chain.head().hash))
    await node.stop()
  }
  const [first, again, other] = heads
  expect(again).toBe(first)
  expect(other).not.toBe(first)
}, 120_000)
