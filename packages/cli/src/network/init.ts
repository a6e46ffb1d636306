import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { SovereignOptions, Timing } from '@plexus/runtime'
import type { Io } from '../io.ts'
import type { NodeRoom } from '../node-room.ts'
import { fillDirectory, markNetwork } from './directory.ts'
import { createOwners } from './owners.ts'
import type { ColdkeyFormat, Owner } from './owners.ts'
import { placesOf, writeNodeConfig } from './node-config.ts'
import { planNodes } from './plan-nodes.ts'
import type { PlannedNode } from './plan-nodes.ts'
import { readJson } from './read-json.ts'

/** What the founder of a network decides. */
export interface InitOptions {
  readonly out: string
  readonly validators: number
  /** One for each validator, or none: all on this machine. */
  readonly hosts: readonly string[]
  readonly timing: Timing
  readonly blockTimeMs: number
  readonly firstPort: number
  /** Of each validator. */
  readonly stakeRao: bigint
  readonly subnets: number
  /** File with further balances. */
  readonly balances?: string
  /** How the coldkeys are written. */
  readonly format: ColdkeyFormat
}

/** A network that was made. */
export interface FoundedNetwork {
  readonly chainId: string
  readonly genesisHash: string
  readonly nodes: readonly (PlannedNode & {
    readonly hotkey: string
    readonly coldkey: string
    readonly nodeId: string
    readonly power: number
  })[]
}

/**
 * Founds a sovereign network: keys, wallets, the common genesis file and a directory for each node.
 * @throws NetworkDirectoryError, SovereignFormatError, MalformedFileError
 */
export function initNetwork(options: InitOptions, io: Io, room: NodeRoom): Promise<FoundedNetwork> {
  return fillDirectory(options.out, () => makeNetwork(options, io, room))
}

async function makeNetwork(options: InitOptions, io: Io, room: NodeRoom): Promise<FoundedNetwork> {
  const { out, timing, stakeRao: stake } = options
  const balances =
    options.balances === undefined ? [] : room.balancesOf(await readJson(options.balances))
  const planned = planNodes({ ...options, count: options.validators })
  const nodes = []
  for (const plan of planned) {
    const directory = join(out, plan.name)
    await mkdir(directory, { mode: 0o700 })
    nodes.push({ ...plan, directory, ...room.prepareHome(placesOf(directory).home) })
  }
  const wallets = { path: join(out, 'wallets'), format: options.format }
  const validators = await createOwners(wallets, namesOf('validator', options.validators), io)
  const subnets = await createOwners(wallets, namesOf('subnet', options.subnets, 1), io)
  const sovereign: SovereignOptions = {
    validators: nodes.map(({ validatorKey: key }, at) => ({
      ...keysOf(validators, at),
      key,
      stake,
    })),
    balances,
    subnets: subnets.map((_, at) => keysOf(subnets, at)),
  }
  const founding = await room.sovereignFounding({ sovereign, timing, genesisTimeMs: io.now() })
  for (const node of nodes) {
    const { directory, nodeId, validatorKey: _key, host: _host, ...plan } = node
    room.foundNetwork(placesOf(directory).home, founding)
    const peers = nodes
      .filter((other) => other.nodeId !== nodeId)
      .map((other) => `${other.nodeId}@${bracketed(other.host)}:${other.p2pPort}`)
    await writeNodeConfig(directory, { ...plan, peers })
  }
  await markNetwork(
    out,
    planned.map(({ name }) => name),
  )
  return {
    chainId: founding.chainId,
    genesisHash: founding.appState.genesisHash,
    nodes: nodes.map(({ directory: _directory, validatorKey, nodeId, ...plan }, at) => ({
      ...plan,
      nodeId,
      hotkey: validators[at]?.hotkeyAddress ?? '',
      coldkey: validators[at]?.coldkeyAddress ?? '',
      power:
        founding.validators.find(({ publicKey }) => Buffer.compare(publicKey, validatorKey) === 0)
          ?.power ?? 0,
    })),
  }
}

function namesOf(what: string, count: number, first = 0): readonly string[] {
  return Array.from({ length: count }, (_, at) => `${what}${first + at}`)
}

function keysOf(owners: readonly Owner[], at: number): Pick<Owner, 'coldkey' | 'hotkey'> {
  const owner = owners[at]
  if (owner === undefined) throw new Error(`there is no owner ${at}`)
  return { coldkey: owner.coldkey, hotkey: owner.hotkey }
}

/** An IPv6 address has colons of its own. */
const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host)
