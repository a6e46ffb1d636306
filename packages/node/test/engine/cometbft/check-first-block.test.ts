import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkFirstBlock } from '../../../src/engine/cometbft/check-first-block.ts'
import { createNode } from '../../../src/service.ts'
import type { Node } from '../../../src/service.ts'

/** 1 January 2026, and half a second. */
const TIME_MS = 1_767_225_600_500

let node: Node
beforeEach(async () => {
  node = await createNode({
    ...{ preset: 'localnet', timing: 'fast', memory: true, signatureWorkers: 0 },
    sealing: { mode: 'manual' },
  })
  await node.start()
})
afterEach(() => node.stop())

test('of a chain without blocks nothing can be said', () => {
  expect(() => checkFirstBlock(node.chain, TIME_MS, 'home')).not.toThrow()
})

test('a chain is that of the genesis file whose time its block 1 has', async () => {
  await node.engine.seal({ timestampMs: BigInt(TIME_MS) })
  await node.engine.seal({ timestampMs: BigInt(TIME_MS + 1_000) })
  expect(() => checkFirstBlock(node.chain, TIME_MS, 'home')).not.toThrow()
  for (const otherMs of [TIME_MS - 1, TIME_MS + 1, TIME_MS + 1_000, 0]) {
    expect(() => checkFirstBlock(node.chain, otherMs, 'home'), String(otherMs)).toThrow(
      expect.objectContaining({ code: 'CometBftForeign' }),
    )
  }
})

test('a time before the first slot is that of the slot', async () => {
  await node.engine.seal({ timestampMs: 250n })
  expect(() => checkFirstBlock(node.chain, 7, 'home')).not.toThrow()
})
