import { cp, mkdir, readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { connectRpc, startNodeProcess } from '@plexus/testing'
import type { NodeProcess, RpcClient } from '@plexus/testing'
import { clientOf, heightOf, until } from './checks.ts'
import { cometResult } from './comet-rpc.ts'
import { ON_ONE_MACHINE } from './network.ts'
import type { LocalNetwork, Member } from './network.ts'
import { freePorts } from './ports.ts'

/**
 * A node that is no validator joins, executes all blocks since genesis and follows the new ones.
 *
 * @param binary the CometBFT that it runs
 */
export async function joinByBlockSync(network: LocalNetwork, binary: string): Promise<string> {
  const joiner = await prepare(network, binary, 'block-sync')
  try {
    await start(joiner)
    const height = await followsFrom(network, joiner, 1)
    await endsWell(joiner)
    return `a node joined by block sync and has all ${height} blocks`
  } finally {
    await remove(joiner)
  }
}

/**
 * A node joins at a snapshot, which it has no block below, and follows the new blocks; also after
 * it was killed as soon as it had restored it, and after it was started again. The members take
 * snapshots (`--snapshot-every`).
 */
export async function joinByStateSync(network: LocalNetwork, binary: string): Promise<string> {
  const joiner = await prepare(network, binary, 'state-sync')
  try {
    await until('two snapshots are there', async () => (await snapshotsOf(network)).length >= 2)
    const [first, second] = network.members
    if (first === undefined || second === undefined) throw new Error('it takes two members')
    const { height, hash } = await trusted(first)
    const servers = [first, second].map(({ cometPort }) => `127.0.0.1:${cometPort}`)
    joiner.flags.push('--state-sync', servers.join(','))
    joiner.flags.push('--trust-height', String(height), '--trust-hash', hash)
    await start(joiner)
    const restored = await restores(joiner)
    await kill(joiner)
    await start(joiner)
    // Where CometBFT had not noted the first, it restored another one since.
    const began = await beginOf(network, joiner)
    await followsFrom(network, joiner, began)
    await endsWell(joiner)
    await start(joiner)
    const end = await followsFrom(network, joiner, began)
    await endsWell(joiner)
    return (
      `a node joined by state sync at block ${restored}, was killed there, went on from ` +
      `${began}, was started again and has block ${end}`
    )
  } finally {
    await remove(joiner)
  }
}

interface Joiner extends Pick<Member, 'name' | 'path' | 'rpcPort' | 'cometPort'> {
  readonly flags: string[]
  readonly binary: string
  process?: NodeProcess
  client?: RpcClient
}

/** A home beside those of the members, with their genesis file, and them as peers. */
async function prepare(network: LocalNetwork, binary: string, name: string): Promise<Joiner> {
  const { members, blockTimeMs } = network
  const [member] = members
  if (member === undefined) throw new Error('a network without members')
  const path = join(dirname(member.path), name)
  const genesis = join('config', 'genesis.json')
  await mkdir(join(path, 'cometbft', 'config'), { recursive: true })
  await cp(join(member.home, genesis), join(path, 'cometbft', genesis))
  const used = members.map(({ rpcPort, cometPort }) => Math.max(rpcPort, cometPort))
  const [rpcPort = 0, p2pPort = 0, cometPort = 0] = await freePorts(3, Math.max(...used) + 1)
  const peers = await Promise.all(members.map(peerOf))
  const flags = [
    ...['node', '--engine', 'cometbft', '--path', path, '--rpc-port', String(rpcPort)],
    ...['--p2p-port', String(p2pPort), '--comet-port', String(cometPort)],
    ...['--block-time', String(blockTimeMs)],
    ...peers.flatMap((peer) => ['--peer', peer]),
  ]
  return { name, path, rpcPort, cometPort, flags, binary }
}

async function start(joiner: Joiner): Promise<void> {
  const { rpcPort, flags, binary: COMETBFT } = joiner
  joiner.process = startNodeProcess(flags, { ...ON_ONE_MACHINE, COMETBFT })
  joiner.client = await connectRpc(`ws://127.0.0.1:${rpcPort}`, START_MS)
}

/** It has what the members have from a height on, gets two more blocks, and answers at its head. */
async function followsFrom(network: LocalNetwork, joiner: Joiner, from: number): Promise<number> {
  const heights = await Promise.all(network.members.map(heightOf))
  const goal = Math.max(...heights) + 2
  const isThere = async (): Promise<boolean> => (await heightOf(joiner)) >= goal
  await until(`${joiner.name} reaches block ${goal}`, isThere)
  for (const member of network.members) {
    await until(
      `${member.name} reaches block ${goal}`,
      async () => (await heightOf(member)) >= goal,
    )
    for (const height of [0, ...numbers(from, goal)]) {
      const [ours, theirs] = await Promise.all([hashAt(joiner, height), hashAt(member, height)])
      if (ours !== null && ours === theirs) continue
      throw new Error(`${joiner.name} has ${ours} at block ${height}, ${member.name} ${theirs}`)
    }
  }
  const head = await hashAt(joiner, goal)
  const number = await clientOf(joiner).request<string>('state_getStorage', [NUMBER_KEY, head])
  if (Buffer.from(number.slice(2), 'hex').readUInt32LE() !== goal) {
    throw new Error(`${joiner.name} says ${number} for the number of block ${goal}`)
  }
  return goal
}

/** Waits until it has restored a snapshot; of which height, as its log says it. */
async function restores(joiner: Joiner): Promise<number> {
  const height = (): number =>
    Number(/begins at a block of the network height=(\d+)/.exec(said(joiner))?.[1] ?? 0)
  const deadline = Date.now() + START_MS
  while (height() === 0) {
    if (Date.now() > deadline) throw new Error(`${joiner.name} does not restore a snapshot`)
    // Shorter than CometBFT takes to note it, so that a kill may come before.
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  return height()
}

/** Lowest height, block 0 apart, of which it has a block when it follows the network. */
async function beginOf(network: LocalNetwork, joiner: Joiner): Promise<number> {
  const heights = await Promise.all(network.members.map(heightOf))
  const goal = Math.max(...heights)
  await until(
    `${joiner.name} follows to block ${goal}`,
    async () => (await heightOf(joiner)) >= goal,
  )
  const asked = numbers(1, await heightOf(joiner))
  const hashes = await clientOf(joiner).request<(string | null)[]>('chain_getBlockHash', [asked])
  const began = asked.find((_height, at) => hashes[at] !== null)
  if (began === undefined || began === 1) throw new Error('it did not begin at a snapshot')
  return began
}

const said = ({ process: node }: Joiner): string => node?.stderr() ?? ''

async function kill(joiner: Joiner): Promise<void> {
  joiner.client?.close()
  joiner.process?.kill('SIGKILL')
  await joiner.process?.ended
  delete joiner.process
}

async function endsWell(joiner: Joiner): Promise<void> {
  joiner.client?.close()
  joiner.process?.kill('SIGTERM')
  const code = (await joiner.process?.ended)?.code
  delete joiner.process
  if (code !== 0) throw new Error(`${joiner.name} ended with ${String(code)}`)
}

async function remove(joiner: Joiner): Promise<void> {
  if (joiner.process !== undefined) {
    process.stderr.write(`-- ${joiner.name}\n${said(joiner).slice(-2_000)}\n`)
    await kill(joiner)
  }
  await rm(joiner.path, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
}

const hashAt = (member: Member, height: number): Promise<string | null> =>
  clientOf(member).request<string | null>('chain_getBlockHash', [height])

const numbers = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_each, at) => from + at)

/** Heights of the snapshots of the first member. */
async function snapshotsOf({ members: [first] }: LocalNetwork): Promise<readonly string[]> {
  if (first === undefined) return []
  const names = await readdir(join(first.path, 'chain', 'snapshots'))
  return names.filter((name) => /^\d+$/.test(name))
}

/** An early block of CometBFT, as an operator would be told. */
async function trusted(member: Member): Promise<{ height: number; hash: string }> {
  const height = 2
  const { signed_header: signed } = await cometResult<{
    readonly signed_header: { readonly commit: { readonly block_id: { readonly hash: string } } }
  }>(member, 'commit', { height: String(height) })
  return { height, hash: signed.commit.block_id.hash }
}

async function peerOf(member: Member): Promise<string> {
  const { node_info: info } = await cometResult<{
    readonly node_info: { readonly id: string; readonly listen_addr: string }
  }>(member, 'status')
  return `${info.id}@127.0.0.1:${info.listen_addr.split(':').at(-1) ?? ''}`
}

/** `System.Number`. */
const NUMBER_KEY = '0x26aa394eea5630e07c48ae0c9558cef702a5c1b19ab7a04f536c519aca4983ac'
const START_MS = 120_000
