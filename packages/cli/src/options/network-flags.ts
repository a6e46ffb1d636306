import { join } from 'node:path'
import type { CometBftOptions } from '@plexus/node'
import type { Command } from 'commander'
import { UsageError } from '../errors.ts'
import type { NodeFlags } from './node-flags.ts'
import { collectList, parsePort, parseWord } from './parsers.ts'

/** The flags of a node that decides about blocks together with others. */
export interface NetworkFlags {
  readonly engine: 'solo' | 'cometbft'
  readonly home?: string
  readonly peer?: readonly string[]
  readonly p2pPort?: number
  readonly cometPort?: number
  readonly external?: true
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
    .option('--external', 'CometBFT is started by somebody else')
}

/** What the engine is told; `undefined` for solo. @throws UsageError */
export function networkOptionsOf(
  flags: NetworkFlags & NodeFlags & { readonly path?: string },
  env: Readonly<Record<string, string | undefined>>,
): CometBftOptions | undefined {
  if (flags.engine === 'solo') {
    refuse(flags, ['home', 'peer', 'p2pPort', 'cometPort', 'external'], 'needs --engine cometbft')
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
    ...(flags.sharedAddress === true && { sharedAddress: true }),
  }
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
