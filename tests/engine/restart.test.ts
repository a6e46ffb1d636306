import { bytesToHex } from '@plexus/primitives'
import type { DeathPoint } from '@plexus/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bftBench, GENESIS_MS } from './bft-bench.ts'
import type { BftBench } from './bft-bench.ts'

/** The cases of the handshake (spec: 90-cometbft §6.2); a death at each point of the third block. */
describe('after a death the two agree again', () => {
  let bench: BftBench
  beforeEach(async () => {
    bench = await bftBench({ disk: true })
  })
  afterEach(() => bench.close())

  const CASES: readonly (readonly [DeathPoint, readonly string[]])[] = [
    // The block is stored, we have not heard of it.
    ['stored', ['replay 3']],
    // We executed it and had not written it.
    ['finalized', ['replay 3']],
    // We wrote it, CometBFT had not noted that.
    ['committed', ['mock 3']],
  ]
  const SURVIVORS = ['the node lives on', 'the node dies too'] as const

  test.each(CASES.flatMap(([at, steps]) => SURVIVORS.map((who) => [at, who, steps] as const)))(
    'CometBFT dies with the block %s, %s',
    async (deadAt, survivor, steps) => {
      const { comet } = bench
      await comet.start()
      await comet.decide()
      await comet.decide()
      await comet.checkTx(bench.transfer(0))
      await comet.decide({ deadAt })
      if (survivor === 'the node dies too') await bench.restart()
      await comet.start()
      expect(comet.handshake).toEqual(steps)
      await comet.decide()
      const { chain } = bench.node()
      expect(chain.head().number).toBe(4)
      expect(bench.fatal).toEqual([])
      for (const { height, result } of comet.store) {
        const ours = chain.hashAt(height)
        expect(ours && bytesToHex(ours), `block ${height}`).toBe(
          bytesToHex(result?.appHash ?? new Uint8Array()),
        )
      }
      expect(chain.body(chain.hashAt(3)!)).toHaveLength(2)
      await expect.poll(() => chain.finalized().number).toBe(4)
    },
  )

  test('a block that is finalised twice is the same, whatever was asked between', async () => {
    const { comet } = bench
    await comet.start()
    const timeMs = GENESIS_MS
    await comet.checkTx(bench.transfer(0))
    const txs = await comet.prepare(timeMs)
    await comet.catchUp({ timeMs, txs }, 'finalized')
    const first = comet.store[0]?.result?.appHash
    await comet.start()
    expect(comet.handshake).toEqual(['init', 'replay 1'])
    expect(comet.store[0]?.result?.appHash).toEqual(first)
    expect(bench.node().chain.head().number).toBe(1)
  })

  test('CometBFT that dies before block 1 founds the chain again', async () => {
    await bench.comet.start()
    bench.comet.die()
    await bench.comet.start()
    expect(bench.comet.handshake).toEqual(['init'])
    await bench.comet.decide()
    expect(bench.node().chain.head().number).toBe(1)
  })

  test('a node that lost its data gets all blocks again', async () => {
    const { comet } = bench
    await comet.start()
    for (let nonce = 0; nonce < 5; nonce += 1) {
      await comet.checkTx(bench.transfer(nonce))
      await comet.decide()
    }
    const lost = bytesToHex(bench.node().chain.head().hash)
    comet.die()
    const other = await bftBench()
    for (const { timeMs, txs } of comet.store) {
      if (other.comet.store.length === 0) await other.comet.start()
      await other.comet.catchUp({ timeMs, txs })
    }
    expect(bytesToHex(other.node().chain.head().hash)).toBe(lost)
    await other.close()
  })

  test('finality that a death cut off is made up for at the start', async () => {
    const { comet } = bench
    await comet.start()
    await comet.decide()
    // The answer to Commit is out, the next tick has not come.
    const stopped = bench.restart()
    await stopped
    await expect.poll(() => bench.node().chain.finalized().number).toBe(1)
  })
})
