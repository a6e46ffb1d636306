import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bytesToHex } from '@plexus/primitives'
import { createLocalnet, foundNetwork, prepareHome } from '@plexus/node'
import type { NetworkFounding } from '@plexus/node'
import { connectRpc, startNodeProcess } from '@plexus/testing'
import type { NodeProcess, RpcClient } from '@plexus/testing'
import { openLink } from './link.ts'
import type { Link } from './link.ts'
import { freePorts } from './ports.ts'

/** One node: ours and its CometBFT, two processes. */
export interface Member {
  readonly name: string
  readonly path: string
  /** Home of its CometBFT. */
  readonly home: string
  /** ed25519 key that it votes with. */
  readonly validatorKey: Uint8Array
  readonly rpcPort: number
  /** JSON-RPC of its CometBFT. */
  readonly cometPort: number
  /** Runs as long as it is started. */
  process?: NodeProcess
  client?: RpcClient
}

/** A transaction that a member said is final, and where. */
export interface Finalized {
  readonly extrinsic: string
  readonly block: string
}

/** A network on this machine. */
export interface LocalNetwork {
  readonly members: readonly Member[]
  readonly blockTimeMs: number
  /** What goes from one to another member, where the plan wants links. */
  readonly links: readonly Link[]
  /** What any of them said is final; grows. */
  readonly finalized: Finalized[]
  /** @param more variables of the environment of the node, and of its CometBFT */
  start(member: Member, more?: Readonly<Record<string, string>>): Promise<void>
  startAll(): Promise<void>
  /** Ends one member politely; its exit code. */
  end(member: Member): Promise<number | null>
  /** Ends all members that run politely; their exit codes. */
  stop(): Promise<readonly (number | null)[]>
  /** Ends what still runs, as it is. */
  kill(): Promise<void>
}

export interface NetworkPlan {
  readonly directory: string
  /** Nodes with a vote. */
  readonly validators: number
  /** Nodes without one. */
  readonly guests?: number
  readonly basePort: number
  readonly blockTimeMs: number
  /** The CometBFT of the members, in turn. */
  readonly binaries: readonly string[]
  /** Members meet over links that can be cut. */
  readonly linked?: boolean
  /** What the nodes are told beside the rest. */
  readonly flags?: readonly string[]
  /** Variables of the environment of all members. */
  readonly env?: Readonly<Record<string, string>>
  /** What the network is founded with; default the local chain, and one vote for each validator. */
  readonly found?: (members: readonly Member[]) => Promise<NetworkFounding>
}

/** Where a member lives, before anything runs. */
interface Place extends Member {
  readonly p2pPort: number
  readonly nodeId: string
}

/** Writes keys and the common genesis file of each member; nothing runs yet. */
export async function foundLocalNetwork(plan: NetworkPlan): Promise<LocalNetwork> {
  const { validators, guests = 0, blockTimeMs } = plan
  const count = validators + guests
  const ports = await freePorts(count * 3 + (plan.linked ? count * (count - 1) : 0), plan.basePort)
  const places = Array.from({ length: count }, (_each, at) =>
    placeOf(plan, at, ports.slice(at * 3)),
  )
  const found = plan.found ?? foundLocal
  const founding = await found(places.slice(0, validators))
  for (const { home } of places) foundNetwork(home, founding)
  const links = plan.linked ? await linkAll(places, ports.slice(count * 3)) : []

  const network: LocalNetwork = {
    ...{ members: places, blockTimeMs, links, finalized: [] },
    async start(member, more = {}) {
      const at = places.findIndex(({ name }) => name === member.name)
      const own = places[at]
      if (own === undefined) throw new Error(`${member.name} is not of this network`)
      const env = { ...ON_ONE_MACHINE, ...plan.env, COMETBFT: binaryOf(plan, at), ...more }
      const node = startNodeProcess(argumentsOf(own, places, links, plan), env)
      member.process = node
      member.client = await Promise.race([
        connectRpc(`ws://127.0.0.1:${own.rpcPort}`, START_MS),
        node.ended.then(({ code }) => {
          throw new Error(`${own.name} ended with ${code} as it started: ${node.stderr()}`)
        }),
      ])
    },
    startAll: async () => void (await Promise.all(places.map((place) => network.start(place)))),
    end,
    async stop() {
      const codes = await Promise.all(runningOf(places).map(end))
      await Promise.all(links.map((link) => link.close()))
      return codes
    },
    async kill() {
      for (const { process: node, client } of runningOf(places)) {
        client?.close()
        node?.kill('SIGKILL')
      }
      await Promise.all(runningOf(places).flatMap(({ process: node }) => node?.ended ?? []))
      await Promise.all(links.map((link) => link.close()))
    },
  }
  return network
}

/**
 * A program that is CometBFT in another environment.
 * @param lines of a shell, before it starts
 */
export function wrapBinary(path: string, binary: string, lines: readonly string[]): string {
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, ['#!/bin/sh', ...lines, `exec "${binary}" "$@"`, ''].join('\n'))
  chmodSync(path, 0o755)
  return path
}

function placeOf(plan: NetworkPlan, at: number, ports: readonly number[]): Place {
  const path = join(plan.directory, `node${at}`)
  const [rpcPort = 0, p2pPort = 0, cometPort = 0] = ports
  const home = join(path, 'cometbft')
  return { name: `node${at}`, path, home, rpcPort, p2pPort, cometPort, ...prepareHome(home) }
}

function binaryOf({ binaries }: NetworkPlan, at: number): string {
  const binary = binaries[at % binaries.length]
  if (binary === undefined) throw new Error('there is no CometBFT')
  return binary
}

function argumentsOf(
  own: Place,
  places: readonly Place[],
  links: readonly Link[],
  { blockTimeMs, flags = [] }: NetworkPlan,
): readonly string[] {
  const portOf = (to: Place): number =>
    links.find((link) => link.from === own.name && link.to === to.name)?.port ?? to.p2pPort
  return [
    ...['node', '--engine', 'cometbft', '--path', own.path],
    ...['--rpc-port', String(own.rpcPort), '--block-time', String(blockTimeMs)],
    ...['--p2p-port', String(own.p2pPort), '--comet-port', String(own.cometPort)],
    ...places
      .filter(({ name }) => name !== own.name)
      .flatMap((place) => ['--peer', `${place.nodeId}@127.0.0.1:${portOf(place)}`]),
    ...flags,
  ]
}

/** One link from each to each. */
function linkAll(places: readonly Place[], ports: readonly number[]): Promise<readonly Link[]> {
  const pairs = places.flatMap((from) =>
    places.filter((to) => to !== from).map((to) => [from, to] as const),
  )
  return Promise.all(
    pairs.map(([from, to], at) =>
      openLink({ from: from.name, to: to.name, port: ports[at] ?? 0, target: to.p2pPort }),
    ),
  )
}

const runningOf = (members: readonly Member[]): readonly Member[] =>
  members.filter(({ process: node }) => node !== undefined)

async function end(member: Member): Promise<number | null> {
  member.client?.close()
  member.process?.kill('SIGTERM')
  const { code } = (await member.process?.ended) ?? { code: null }
  delete member.process
  delete member.client
  return code
}

/** CometBFT expects the members of a network at different addresses. */
export const ON_ONE_MACHINE = {
  CMT_P2P_ALLOW_DUPLICATE_IP: 'true',
  CMT_P2P_ADDR_BOOK_STRICT: 'false',
  CMT_P2P_PEX: 'false',
}
const START_MS = 120_000

async function foundLocal(members: readonly Member[]): Promise<NetworkFounding> {
  const { chain, stop } = await createLocalnet()
  await stop()
  return {
    chainId: 'plexus-test',
    genesisTimeMs: Date.now(),
    validators: members.map(({ name, validatorKey }) => ({
      ...{ name, publicKey: validatorKey, power: 1 },
    })),
    appState: { preset: 'localnet', timing: 'fast', genesisHash: bytesToHex(chain.genesisHash) },
  }
}
