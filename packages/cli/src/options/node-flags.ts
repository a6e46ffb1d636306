import type { LogLevel, NodeOptions, Sealing } from '@plexus/node'
import type { Command } from 'commander'
import { UsageError } from '../errors.ts'
import {
  collectList,
  collectPorts,
  collectUrls,
  parseBlockTime,
  parseDuration,
  parseFinalityLag,
  parseLogLevel,
  parsePort,
  parseSealing,
} from './parsers.ts'

/** The flags that every command that runs a node takes, parsed. */
export interface NodeFlags {
  readonly blockTime?: number
  readonly sealing?: Sealing
  readonly rpcPort?: readonly number[]
  readonly rpcHost?: readonly string[]
  readonly rpcOrigins?: readonly string[]
  readonly finalityLag?: number
  readonly dev?: true
  readonly localBeacon?: true
  readonly drand?: true
  readonly drandUrl?: readonly string[]
  readonly metricsPort?: number
  readonly logLevel: LogLevel
  readonly json?: true
  /** Run time in ms; absent: until told to stop. */
  readonly for?: number
}

/** Declares the common flags on a command. */
export function addNodeFlags(command: Command, defaultPorts: string): Command {
  return command
    .option(
      '--block-time <ms>',
      'milliseconds between blocks (default: as timing says)',
      parseBlockTime,
    )
    .option('--sealing <how>', 'interval, instant, manual or milliseconds', parseSealing)
    .option(
      '--rpc-port <port>',
      `port of JSON-RPC; repeatable (default: ${defaultPorts})`,
      collectPorts,
    )
    .option(
      '--rpc-host <host>',
      'address to listen on; repeatable (default: loopback)',
      collectList,
    )
    .option(
      '--rpc-origins <list>',
      'browser origins to admit, or all (default: local ones)',
      collectList,
    )
    .option('--finality-lag <blocks>', 'blocks between head and finality', parseFinalityLag)
    .option('--dev', 'offer the dev_* methods: time travel, snapshots, set storage')
    .option('--local-beacon', 'write rounds of a drand beacon without secrets; needs --dev')
    .option('--drand', 'fetch rounds of drand from its public servers')
    .option('--drand-url <url>', 'fetch them from this server instead; repeatable', collectUrls)
    .option('--metrics-port <port>', 'port of Prometheus metrics (default: none)', parsePort)
    .option('--log-level <level>', 'error, warn, info or debug', parseLogLevel, 'info')
    .option('--json', 'write logs and blocks as JSON lines')
    .option('--for <duration>', 'stop after this time, for example 10s', parseDuration)
}

type Common = 'blockTimeMs' | 'ports' | 'hosts' | 'origins' | 'metricsPort' | 'drand'
type Solo = 'sealing' | 'finalityLag' | 'dev' | 'localBeacon'

/** The share of a node that makes all blocks itself. */
export function nodeOptionsOf(flags: NodeFlags): Pick<NodeOptions, Common | Solo> {
  if (flags.localBeacon && !flags.dev) {
    throw new UsageError('--local-beacon has no secret: give --dev too, which stays on loopback.')
  }
  if (flags.localBeacon && (flags.drand || flags.drandUrl)) {
    throw new UsageError('--local-beacon and --drand exclude each other: give one of them.')
  }
  return {
    ...commonOptionsOf(flags),
    ...(flags.sealing !== undefined && { sealing: flags.sealing }),
    ...(flags.finalityLag !== undefined && { finalityLag: flags.finalityLag }),
    ...(flags.dev && { dev: true }),
    ...(flags.localBeacon && { localBeacon: true }),
  }
}

/** The share of every node. */
export function commonOptionsOf(flags: NodeFlags): Pick<NodeOptions, Common> {
  return {
    ...(flags.blockTime !== undefined && { blockTimeMs: flags.blockTime }),
    ...(flags.rpcPort !== undefined && { ports: flags.rpcPort }),
    ...(flags.rpcHost !== undefined && { hosts: flags.rpcHost }),
    ...(flags.rpcOrigins !== undefined && { origins: flags.rpcOrigins }),
    ...(flags.metricsPort !== undefined && { metricsPort: flags.metricsPort }),
    ...(flags.drand && { drand: 'public' }),
    ...(flags.drandUrl && { drand: flags.drandUrl }),
  }
}
