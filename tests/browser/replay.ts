import { bytesToHex, createHasher, createSignatures } from '@plexus/primitives'
import type { Hash, Hasher } from '@plexus/primitives'
import { createHost, createRuntime, localnet, runtimeConfig } from '@plexus/runtime'
import type { ExecutedBlock, Runtime } from '@plexus/runtime'
import type { HistoryBlock } from './history-file.ts'
import { createMemoryState } from './memory-state.ts'
import type { MemoryState } from './memory-state.ts'

/** What a block came out with. */
export interface BlockRoots {
  readonly number: number
  /** `0x…` */
  readonly stateRoot: string
  /** Hash of the header: it says the same of all other roots and of the digest. `0x…` */
  readonly hash: string
}

/** What a history is replayed with; the same in Node and in a browser. */
export interface Replayer {
  /**
   * Genesis, then each block on the one before. Nobody tells it what the roots were.
   *
   * @throws Error with the number of a block that cannot be
   */
  replay(history: readonly HistoryBlock[]): Generator<BlockRoots>
}

/** The runtime of a local network with fast blocks, as `makeNode` has it. */
export async function createReplayer(): Promise<Replayer> {
  const [hasher, signatures] = await Promise.all([createHasher(), createSignatures()])
  const host = createHost(hasher, signatures)
  const runtime = createRuntime({ host, config: runtimeConfig('fast'), genesis: localnet() })
  return { replay: (history) => replay(runtime, hasher, history) }
}

function* replay(
  runtime: Runtime,
  hasher: Hasher,
  history: readonly HistoryBlock[],
): Generator<BlockRoots> {
  const state = createMemoryState(hasher)
  const genesis = runtime.genesis()
  state.accept(genesis.changes)
  yield rootsOf(genesis)
  let { hash: parentHash } = genesis
  for (const [index, block] of history.entries()) {
    const executed = execute(runtime, state, { ...block, parentHash, number: index + 1 })
    state.accept(executed.changes)
    yield rootsOf(executed)
    parentHash = executed.hash
  }
}

interface PlacedBlock extends HistoryBlock {
  readonly parentHash: Hash
  readonly number: number
}

function execute(runtime: Runtime, { view }: MemoryState, block: PlacedBlock): ExecutedBlock {
  const { number, extrinsics } = block
  try {
    const open = runtime.open(view, block)
    for (const [at, extrinsic] of extrinsics.entries()) {
      const applied = open.apply(extrinsic)
      if (applied.kind === 'invalid') {
        throw new Error(`extrinsic ${at} is ${applied.error.value.type}`)
      }
    }
    return open.seal()
  } catch (error) {
    throw new Error(`block ${number}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}

const rootsOf = ({ block, hash }: ExecutedBlock): BlockRoots => ({
  number: block.header.number,
  stateRoot: bytesToHex(block.header.stateRoot),
  hash: bytesToHex(hash),
})
