import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { heightsOf, nothingLost, running, sameBlocks, untilAllReach } from './checks.ts'
import { foundLocalNetwork } from './network.ts'
import type { LocalNetwork, NetworkPlan } from './network.ts'
import type { OwnPlan, Stage } from './scenario.ts'

/** The stage, and what only the one who built it may do. */
export interface BuiltStage extends Stage {
  /** The checks of every scenario on the network that they share, where it runs. */
  settle(): Promise<void>
  /** Puts away what an error left: its last words, its processes, its files. */
  clear(): Promise<void>
  /** Ends the shared network politely, where it runs. */
  end(): Promise<void>
}

/** What a stage is built with. */
export interface StageOptions extends Omit<Stage, 'four' | 'withNetwork'> {
  readonly basePort: number
  readonly blockTimeMs: number
}

export function buildStage(options: StageOptions): BuiltStage {
  const { comet, basePort, blockTimeMs, done } = options
  let shared: Built | undefined
  const built = new Set<Built>()

  async function build(plan: OwnPlan): Promise<Built> {
    const directory = await mkdtemp(join(tmpdir(), 'plexus-bft-'))
    const given = { directory, basePort, blockTimeMs, binaries: [comet], env: IMPATIENT }
    const whole: NetworkPlan = { ...given, ...plan }
    const network = await foundLocalNetwork(whole)
    const one = { network, directory }
    built.add(one)
    return one
  }

  async function finish(one: Built): Promise<void> {
    const ends = await one.network.stop()
    if (ends.some((code) => code !== 0)) throw new Error(`the nodes ended with ${ends.join(', ')}`)
    built.delete(one)
    await remove(one)
    done(`all ${ends.length} nodes end with 0`)
  }

  async function settleOne({ network }: Built): Promise<void> {
    // Whoever was away last must be where the others are.
    await untilAllReach(network, Math.max(...(await heightsOf(running(network)))))
    done(await nothingLost(network))
    done(await sameBlocks(network))
  }

  return {
    ...options,
    async four() {
      if (shared !== undefined) return shared.network
      shared = await build({ validators: 4, linked: true })
      await shared.network.startAll()
      await untilAllReach(shared.network, 1)
      return shared.network
    },
    async withNetwork(plan, body) {
      // Two networks at once would each be slower.
      if (shared !== undefined) await finish(shared)
      shared = undefined
      const one = await build(plan)
      await body(one.network)
      await settleOne(one)
      await finish(one)
    },
    settle: async () => (shared === undefined ? undefined : settleOne(shared)),
    async clear() {
      for (const one of built) {
        for (const { name, process: node } of running(one.network)) {
          process.stderr.write(`-- ${name}\n${node?.stderr().slice(-2_000) ?? ''}\n`)
        }
        await one.network.kill()
        await remove(one)
      }
      built.clear()
      shared = undefined
    },
    async end() {
      if (shared !== undefined) await finish(shared)
      shared = undefined
    },
  }
}

/** Where validators die all the time, the others need not wait for long whether they propose. */
const IMPATIENT = { CMT_CONSENSUS_TIMEOUT_PROPOSE: '1s' }

/** A network that has been founded, and where its files are. */
interface Built {
  readonly network: LocalNetwork
  readonly directory: string
}

const remove = ({ directory }: Built): Promise<void> =>
  rm(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
