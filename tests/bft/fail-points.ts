import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { heightOf, sameBlocks, transferThrough, until, untilAllReach } from './checks.ts'
import { foundLocalNetwork } from './network.ts'

/** Exit code of a node that cannot go on until its operator acts (docs/cli.md). */
const REFUSED = 3
const MAX_END_MS = 120_000

export interface FailPlan {
  /** 0 to 9: before and after its store, FinalizeBlock, our Commit and its state. */
  readonly point: number
  readonly basePort: number
  readonly binary: string
}

/**
 * CometBFT of a single validator ends at one place of a block, as often as it is started: the node
 * gives up in the end. Started without that, it goes on with what was final.
 */
export async function failPoint({ point, basePort, binary }: FailPlan): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'plexus-fail-'))
  const plan = { directory, basePort, binary, validators: 1, blockTimeMs: 500 }
  const network = await foundLocalNetwork(plan)
  const [member] = network.members
  if (member === undefined) throw new Error('there is no validator')
  try {
    await network.start(member)
    await untilAllReach(network, 2)
    const { block } = await transferThrough(member, '//Alice')
    await network.end(member)

    await network.start(member, { FAIL_TEST_INDEX: String(point) })
    const { process: node, client } = member
    const timer = setTimeout(() => node?.kill('SIGKILL'), MAX_END_MS)
    const { code } = (await node?.ended) ?? { code: null }
    clearTimeout(timer)
    client?.close()
    const said = node?.stderr() ?? ''
    if (code !== REFUSED || !said.includes('error[CometBftEnded]')) {
      throw new Error(`point ${point}: ended with ${String(code)} and said ${said}`)
    }

    await network.start(member)
    const found = await heightOf(member)
    await until(`block ${found + 3}`, async () => (await heightOf(member)) >= found + 3)
    const body = await member.client?.request<{ block: { extrinsics: readonly string[] } } | null>(
      'chain_getBlock',
      [block],
    )
    if (body?.block.extrinsics.length !== 2) throw new Error('a final transaction is lost')
    await sameBlocks(network)
    await network.end(member)
    return `CometBFT ends at point ${point} of each block: given up, and goes on from ${found}`
  } finally {
    member.process?.kill('SIGKILL')
    await member.process?.ended
    await rm(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
  }
}
