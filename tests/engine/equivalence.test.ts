import { bytesToHex } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { createChain, createMemoryDatabase, createPool, createSoloEngine } from '@plexus/node'
import type { Chain, Pool, SoloEngine } from '@plexus/node'
import { createRandom, createTransactionSource } from '@plexus/testing'
import { expect, test } from 'vitest'
import { bftBench, GENESIS_MS, hasher } from './bft-bench.ts'

const BLOCKS = 40
const SEED = 20_261_126

/**
 * One history, decided by CometBFT and sealed by solo: the same header at every height, so the
 * same state root. Solo announces no key here, since keys are of the author and not of the chain.
 */
test(`${BLOCKS} blocks of random transactions are the same under both engines`, async () => {
  const bench = await bftBench()
  const { comet } = bench
  await comet.start()
  const { chain, pool } = bench.node()
  const sole = await soloOn(chain)
  const random = createRandom(SEED)
  const source = await createTransactionSource({
    random,
    genesisHash: chain.genesisHash,
    without: new Set(['System.kill_storage', 'System.kill_prefix', 'System.set_storage']),
    view: () => chain.stateAt(chain.head().hash),
  })
  let included = 0
  let failed = 0
  let timeMs = GENESIS_MS
  for (let number = 1; number <= BLOCKS; number += 1) {
    for (let sent = 0; sent < 4; sent += 1) {
      const { bytes } = source.next((account) => pool.nextIndex(account as AccountId))
      await comet.checkTx(bytes)
    }
    timeMs += 1 + random.below(900)
    const { txs, result } = await comet.decide({ timeMs })
    included += txs.length - 1
    failed += result?.txResults.filter(({ code }) => code === 1).length ?? 0
    const at = chain.hashAt(number)!
    const timestampMs = chain.runtime.timestamp(chain.stateAt(at))
    const sealed = await sole.engine.seal({ timestampMs, extrinsics: txs.slice(1) })
    expect(bytesToHex(sole.chain.header(sealed.hash)!.stateRoot), `state root of ${number}`).toBe(
      bytesToHex(chain.header(at)!.stateRoot),
    )
    expect(bytesToHex(sealed.hash), `hash of ${number}`).toBe(bytesToHex(at))
  }
  // The history is one: most of it went in, and some of it failed.
  expect(included).toBeGreaterThan(BLOCKS)
  expect(failed).toBeGreaterThan(0)
  await sole.engine.stop()
  await bench.close()
}, 60_000)

/** A chain of its own with the same runtime, sealed on request. */
async function soloOn({ runtime }: Chain): Promise<{
  readonly chain: Chain
  readonly pool: Pool
  readonly engine: SoloEngine
}> {
  const db = createMemoryDatabase()
  const log = (): void => {}
  const chain = createChain({ db, runtime, hasher, pruning: 'archive', log })
  const pool = createPool({ chain, hasher, signatures: { check: () => Promise.resolve(true) } })
  const engine = createSoloEngine({
    ...{ chain, pool, sealing: { mode: 'manual' } },
    lastTimestamp: () => runtime.timestamp(chain.stateAt(chain.head().hash)),
  })
  await engine.start()
  return { chain, pool, engine }
}
