import type { Command } from 'commander'
import { DEFAULT_ENDPOINT, parseNetuid } from '../options/neuron-flags.ts'
import { parseDuration, parseWhole } from '../options/parsers.ts'
import type { Context } from '../program.ts'

/** Flags of `plexus ask`. */
export interface AskFlags {
  readonly netuid?: number
  readonly uid?: number
  readonly endpoint: string
  readonly walletPath?: string
  readonly wallet?: string
  readonly hotkey: string
  readonly timeout: number
  readonly json?: true
}

const DEFAULT_TIMEOUT_MS = 30_000

/** `plexus ask <subnet> <question>`: asks the best miner of a subnet. */
export function addAskCommand(program: Command, context: Context): void {
  program
    .command('ask')
    .description('ask a subnet a question; its best miner answers')
    .argument('<subnet>', 'folding or vision')
    .argument('<question>', 'a sequence for folding, a PNG file for vision')
    .option('--netuid <n>', 'number of the subnet (default: that of plexus up)', parseNetuid)
    .option('--uid <n>', 'which miner (default: the best paid)', (text) =>
      parseWhole(text, 'a uid', 0, 65_535),
    )
    .option('--endpoint <url>', 'JSON-RPC of a node', DEFAULT_ENDPOINT)
    .option('--wallet-path <dir>', 'folder of the wallets (default: that of plexus up)')
    .option('--wallet <name>', 'who asks (default: a validator of plexus up)')
    .option('--hotkey <name>', 'name of the hotkey; it needs a validator permit', 'default')
    .option('--timeout <duration>', 'how long to wait', parseDuration, DEFAULT_TIMEOUT_MS)
    .option('--json', 'print the answer as JSON')
    .addHelpText('after', '\nexample: plexus ask folding HHPPHPPHPPHPPHPPHPPHPPHH')
    .action(async (subnet: string, question: string, flags: AskFlags) => {
      const { runAsk } = await import('../neuron/run-ask.ts')
      await runAsk({ subnet, question }, flags, context.io)
    })
}
