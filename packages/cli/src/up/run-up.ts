import { mkdir } from 'node:fs/promises'
import { createClient, readStorageMap, webSocket } from '@plexus/sdk'
import type { Client } from '@plexus/sdk'
import { createKeyPair, createSignatures } from '@plexus/primitives'
import type { ReferenceSubnet } from '@plexus/subnets'
import type { Io } from '../io.ts'
import { createEnding } from '../run/ending.ts'
import type { Ending } from '../run/ending.ts'
import { castOf } from './cast.ts'
import type { Participant, SubnetCast } from './cast.ts'
import { openUpDirectory } from './directory.ts'
import { ensureFree } from '../run/ensure-free.ts'
import { NodeSilentError } from './errors.ts'
import { foundNetwork } from './found-network.ts'
import { minerProgram, nodeProgram, validatorProgram } from './programs.ts'
import type { Surroundings } from './programs.ts'
import { readStandings } from './read-standings.ts'
import type { StandingSources } from './read-standings.ts'
import { createScreen } from './screen.ts'
import type { Screen } from './screen.ts'
import { createShares } from './shares.ts'
import type { Shares } from './shares.ts'
import { createSupervisor } from '../run/supervisor.ts'
import type { Supervisor } from '../run/supervisor.ts'
import { keysOf } from './wallets.ts'
import type { Keys } from './wallets.ts'

/** How `plexus up` runs. */
export interface UpOptions {
  readonly path: string
  readonly fresh: boolean
  /** JSON-RPC of the node. */
  readonly port: number
  /** The first of the ports on which miners listen. */
  readonly axonPort: number
  /** Run time in ms; absent: until told to stop. */
  readonly forMs?: number
  readonly json: boolean
  readonly subnets: readonly ReferenceSubnet[]
}

/** A network that has been founded, with everybody at work. */
interface Network {
  readonly client: Client
  readonly sources: StandingSources
}

const DRAW_MS = 1_000
const NODE_PATIENCE_MS = 20_000
const SERVING_PATIENCE_MS = 20_000
const POLL_MS = 250

/**
 * The main job: a chain, its subnets, their miners and validators, each a program of its own that is
 * started again when it ends. What is told and drawn comes from the chain and the validators.
 */
export async function runUp(options: UpOptions, io: Io): Promise<void> {
  const ending = createEnding(io, options.forMs)
  const screen = createScreen(io, options.json)
  const shares = createShares()
  const supervisor = createSupervisor({
    launcher: io.launcher,
    env: io.env,
    onLine: (name, line) => shares.hear(name, line),
    onEnd: (name, how) => screen.tell('A program ended and is started again', { name, how }),
  })
  let network: Network | undefined
  try {
    network = await startNetwork(options, { supervisor, screen, shares, ending })
    if (network !== undefined) await watch(network, { screen, ending, supervisor })
  } finally {
    ending.release()
    if (network !== undefined) await finish(network, screen)
    network?.client.close()
    await supervisor.stop()
    screen.close()
  }
}

interface Crew {
  readonly supervisor: Supervisor
  readonly screen: Screen
  readonly shares: Shares
  readonly ending: Ending
}

/** Undefined where the user ended it before it was there. */
async function startNetwork(options: UpOptions, crew: Crew): Promise<Network | undefined> {
  const { supervisor, screen, shares, ending } = crew
  const directory = await openUpDirectory(options.path, options.fresh)
  await ensureFree(options.port)
  const surroundings: Surroundings = { directory, port: options.port }
  screen.welcome(directory, options.port)
  const node = nodeProgram(surroundings)
  supervisor.start(node)
  const client = await connect(options.port, node.logFile)
  const casts = options.subnets.map(castOf)
  const keys = await allKeys(directory.wallets, casts)
  const keysFor = (one: Participant): Keys => find(keys, one)
  const signatures = await createSignatures()
  const netuids = await foundNetwork({
    client,
    root: createKeyPair({ scheme: 'Sr25519', uri: '//Alice' }, signatures),
    casts,
    keysOf: keysFor,
    onStep: (text) => screen.tell(text),
  })
  for (const one of keys.values()) one.coldkey.dispose()
  if (ending.reached()) return undefined
  const netuidOf = ({ reference }: SubnetCast): number => netuids.get(reference.manifest.name) ?? 0
  let { axonPort } = options
  for (const cast of casts) {
    for (const miner of cast.miners) {
      await mkdir(`${directory.state}/${miner.wallet}`, { recursive: true, mode: 0o700 })
      const seat = { netuid: netuidOf(cast), firstPort: axonPort }
      supervisor.start(minerProgram(surroundings, miner, seat))
      axonPort += miner.hotkeys.length
    }
  }
  // Whoever is asked before the others have started would be the best of one.
  await allServe(client, casts, { netuidOf, keysFor, ending })
  for (const cast of casts) {
    for (const one of cast.validators) {
      supervisor.start(validatorProgram(surroundings, one, netuidOf(cast)))
    }
  }
  const subnets = casts.map((cast) => ({
    cast,
    netuid: netuidOf(cast),
    hotkeysOf: (name: string) => {
      const one = [...cast.miners, ...cast.validators].find((other) => other.name === name)
      return one === undefined ? [] : keysFor(one).hotkeys
    },
    shareOf: shares.of,
  }))
  screen.started(casts, netuids)
  return { client, sources: { client, subnets } }
}

/** Waits until every miner has published its address, or for as long as one may be waited for. */
async function allServe(
  client: Client,
  casts: readonly SubnetCast[],
  {
    netuidOf,
    keysFor,
    ending,
  }: {
    netuidOf(cast: SubnetCast): number
    keysFor(one: Participant): Keys
    readonly ending: Ending
  },
): Promise<void> {
  const deadline = performance.now() + SERVING_PATIENCE_MS
  for (const cast of casts) {
    const wanted = cast.miners.flatMap((one) => keysFor(one).hotkeys)
    while (!ending.reached() && performance.now() < deadline) {
      const axons = await readStorageMap(client, 'SubtensorModule.Axons', [netuidOf(cast)])
      const serving = new Set(axons.map(({ keys }) => keys[1]))
      if (wanted.every((hotkey) => serving.has(hotkey))) break
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    }
  }
}

/** Draws until the end, and goes on when the node is away for a while. */
async function watch(
  { sources }: Network,
  { screen, ending, supervisor }: Pick<Crew, 'screen' | 'ending' | 'supervisor'>,
): Promise<void> {
  let over = false
  const end = ending.promise.finally(() => {
    over = true
  })
  while (!over) {
    try {
      screen.draw(await readStandings(sources))
    } catch (error) {
      if (over) break
      screen.tell('The node does not answer', {
        error: String(error),
        programs: supervisor.running(),
      })
    }
    await Promise.race([end, new Promise((resolve) => setTimeout(resolve, DRAW_MS))])
  }
  await end
}

async function finish({ sources }: Network, screen: Screen): Promise<void> {
  try {
    screen.summary(await readStandings(sources))
  } catch (error) {
    screen.tell('There is no summary, the node does not answer', { error: String(error) })
  }
}

async function connect(port: number, logFile: string): Promise<Client> {
  const deadline = performance.now() + NODE_PATIENCE_MS
  for (;;) {
    const transport = webSocket(`ws://127.0.0.1:${port}`)
    try {
      return await createClient({ transport })
    } catch (error) {
      transport.close()
      if (performance.now() > deadline) throw new NodeSilentError(logFile, error)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

async function allKeys(
  wallets: string,
  casts: readonly SubnetCast[],
): Promise<ReadonlyMap<string, Keys>> {
  const keys = new Map<string, Keys>()
  for (const { owner, miners, validators } of casts) {
    for (const one of [owner, ...miners, ...validators]) {
      keys.set(one.wallet, await keysOf(wallets, one))
    }
  }
  return keys
}

function find(keys: ReadonlyMap<string, Keys>, { wallet }: Participant): Keys {
  const found = keys.get(wallet)
  if (found === undefined) throw new Error(`there is no wallet ${wallet}`)
  return found
}
