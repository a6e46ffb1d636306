import type { Command } from 'commander'
import { DEFAULT_ENDPOINT } from '../options/neuron-flags.ts'

/** The flags of every command that asks a chain. */
export interface ChainFlags {
  readonly endpoint: string
  readonly json?: true
}

/** The flags of every command that signs. */
export interface WalletFlags extends ChainFlags {
  readonly walletPath: string
  readonly wallet: string
  readonly hotkey: string
}

/** Where wallets are unless told otherwise, as the official tools have it. */
export const DEFAULT_WALLETS = '~/.bittensor/wallets'

export function addChainFlags(command: Command): Command {
  return command
    .option('--endpoint <url>', 'JSON-RPC of a node', DEFAULT_ENDPOINT)
    .option('--json', 'print the result as JSON')
}

export function addWalletFlags(command: Command): Command {
  return addChainFlags(command)
    .option('--wallet-path <dir>', 'folder of the wallets', DEFAULT_WALLETS)
    .option('--wallet <name>', 'name of the wallet', 'default')
    .option('--hotkey <name>', 'name of the hotkey', 'default')
}
