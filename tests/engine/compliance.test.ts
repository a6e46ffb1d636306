import { bytesToHex } from '@plexus/primitives'
import { createNode } from '@plexus/node'
import type { AnyNode, ChainEvent } from '@plexus/node'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bftBench, bob } from './bft-bench.ts'
import type { BftBench } from './bft-bench.ts'

/** An engine under test: a node, and what makes it decide about a block. */
interface Driven {
  readonly node: () => AnyNode
  /** One block, of what the pool holds. */
  decide(): Promise<unknown>
  restart(): Promise<void>
  close(): Promise<void>
}

const ENGINES: readonly (readonly [string, (bench: BftBench) => Promise<Driven>])[] = [
  ['solo', solo],
  ['cometbft', cometbft],
]

async function solo(): Promise<Driven> {
  const node = await createNode({
    ...{ preset: 'localnet', timing: 'fast', memory: true, signatureWorkers: 0 },
    ...{ sealing: { mode: 'manual' }, finalityLag: 0 },
  })
  await node.start()
  return {
    node: () => node,
    decide: () => node.engine.seal(),
    async restart() {
      await node.engine.stop()
      await node.engine.start()
    },
    close: () => node.stop(),
  }
}

async function cometbft(bench: BftBench): Promise<Driven> {
  const { comet } = bench
  await comet.start()
  return {
    node: bench.node,
    decide: () => comet.decide(),
    async restart() {
      await bench.node().engine.stop()
      await bench.node().engine.start()
      await comet.start()
    },
    close: () => Promise.resolve(),
  }
}

/** What the node relies on, whichever engine decides. */
describe.each(ENGINES)('the %s engine', (_name, drive) => {
  let bench: BftBench
  let driven: Driven
  beforeEach(async () => {
    bench = await bftBench()
    driven = await drive(bench)
  })
  afterEach(async () => {
    await driven.close()
    await bench.close()
  })

  const chain = () => driven.node().chain
  const submit = (nonce: number, amount?: bigint) =>
    driven.node().pool.submit(bench.transfer(nonce, amount), 'External')

  test('each block is on the head, higher by one and in a later slot', async () => {
    const { runtime } = chain()
    let time = 0n
    for (let number = 1; number <= 6; number += 1) {
      const parent = chain().head().hash
      await driven.decide()
      const { hash } = chain().head()
      const header = chain().header(hash)
      expect(header?.number).toBe(number)
      expect(bytesToHex(header!.parentHash)).toBe(bytesToHex(parent))
      const now = runtime.timestamp(chain().stateAt(hash))
      expect(now / 250n > time / 250n).toBe(true)
      expect(header?.digest[0]).toEqual(runtime.preDigest(now)[0])
      time = now
    }
  })

  test('takes what the pool holds in the order of its nonces, and empties it', async () => {
    await submit(1, 2n)
    await submit(0, 1n)
    await driven.decide()
    const body = chain().body(chain().head().hash) ?? []
    const sent = [bench.transfer(0, 1n), bench.transfer(1, 2n)]
    expect(body.slice(-2)).toEqual(sent)
    expect(driven.node().pool.size()).toEqual({ ready: 0, future: 0 })
    expect(driven.node().pool.nextIndex(bob.account)).toBe(0)
  })

  test('a watcher hears of the block and then of its finality', async () => {
    const heard: string[] = []
    await driven.node().pool.watch(bench.transfer(0), 'External', ({ type }) => heard.push(type))
    await driven.decide()
    await expect.poll(() => heard).toEqual(['ready', 'inBlock', 'finalized'])
  })

  test('whoever follows the chain hears of a block before it is final', async () => {
    const heard: string[] = []
    chain().subscribe((event) => heard.push(nameOf(event)))
    await driven.decide()
    await expect.poll(() => heard).toEqual(['+1', '=1'])
  })

  test('a block executes again from its header and body alone', async () => {
    await submit(0)
    await submit(1, 10n ** 18n)
    await driven.decide()
    await driven.decide()
    const { runtime } = chain()
    let parent = chain().genesisHash
    for (const number of [1, 2]) {
      const hash = chain().hashAt(number)!
      const block = { header: chain().header(hash)!, extrinsics: chain().body(hash)! }
      expect(bytesToHex(runtime.execute(chain().stateAt(parent), block).hash)).toBe(
        bytesToHex(hash),
      )
      parent = hash
    }
  })

  test('decides nothing between stop and start, and goes on after it', async () => {
    await driven.decide()
    await driven.restart()
    await submit(0)
    await driven.decide()
    expect(chain().head().number).toBe(2)
    expect(chain().body(chain().head().hash)?.at(-1)).toEqual(bench.transfer(0))
  })

  test('stops twice and starts twice', async () => {
    const { engine } = driven.node()
    await engine.stop()
    await engine.stop()
    await engine.start()
    await expect(driven.restart()).resolves.toBeUndefined()
    await driven.decide()
    expect(chain().head().number).toBe(1)
  })
})

function nameOf(event: ChainEvent): string {
  if (event.type === 'imported') return `+${event.ref.number}`
  if (event.type === 'finalized') return event.blocks.map(({ number }) => `=${number}`).join(' ')
  return event.type
}
