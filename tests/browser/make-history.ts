import { bytesToHex, createHasher, createSignatures } from '@plexus/primitives'
import type { Node } from '@plexus/node'
import { createHost } from '@plexus/runtime'
import { makeHistory, makeNode } from '../replay/history.ts'
import { createTally } from '../replay/tally.ts'
import { historyBlockOf } from './history-file.ts'
import type { HistoryBlock } from './history-file.ts'
import type { BlockRoots } from './replay.ts'

/** A chain as a node made it. */
export interface MadeHistory {
  readonly blocks: readonly HistoryBlock[]
  /** Those of genesis come first. */
  readonly roots: readonly BlockRoots[]
  /** Transactions in the blocks. */
  readonly included: number
}

/** Lets a node make blocks of random transactions, of all calls. */
export async function makeHistoryOf(blocks: number, seed: number): Promise<MadeHistory> {
  const [hasher, signatures] = await Promise.all([createHasher(), createSignatures()])
  const host = createHost(hasher, signatures)
  const node = await makeNode()
  await node.start()
  const plan = { blocks, seed, without: new Set<string>(), invariants: false }
  const { included } = await makeHistory(node, host, plan, createTally())
  const made = { ...readHistory(node), included }
  await node.stop()
  return made
}

function readHistory({ chain }: Node): Omit<MadeHistory, 'included'> {
  const blocks: HistoryBlock[] = []
  const roots: BlockRoots[] = []
  for (let number = 0; number <= chain.head().number; number += 1) {
    const hash = chain.hashAt(number)
    const header = hash && chain.header(hash)
    const extrinsics = hash && chain.body(hash)
    if (header === undefined || extrinsics === undefined) throw new Error(`no block ${number}`)
    roots.push({ number, stateRoot: bytesToHex(header.stateRoot), hash: bytesToHex(hash) })
    if (number > 0) blocks.push(historyBlockOf({ header, extrinsics }))
  }
  return { blocks, roots }
}
