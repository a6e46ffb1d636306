import {
  bytesToHex,
  compact,
  decodePrefix,
  hash,
  hexToBytes,
  tuple,
  u32,
  u8,
} from '@plexus/primitives'
import { createNode } from '@plexus/node'
import type { Node } from '@plexus/node'
import type { Acknowledged } from './kill-under-load.ts'

export interface Expectation {
  readonly finalized: readonly Acknowledged[]
  /** Height of the last block that the node announced. */
  readonly announced: number
  /** Blocks up to here were replayed before. */
  readonly replayed: number
}

const OPTIONS = {
  preset: 'dev',
  timing: 'fast',
  sealing: { mode: 'manual' },
  signatureWorkers: 0,
} as const

let replica: Node | undefined

/**
 * Opens the directory of a killed node and checks it. A replica in memory executes each block
 * again, so that every state root is that of a clean replay.
 *
 * @throws Error that says what was lost, doubled or different.
 */
export async function inspectChain(path: string, expected: Expectation): Promise<{ head: number }> {
  const node = await createNode({ ...OPTIONS, path })
  try {
    const { chain } = node
    const head = chain.head().number
    if (head < expected.announced) {
      throw new Error(`block ${expected.announced} was announced, the head is ${head}`)
    }
    replica ??= await createNode({ ...OPTIONS, memory: true })
    replay(node, replica, expected.replayed)
    checkTransactions(node, expected.finalized)
    return { head }
  } finally {
    await node.stop()
  }
}

function replay(from: Node, to: Node, replayed: number): void {
  // A head that was not announced may have been lost with the kill: start over from what is equal.
  const common = Math.min(replayed, to.chain.head().number)
  for (let number = common + 1; number <= from.chain.head().number; number += 1) {
    const at = from.chain.hashAt(number)
    const header = at && from.chain.header(at)
    const extrinsics = at && from.chain.body(at)
    if (header === undefined || extrinsics === undefined) throw new Error(`no block ${number}`)
    const view = to.chain.stateAt(to.chain.head().hash)
    to.chain.append(to.chain.runtime.execute(view, { header, extrinsics }))
  }
  const [found, expected] = [from.chain.head(), to.chain.head()]
  if (bytesToHex(found.hash) !== bytesToHex(expected.hash)) throw new Error('the heads differ')
}

/** The version is after the length, and says so by its highest bit. */
const isSigned = (extrinsic: Uint8Array): boolean =>
  (decodePrefix(LENGTH_AND_VERSION, extrinsic)[1] & 0x80) !== 0

const LENGTH_AND_VERSION = tuple(compact(u32), u8)

function checkTransactions({ chain }: Node, finalized: readonly Acknowledged[]): void {
  const seen = new Map<string, number>()
  for (let number = 1; number <= chain.head().number; number += 1) {
    const at = chain.hashAt(number)
    const body = (at && chain.body(at)) ?? []
    // What its author adds to each block may be the same in all.
    for (const extrinsic of body.filter(isSigned)) {
      const hex = bytesToHex(extrinsic)
      if (seen.has(hex)) throw new Error(`blocks ${seen.get(hex)} and ${number} share one`)
      seen.set(hex, number)
    }
  }
  for (const { extrinsic, block } of finalized) {
    const number = chain.header(hash(hexToBytes(block)))?.number
    if (number === undefined || seen.get(extrinsic) !== number) {
      throw new Error(`a transaction finalised in block ${block} is lost`)
    }
  }
  if (chain.finalized().number > chain.head().number) throw new Error('finality is above the head')
}
