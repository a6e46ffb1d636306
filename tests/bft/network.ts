import { join } from 'node:path'
import { bytesToHex } from '@plexus/primitives'
import { createLocalnet, foundNetwork, prepareHome } from '@plexus/node'
import { connectRpc, startNodeProcess } from '@plexus/testing'
import type { NodeProcess, RpcClient } from '@plexus/testing'
import { freePorts } from './ports.ts'

/** One validator: a node and its CometBFT, two processes. */
export interface Member {
  readonly name: string
  readonly path: string
  readonly rpcPort: number
  /** JSON-RPC of its CometBFT. */
  readonly cometPort: number
  /** Runs as long as it is started. */
  process?: NodeProcess
  client?: RpcClient
}

/** A network on this machine. */
export interface LocalNetwork {
  readonly members: readonly Member[]
  /** @param more variables of the environment of the node, and of its CometBFT */
  start(member: Member, more?: Readonly<Record<string, string>>): Promise<void>
  /** Ends one member politely; its exit code. */
  end(member: Member): Promise<number | null>
  /** Ends all members that run politely; their exit codes. */
  stop(): Promise<readonly (number | null)[]>
}

export interface NetworkPlan {
  readonly directory: string
  readonly validators: number
  readonly basePort: number
  readonly blockTimeMs: number
  /** The CometBFT that all members run. */
  readonly binary: string
  /** What the node is told beside the rest. */
  readonly flags?: readonly string[]
}

/** Writes keys and the common genesis file of each member; nothing runs yet. */
export async function foundLocalNetwork(plan: NetworkPlan): Promise<LocalNetwork> {
  const { directory, validators, basePort, blockTimeMs, binary, flags = [] } = plan
  const ports = await freePorts(validators * 3, basePort)
  const places = Array.from({ length: validators }, (_each, index) => {
    const path = join(directory, `node${index}`)
    const [rpcPort = 0, p2pPort = 0, cometPort = 0] = ports.slice(index * 3)
    const home = join(path, 'cometbft')
    return { name: `node${index}`, path, rpcPort, p2pPort, cometPort, home, ...prepareHome(home) }
  })
  const founding = {
    chainId: 'plexus-test',
    genesisTimeMs: Date.now(),
    validators: places.map(({ name, validatorKey }) => ({
      name,
      publicKey: validatorKey,
      power: 1,
    })),
    appState: { preset: 'localnet', timing: 'fast', genesisHash: await genesisHash() },
  }
  for (const { home } of places) foundNetwork(home, founding)

  const members = places.map(({ name, path, rpcPort, cometPort }): Member => ({
    name,
    path,
    rpcPort,
    cometPort,
  }))
  return {
    members,
    async start(member, more = {}) {
      const own = places.find(({ name }) => name === member.name)
      if (own === undefined) throw new Error(`${member.name} is not of this network`)
      const peers = places
        .filter(({ name }) => name !== own.name)
        .flatMap(({ nodeId, p2pPort }) => ['--peer', `${nodeId}@127.0.0.1:${p2pPort}`])
      const args = [
        ...['node', '--engine', 'cometbft', '--path', own.path],
        ...['--rpc-port', String(own.rpcPort), '--block-time', String(blockTimeMs)],
        ...['--p2p-port', String(own.p2pPort), '--comet-port', String(own.cometPort)],
        ...peers,
        ...flags,
      ]
      member.process = startNodeProcess(args, { ...ON_ONE_MACHINE, ...more, COMETBFT: binary })
      member.client = await connectRpc(`ws://127.0.0.1:${own.rpcPort}`, START_MS)
    },
    end,
    stop: () => Promise.all(members.filter(({ process }) => process !== undefined).map(end)),
  }
}

async function end(member: Member): Promise<number | null> {
  member.client?.close()
  member.process?.kill('SIGTERM')
  const { code } = (await member.process?.ended) ?? { code: null }
  delete member.process
  delete member.client
  return code
}

/** CometBFT expects the members of a network at different addresses. */
const ON_ONE_MACHINE = {
  CMT_P2P_ALLOW_DUPLICATE_IP: 'true',
  CMT_P2P_ADDR_BOOK_STRICT: 'false',
  CMT_P2P_PEX: 'false',
}
const START_MS = 120_000

async function genesisHash(): Promise<string> {
  const { chain, stop } = await createLocalnet()
  await stop()
  return bytesToHex(chain.genesisHash)
}
