import type { LogLevel } from '@plexus/node'
import type { Command } from 'commander'
import { collectList, parseDuration, parseLogLevel, parsePort, parseWhole } from './parsers.ts'

/** The flags that every command which acts as a neuron takes. */
export interface NeuronFlags {
  readonly netuid: number
  readonly endpoint: string
  readonly walletPath: string
  readonly wallet: string
  readonly hotkey?: readonly string[]
  /** Where it keeps what must survive it. */
  readonly state?: string
  readonly poll?: number
  readonly metricsPort?: number
  readonly logLevel: LogLevel
  readonly json?: true
  readonly for?: number
}

/** Where a node listens unless told otherwise. */
export const DEFAULT_ENDPOINT = 'ws://127.0.0.1:9944'

/** Declares the common flags on a command. */
export function addNeuronFlags(command: Command): Command {
  return command
    .requiredOption('--netuid <n>', 'number of the subnet', parseNetuid)
    .option('--endpoint <url>', 'JSON-RPC of a node', DEFAULT_ENDPOINT)
    .option('--wallet-path <dir>', 'folder of the wallets', '~/.bittensor/wallets')
    .option('--wallet <name>', 'name of the wallet', 'default')
    .option('--hotkey <name>', 'name of the hotkey; repeatable (default: default)', collectList)
    .option('--state <dir>', 'where it keeps what must survive it (default: beside the wallet)')
    .option('--poll <duration>', 'how often the chain is looked at', parseDuration)
    .option('--metrics-port <port>', 'port of Prometheus metrics (default: none)', parsePort)
    .option('--log-level <level>', 'error, warn, info or debug', parseLogLevel, 'info')
    .option('--json', 'write logs and results as JSON lines')
    .option('--for <duration>', 'stop after this time, for example 10s', parseDuration)
}

/** A subnet's number. */
export const parseNetuid = (text: string): number => parseWhole(text, 'a netuid', 0, 65_535)
