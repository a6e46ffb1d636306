import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Io } from '../io.ts'
import type { NodeRoom } from '../node-room.ts'
import { createLive } from '../output/live.ts'
import type { Live } from '../output/live.ts'
import { findCometBinary } from '../run/comet-binary.ts'
import { createEnding } from '../run/ending.ts'
import type { Ending } from '../run/ending.ts'
import { ensureFree } from '../run/ensure-free.ts'
import { createSupervisor } from '../run/supervisor.ts'
import type { NetworkDirectory, NetworkNode } from './directory.ts'
import { openNetwork } from './directory.ts'
import { NetworkEndedError } from './errors.ts'
import { placesOf } from './node-config.ts'
import { askAll } from './ask-all.ts'
import { createStandings } from './standing.ts'
import type { NetworkStanding, Standings } from './standing.ts'
import { drawNetwork } from './view.ts'

/** How `plexus network up` runs. */
export interface UpOptions {
  readonly path: string
  /** Run time in ms; absent: until told to stop. */
  readonly forMs?: number
  readonly json: boolean
}

const LOOK_MS = 1_000
/** Without a terminal the table comes as lines, this often. */
const LINES_MS = 10_000
/** CometBFT gets ten seconds of it. */
const STOP_PATIENCE_MS = 30_000

/**
 * Starts all nodes of a network on this machine and shows how they do. One that ends is named and
 * not started again; the others go on.
 * @throws what keeps any node from starting, and NetworkEndedError
 */
export async function runNetworkUp(options: UpOptions, io: Io, room: NodeRoom): Promise<void> {
  const network = await openNetwork(options.path)
  await checkNetwork(network, io, room)
  await mkdir(network.logs, { recursive: true, mode: 0o700 })
  const { nodes } = network
  const standings = createStandings(nodes, nodes[0]?.blockTimeMs ?? LOOK_MS)
  const live = createLive(io, options.json)
  const ending = createEnding(io, options.forMs)
  const tell = (message: string, data?: Readonly<Record<string, unknown>>): void => {
    live.clear()
    live.log('info', message, data)
  }
  const alive = new Set(nodes.map(({ name }) => name))
  const supervisor = createSupervisor({
    ...{ launcher: io.launcher, env: io.env, patienceMs: STOP_PATIENCE_MS },
    onLine: () => {},
    onEnd(name, reason) {
      standings.ended(name, reason)
      alive.delete(name)
      live.clear()
      live.log('error', 'A node has ended', { name, reason })
      if (alive.size === 0) ending.fail(new NetworkEndedError(network.logs))
    },
  })
  try {
    tell('Starting the network', { nodes: nodes.length, path: network.path })
    tell('It has no sudo key: its rules are fixed until governance arrives, see docs/sovereign.md')
    for (const node of nodes) supervisor.start(programOf(node, network))
    await watch(nodes, standings, { ending, live, io, json: options.json, tell })
  } finally {
    ending.release()
    live.clear()
    tell('Stopping the network')
    await supervisor.stop()
    live.done()
    const last = standings.now()
    io.stdout.write(options.json ? lineOf('summary', last) : drawNetwork(last, live.view()))
  }
}

/** @throws what is wrong with files, ports or CometBFT, before anything starts */
async function checkNetwork({ nodes }: NetworkDirectory, io: Io, room: NodeRoom): Promise<void> {
  for (const { directory } of nodes) {
    const { home } = placesOf(directory)
    room.readHome(home)
    room.readGenesis(room.genesisFileOf(home))
  }
  for (const { rpcPort, p2pPort, cometPort, metricsPort } of nodes) {
    for (const port of [rpcPort, p2pPort, cometPort, metricsPort]) await ensureFree(port)
  }
  const binary = io.env['COMETBFT'] ?? findCometBinary(io.env, room.PINNED_VERSION) ?? 'cometbft'
  await room.ensureCometBft(binary, io.env)
}

const programOf = ({ name, directory }: NetworkNode, { logs }: NetworkDirectory) =>
  ({
    name,
    args: ['node', '--engine', 'cometbft', '--path', directory],
    logFile: join(logs, `${name}.log`),
    once: true,
  }) as const

interface Watching {
  readonly ending: Ending
  readonly live: Live
  readonly io: Io
  readonly json: boolean
  readonly tell: (message: string, data?: Readonly<Record<string, unknown>>) => void
}

/** Looks and shows until the end. */
async function watch(
  nodes: readonly NetworkNode[],
  standings: Standings,
  { ending, live, io, json, tell }: Watching,
): Promise<void> {
  let over = false
  const end = ending.promise.finally(() => {
    over = true
  })
  const told = new Set<string>()
  let linesAt = Number.NEGATIVE_INFINITY
  while (!over) {
    standings.hear(await askAll(nodes), io.now())
    const standing = standings.now()
    for (const { name, state, endpoint } of standing.nodes) {
      if (state === 'starting' || state === 'ended' || told.has(name)) continue
      told.add(name)
      tell('A node answers', { name, endpoint, of: `${told.size}/${nodes.length}` })
    }
    if (standing.block > 0 && !told.has('')) {
      told.add('')
      tell('The network decides about blocks', { block: standing.block })
    }
    if (json) io.stdout.write(lineOf('status', standing))
    else if (live.isLive) live.draw(drawNetwork(standing, live.view()))
    else if (io.now() - linesAt >= LINES_MS && standing.block > 0) {
      linesAt = io.now()
      live.log('info', 'Network', shortOf(standing))
    }
    await Promise.race([end, new Promise((resolve) => setTimeout(resolve, LOOK_MS))])
  }
  await end
}

const shortOf = ({ block, nodes }: NetworkStanding): Readonly<Record<string, unknown>> => ({
  block,
  running: `${nodes.filter(({ state }) => state === 'running').length}/${nodes.length}`,
  lag: Math.max(...nodes.map(({ lag }) => lag)),
  states: nodes.map(({ name, state }) => `${name}:${state}`).join(','),
})

/** A standing as a line of JSON. */
export const lineOf = (event: 'status' | 'summary', standing: NetworkStanding): string =>
  `${JSON.stringify({ event, ...standing }, printable)}\n`

const printable = (_: string, value: unknown): unknown =>
  typeof value === 'bigint' ? value.toString() : value
