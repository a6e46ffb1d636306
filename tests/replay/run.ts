import { parseArgs } from 'node:util'
import { accountId, bytesToHex, createHasher, createSignatures } from '@plexus/primitives'
import { createNode } from '@plexus/node'
import type { Node } from '@plexus/node'
import { checkInvariants } from '@plexus/runtime'
import type { Host } from '@plexus/runtime'
import { createRandom, createTransactionSource, ROOT_OVERRIDES } from '@plexus/testing'

/**
 * Two histories of random transactions on one node are replayed from genesis on a second: each
 * block must come out with the same header, so with the same roots. One history has all calls; in
 * the other Root overrides nothing, and the invariants must hold after every block.
 * `--blocks N --seed S`.
 */

const { values: flags } = parseArgs({
  options: {
    blocks: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
  },
})
const blockCount = Number(flags.blocks)
const seed = Number(flags.seed)
const [hasher, signatures] = await Promise.all([createHasher(), createSignatures()])
const host: Host = { ...hasher, verifySignature: signatures.verifySignature }

await compare('all calls', new Set(), false)
await compare('no overrides by Root, invariants after every block', ROOT_OVERRIDES, true)
process.stdout.write('2 passed, 0 failed\n')

async function compare(what: string, without: ReadonlySet<string>, invariants: boolean) {
  const [first, second] = [await makeNode(), await makeNode()]
  await first.start()
  const made = await history(first, without, invariants)
  replay(first, second)
  await first.stop()
  await second.stop()
  process.stdout.write(
    `${what}: ${blockCount} blocks replayed with equal roots (seed ${seed}): ` +
      `${made.included} transactions of ${made.kinds} calls, ${made.refused} refused\n`,
  )
}

function makeNode(): Promise<Node> {
  return createNode({
    preset: 'localnet',
    timing: 'fast',
    sealing: { mode: 'manual' },
    memory: true,
    signatureWorkers: 0,
  })
}

async function history(node: Node, without: ReadonlySet<string>, invariants: boolean) {
  const random = createRandom(seed)
  const source = await createTransactionSource(random, node.chain.genesisHash, without)
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
    if (invariants) expectNoFault(node)
    if (block % 1000 === 999) process.stderr.write(`  ${block + 1} blocks made\n`)
  }
  return { included, refused, kinds: kinds.size }
}

function expectNoFault(node: Node): void {
  const { hash, number } = node.chain.head()
  const faults = checkInvariants(host, node.chain.stateAt(hash))
  if (faults.length > 0) throw new Error(`block ${number}: ${faults.join('; ')}`)
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
