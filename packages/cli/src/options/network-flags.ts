import { isIP } from 'node:net'
import { join } from 'node:path'
import type { CometBftOptions } from '@plexus/node'
import type { Command } from 'commander'
import { UsageError } from '../errors.ts'
import type { NodeFlags } from './node-flags.ts'
import { collectList, parsePort, parseWhole, parseWord } from './parsers.ts'

/** The flags of a node that decides about blocks together with others. */
export interface NetworkFlags {
  readonly engine: 'solo' | 'cometbft'
  readonly home?: string
  readonly peer?: readonly string[]
  readonly p2pPort?: number
  readonly cometPort?: number
  readonly external?: true
  readonly cometHost?: string
  readonly stateSync?: readonly string[]
  readonly trustHeight?: number
  readonly trustHash?: string
  readonly snapshotEvery?: number
  /** Some nodes of the network share an address; out of `node.json`. */
  readonly sharedAddress?: boolean
}

/** Declares them on a command. */
export function addNetworkFlags(command: Command): Command {
  return command
    .option(
      '--engine <name>',
      'solo: alone; cometbft: with the validators of a network',
      parseWord(['solo', 'cometbft'], 'an engine'),
      'solo',
    )
    .option('--home <dir>', 'home of CometBFT (default: cometbft beside the data)')
    .option('--peer <id@host:port>', 'node of the network; repeatable', collectPeers)
    .option('--p2p-port <port>', 'port for other nodes (default: 26656)', parsePort)
    .option('--comet-port <port>', 'port of JSON-RPC of CometBFT (default: 26657)', parsePort)
    .option('--comet-host <address>', 'address of JSON-RPC of CometBFT', parseAddress)
    .option('--external', 'CometBFT is started by somebody else')
    .option(
      '--state-sync <host:port>',
      'begin at a snapshot, by JSON-RPC of this CometBFT; two of them or more',
      collectServers,
    )
    .option('--trust-height <height>', 'height that state sync trusts', parseTrustHeight)
    .option('--trust-hash <hex>', 'hash of the block of CometBFT at this height', parseTrustHash)
    .option(
      '--snapshot-every <blocks>',
      'blocks between snapshots, 0 for none (default: 1000)',
      parseSnapshotEvery,
    )
}

/** What the engine is told; `undefined` for solo. @throws UsageError */
export function networkOptionsOf(
  flags: NetworkFlags & NodeFlags & { readonly path?: string },
  env: Readonly<Record<string, string | undefined>>,
): CometBftOptions | undefined {
  if (flags.engine === 'solo') {
    refuse(flags, NETWORK_FLAGS, 'needs --engine cometbft')
    return undefined
  }
  refuse(
    flags,
    ['sealing', 'finalityLag', 'dev', 'localBeacon'],
    'is not for a network, whose validators decide about blocks and time together',
  )
  if (flags.path === undefined) {
    throw new UsageError('A node of a network keeps its data: give --path <dir>.')
  }
  const binary = env['COMETBFT']
  return {
    type: 'cometbft',
    home: flags.home ?? join(flags.path, 'cometbft'),
    env,
    ...(binary !== undefined && { binary }),
    ...(flags.peer !== undefined && { peers: flags.peer }),
    ...(flags.p2pPort !== undefined && { p2pPort: flags.p2pPort }),
    ...(flags.cometPort !== undefined && { rpcPort: flags.cometPort }),
    ...(flags.external && { external: true }),
    ...(flags.cometHost !== undefined && { rpcHost: flags.cometHost }),
    ...(flags.snapshotEvery !== undefined && { snapshotEvery: flags.snapshotEvery }),
    ...stateSyncOf(flags),
    ...(flags.sharedAddress === true && { sharedAddress: true }),
  }
}

const NETWORK_FLAGS = [
  ...['home', 'peer', 'p2pPort', 'cometPort', 'cometHost', 'external'],
  ...['stateSync', 'trustHeight', 'trustHash', 'snapshotEvery'],
]

/** @throws UsageError */
function stateSyncOf(flags: NetworkFlags): Pick<CometBftOptions, 'stateSync'> {
  const { stateSync: servers, trustHeight, trustHash } = flags
  if (servers === undefined) {
    refuse(flags, ['trustHeight', 'trustHash'], 'needs --state-sync <host:port>, twice')
    return {}
  }
  if (flags.external) {
    throw new UsageError(
      '--state-sync is for CometBFT, which somebody else starts: set [statesync] in its config.toml.',
    )
  }
  if (servers.length < 2) {
    throw new UsageError(
      '--state-sync needs two servers, which watch each other: give it again with another one.',
    )
  }
  if (trustHeight === undefined || trustHash === undefined) {
    throw new UsageError(
      '--state-sync needs a block to trust: give --trust-height and --trust-hash, as an operator ' +
        'tells you or /commit?height=… of a node that you trust.',
    )
  }
  if (flags.peer === undefined) {
    throw new UsageError('--state-sync needs nodes to fetch from: give --peer <id@host:port>.')
  }
  return { stateSync: { servers, trustHeight, trustHash } }
}

function refuse(flags: object, names: readonly string[], why: string): void {
  const found = names.find((name) => name in flags)
  if (found === undefined) return
  const flag = found.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  throw new UsageError(`--${flag} ${why}.`)
}

const PEER = /^[0-9a-f]{40}@(?:[^@:/\s[\]]+|\[[0-9a-f:.]+\]):\d{1,5}$/i

/** Whether a text names a node of CometBFT and where it is. */
export const isPeer = (text: string): boolean => PEER.test(text)

function collectPeers(text: string, before: readonly string[] = []): readonly string[] {
  const peers = collectList(text, before)
  const wrong = peers.find((peer) => !isPeer(peer))
  if (wrong === undefined) return peers
  throw new UsageError(
    `"${wrong}" is not a peer: write its id of 40 hex digits, its host and port as id@host:port.`,
  )
}

const SERVER = /^[^@:/\s,]+:\d{1,5}$|^\[[0-9a-f:.]+\]:\d{1,5}$/i

function collectServers(text: string, before: readonly string[] = []): readonly string[] {
  const servers = collectList(text, before)
  const wrong = servers.find((server) => !SERVER.test(server))
  if (wrong === undefined) return servers
  throw new UsageError(`"${wrong}" is not a server: write host:port, for example 10.0.0.2:26657.`)
}

function parseAddress(text: string): string {
  if (isIP(text) !== 0) return text
  throw new UsageError(`"${text}" is not an IP address: write for example 0.0.0.0 or 10.0.0.2.`)
}

function parseTrustHash(text: string): string {
  if (/^[0-9a-f]{64}$/i.test(text)) return text
  throw new UsageError(`"${text}" is not a hash: write its 64 hex digits, without 0x.`)
}

const parseTrustHeight = (text: string): number => parseWhole(text, 'a height', 1, 4_294_967_295)

const parseSnapshotEvery = (text: string): number =>
  parseWhole(text, 'a number of blocks', 0, 4_294_967_295)
