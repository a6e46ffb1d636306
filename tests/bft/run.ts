import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createRandom } from '@plexus/testing'
import { clientOf, nothingLost, running, sameBlocks, until, untilAllReach } from './checks.ts'
import { flipState, loseData } from './damage.ts'
import { failPoint } from './fail-points.ts'
import { killCometBft, killNode, pauseNode, poison, transfersThroughAll } from './faults.ts'
import { measureLoad } from './load.ts'
import { foundLocalNetwork } from './network.ts'

/**
 * Four validators as eight processes: they agree on every block, and on what each of them said is
 * final, also after some of the processes were killed, slept, or lost their data. A node whose
 * state was changed is found out and ends. `--blocks N --kills N --seed S`; `--fail-points`
 * 0 to 9, with commas: where CometBFT of a single validator ends. `--load N --seconds S`
 * sends N transfers a second instead, and says what became of them.
 */

const { values: flags } = parseArgs({
  options: {
    blocks: { type: 'string', default: '20' },
    kills: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    load: { type: 'string' },
    seconds: { type: 'string', default: '60' },
    'fail-points': { type: 'string', default: '4,7' },
    'block-time': { type: 'string', default: '500' },
    'base-port': { type: 'string', default: String(20_000 + ((process.pid * 16) % 12_000)) },
  },
})
const blocks = Number(flags.blocks)
const random = createRandom(Number(flags.seed))
const URIS = ['//Alice', '//Bob', '//Charlie', '//Dave']

const binary = findCometBft()
if (binary !== undefined && flags.load !== undefined) {
  await measureLoad({
    binary,
    basePort: Number(flags['base-port']),
    blockTimeMs: Number(flags['block-time']),
    perSecond: Number(flags.load),
    seconds: Number(flags.seconds),
  })
} else if (binary !== undefined) {
  const passed = (await failPoints(binary)) + (await run(binary))
  process.stdout.write(`${passed} passed, 0 failed\n`)
}

/** CometBFT ends at places in the course of a block that its makers chose. */
async function failPoints(installed: string): Promise<number> {
  const points = flags['fail-points'].split(',').filter(Boolean).map(Number)
  for (const point of points) {
    const basePort = Number(flags['base-port'])
    process.stdout.write(`  ${await failPoint({ point, basePort, binary: installed })}\n`)
  }
  return points.length
}

async function run(installed: string): Promise<number> {
  const directory = await mkdtemp(join(tmpdir(), 'plexus-bft-'))
  const network = await foundLocalNetwork({
    directory,
    validators: URIS.length,
    basePort: Number(flags['base-port']),
    blockTimeMs: Number(flags['block-time']),
    binary: installed,
  })
  let passed = 0
  const done = (text: string): void => {
    passed += 1
    process.stdout.write(`  ${text}\n`)
  }
  try {
    await Promise.all(network.members.map((member) => network.start(member)))
    await untilAllReach(network, 1)
    done(await timeOfBlocks())
    for (const member of network.members) {
      await until(`${member.name} has all peers`, async () => (await peersOf(member)) === 3)
    }
    done('each node has three peers')
    const finalized = [...(await transfersThroughAll(network, URIS))]
    done(await nothingLost(network, finalized))
    done(await sameBlocks(network))
    for (let kill = 0; kill < Number(flags.kills); kill += 1) {
      const member = random.pick(network.members)
      const fault = kill % 2 === 0 ? killNode : killCometBft
      done(await fault(network, member, random))
      finalized.push(...(await transfersThroughAll(network, URIS)))
      done(await nothingLost(network, finalized))
      done(await sameBlocks(network))
    }
    done(await pauseNode(network, random.pick(network.members), 2))
    done(await sameBlocks(network))
    done(await poison(network, random))
    done(await sameBlocks(network))
    done(await loseData(network, random.pick(network.members)))
    done(await nothingLost(network, finalized))
    done(await sameBlocks(network))
    done(await flipState(network, random.pick(network.members)))
    done(await sameBlocks(network))
    const ends = await network.stop()
    if (ends.some((code) => code !== 0)) throw new Error(`the nodes ended with ${ends.join(', ')}`)
    done('all nodes end with 0')
  } catch (error) {
    for (const { name, process: node } of running(network)) {
      process.stderr.write(`-- ${name}\n${node?.stderr().slice(-2_000) ?? ''}\n`)
    }
    throw error
  } finally {
    for (const { process: node } of running(network)) node?.kill('SIGKILL')
    await Promise.all(running(network).flatMap(({ process: node }) => node?.ended ?? []))
    await rm(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
  }
  return passed

  async function timeOfBlocks(): Promise<string> {
    const began = performance.now()
    await untilAllReach(network, blocks)
    const each = (performance.now() - began) / blocks
    return `${blocks} blocks on ${network.members.length} nodes, one every ${each.toFixed(0)} ms`
  }
}

async function peersOf(member: Parameters<typeof clientOf>[0]): Promise<number> {
  return (await clientOf(member).request<{ peers: number }>('system_health')).peers
}

/** The pinned CometBFT, built where it lacks; `undefined` on a machine of a user without Go. */
function findCometBft(): string | undefined {
  const script = fileURLToPath(new URL('../../scripts/install-cometbft.ts', import.meta.url))
  try {
    execFileSync('go', ['version'], { stdio: 'ignore' })
  } catch {
    if (process.env['CI'] === 'true') throw new Error('Go is missing, which builds CometBFT')
    process.stdout.write('skipped: Go is not installed, which builds CometBFT\n')
    return undefined
  }
  const node = [...process.execArgv, script]
  return execFileSync(process.execPath, node, { encoding: 'utf8' }).trim()
}
