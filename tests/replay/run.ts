import { parseArgs } from 'node:util'
import { accountId, bytesToHex } from '@plexus/primitives'
import { createNode } from '@plexus/node'
import type { Node } from '@plexus/node'
import { createRandom, createTransactionSource } from '@plexus/testing'

/**
 * A history of random transactions on one node is replayed from genesis on a second: each block
 * must come out with the same header, so with the same roots. `--blocks N --seed S`.
 */

const { values: flags } = parseArgs({
  options: {
    blocks: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
  },
})
const blockCount = Number(flags.blocks)
const seed = Number(flags.seed)

const makeNode = (): Promise<Node> =>
  createNode({
    preset: 'localnet',
    timing: 'fast',
    sealing: { mode: 'manual' },
    memory: true,
    signatureWorkers: 0,
  })

const first = await makeNode()
await first.start()
const offered = await history(first)
const second = await makeNode()
replay(first, second)
await first.stop()
await second.stop()
process.stdout.write(
  `${blockCount} blocks replayed with equal roots (seed ${seed}): ` +
    `${offered.included} transactions of ${offered.kinds} calls, ${offered.refused} refused\n`,
)
process.stdout.write('1 passed, 0 failed\n')

async function history(node: Node): Promise<{ included: number; refused: number; kinds: number }> {
  const random = createRandom(seed)
  const source = await createTransactionSource(random, node.chain.genesisHash)
  const kinds = new Set<string>()
  let included = 0
  let refused = 0
  for (let block = 0; block < blockCount; block += 1) {
    for (let count = random.below(6); count > 0; count -= 1) {
      const drawn = source.next((account) => node.pool.nextIndex(accountId(account)))
      try {
        await node.pool.submit(drawn.bytes, 'Local')
        kinds.add(drawn.call)
      } catch (error) {
        if (!(error instanceof Error && 'rpcCode' in error)) throw error
        refused += 1
      }
    }
    const { hash } = await node.engine.seal({ timestampMs: timestamp(block) })
    included += (node.chain.body(hash)?.length ?? 1) - 1
    if (block % 1000 === 999) process.stderr.write(`  ${block + 1} blocks made\n`)
  }
  return { included, refused, kinds: kinds.size }
}

function timestamp(block: number): bigint {
  return 1_800_000_000_000n + BigInt(block) * 250n
}

function replay(from: Node, to: Node): void {
  for (let number = 1; number <= blockCount; number += 1) {
    const hash = from.chain.hashAt(number)
    const header = hash && from.chain.header(hash)
    const extrinsics = hash && from.chain.body(hash)
    if (header === undefined || extrinsics === undefined) throw new Error(`no block ${number}`)
    const view = to.chain.stateAt(to.chain.head().hash)
    // Throws with the field that differs.
    const executed = to.chain.runtime.execute(view, { header, extrinsics })
    if (bytesToHex(executed.hash) !== bytesToHex(hash)) throw new Error(`block ${number} differs`)
    to.chain.append(executed)
  }
}
