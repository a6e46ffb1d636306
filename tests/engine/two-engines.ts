import { bytesToHex, u64 } from '@plexus/primitives'
import type { AccountId, Hash } from '@plexus/primitives'
import { createChain, createMemoryDatabase, createPool, createSoloEngine } from '@plexus/node'
import type { Chain, SoloEngine } from '@plexus/node'
import { createRandom, createTransactionSource, readRawStorage } from '@plexus/testing'
import type { StoredBlock } from '@plexus/testing'
import { bftBench, GENESIS_MS, hasher } from './bft-bench.ts'

/** A history that both engines make. */
export interface TwinPlan {
  readonly blocks: number
  readonly seed: number
  /** The node of the network ends with this block, and is started again. */
  readonly nodeRestartsAt: number
  /** CometBFT dies after FinalizeBlock of this block, and is started again. */
  readonly cometDiesAt: number
}

/** What was in it. */
export interface TwinHistory {
  readonly included: number
  readonly failed: number
  /** Different calls that were included. */
  readonly calls: number
  /** Epochs of all subnets together. */
  readonly epochs: bigint
}

const SENT_FOR_BLOCK = 4
/** By which Root may take from under a chain what both engines need to go on. */
const RAW_WRITES = ['System.kill_storage', 'System.kill_prefix', 'System.set_storage']

/**
 * One history, decided by CometBFT, sealed by solo, and executed a third time from headers and
 * bodies alone. Solo announces no key here, since keys are of the author and not of the chain.
 * @throws Error that names the first block with another header
 */
export async function compareEngines(plan: TwinPlan): Promise<TwinHistory> {
  const bench = await bftBench({ disk: true })
  const { comet } = bench
  await comet.start()
  const chain = (): Chain => bench.node().chain
  const sole = await soloOn(chain())
  const random = createRandom(plan.seed)
  const source = await createTransactionSource({
    random,
    genesisHash: chain().genesisHash,
    without: new Set(RAW_WRITES),
    view: () => chain().stateAt(chain().head().hash),
  })
  const sent = new Map<string, string>()
  const calls = new Set<string>()
  let [included, failed] = [0, 0]
  let timeMs = GENESIS_MS

  async function decide(number: number): Promise<StoredBlock> {
    timeMs += 1 + random.below(900)
    if (number !== plan.cometDiesAt) return comet.decide({ timeMs })
    const block = await comet.decide({ timeMs, deadAt: 'finalized' })
    await comet.start()
    return block
  }

  try {
    for (let number = 1; number <= plan.blocks; number += 1) {
      for (let count = 0; count < SENT_FOR_BLOCK; count += 1) {
        const { bytes, call } = source.next((account) =>
          bench.node().pool.nextIndex(account as AccountId),
        )
        if ((await comet.checkTx(bytes)) === 0) sent.set(bytesToHex(bytes), call)
      }
      const { txs, result } = await decide(number)
      const codes = result?.txResults.map(({ code }) => code) ?? []
      included += txs.length - 1
      failed += codes.filter((code) => code === 1).length
      for (const tx of txs) calls.add(sent.get(bytesToHex(tx)) ?? 'Timestamp.set')
      await sealAlike(chain(), sole, number)
      if (number === plan.nodeRestartsAt) {
        comet.die()
        await bench.restart()
        await comet.start()
      }
    }
    executeAgain(chain())
    return { included, failed, calls: calls.size, epochs: epochsOf(chain()) }
  } finally {
    await sole.engine.stop()
    await bench.close()
  }
}

interface Sole {
  readonly chain: Chain
  readonly engine: SoloEngine
}

/** A chain of its own with the same runtime, sealed on request. */
async function soloOn({ runtime }: Chain): Promise<Sole> {
  const chain = memoryChain(runtime)
  const pool = createPool({ chain, hasher, signatures: { check: () => Promise.resolve(true) } })
  const engine = createSoloEngine({
    ...{ chain, pool, sealing: { mode: 'manual' } },
    lastTimestamp: () => runtime.timestamp(chain.stateAt(chain.head().hash)),
  })
  await engine.start()
  return { chain, engine }
}

function memoryChain(runtime: Chain['runtime']): Chain {
  const log = (): void => {}
  return createChain({ db: createMemoryDatabase(), runtime, hasher, pruning: 'archive', log })
}

/** Solo makes the block of this number from its time and its transactions. */
async function sealAlike(chain: Chain, sole: Sole, number: number): Promise<void> {
  const { hash, extrinsics, timestampMs } = blockAt(chain, number)
  const sealed = await sole.engine.seal({ timestampMs, extrinsics: extrinsics.slice(1) })
  same(`state root of block ${number}`, rootOf(sole.chain, sealed.hash), rootOf(chain, hash))
  same(`block ${number} under solo`, sealed.hash, hash)
}

/** Headers and bodies are all that a block is. */
function executeAgain(chain: Chain): void {
  const copy = memoryChain(chain.runtime)
  for (let number = 1; number <= chain.head().number; number += 1) {
    const { hash, header, extrinsics } = blockAt(chain, number)
    const view = copy.stateAt(copy.head().hash)
    // Throws where a field of the header is not what comes out.
    const executed = chain.runtime.execute(view, { header, extrinsics })
    same(`block ${number} executed again`, executed.hash, hash)
    copy.append(executed)
  }
}

function blockAt(chain: Chain, number: number) {
  const hash = chain.hashAt(number)
  const header = hash && chain.header(hash)
  const extrinsics = hash && chain.body(hash)
  if (header === undefined || extrinsics === undefined) throw new Error(`no block ${number}`)
  return { hash, header, extrinsics, timestampMs: chain.runtime.timestamp(chain.stateAt(hash)) }
}

function rootOf(chain: Chain, hash: Hash): Hash {
  const header = chain.header(hash)
  if (header === undefined) throw new Error('no header')
  return header.stateRoot
}

function same(what: string, found: Hash, expected: Hash): void {
  const [ours, theirs] = [bytesToHex(found), bytesToHex(expected)]
  if (ours !== theirs) throw new Error(`${what}: ${ours} instead of ${theirs}`)
}

function epochsOf(chain: Chain): bigint {
  const storage = readRawStorage(chain.stateAt(chain.head().hash), hasher)
  const item = 'SubtensorModule.SubnetEpochIndex'
  return storage
    .keys(item)
    .map((netuid) => storage.get(u64, item, netuid) ?? 0n)
    .reduce((sum, epochs) => sum + epochs, 0n)
}
