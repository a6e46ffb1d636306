import type { Command } from 'commander'
import { UsageError } from '../../errors.ts'
import type { InitOptions } from '../../network/init.ts'
import {
  collectList,
  parseBlockTime,
  parsePort,
  parseTiming,
  parseWhole,
  parseWord,
} from '../../options/parsers.ts'
import type { Context } from '../../program.ts'

interface Flags {
  readonly out: string
  readonly validators: number
  readonly host?: readonly string[]
  readonly timing?: InitOptions['timing']
  readonly blockTime?: number
  readonly firstPort: number
  readonly stake: string
  readonly subnets: number
  readonly balances?: string
  readonly format?: InitOptions['format']
  readonly json?: true
}

/** `plexus network init`. */
export function addNetworkInit(network: Command, { io, loadNode }: Context): void {
  network
    .command('init')
    .description('make keys, genesis and settings of a sovereign network')
    .requiredOption('--out <dir>', 'a new directory')
    .option('--validators <n>', 'how many begin', parseCount, 4)
    .option('--host <host>', 'machine of a validator; repeatable (default: this one)', collectHosts)
    .option('--timing <pace>', 'fast or normal (default: normal with --host)', parseTiming)
    .option('--block-time <ms>', 'of a block (default: 1000, or 12000)', parseBlockTime)
    .option('--first-port <port>', 'first of 4 ports of a node', parseFirstPort, 9944)
    .option('--stake <tao>', 'of each validator', '10000')
    .option('--subnets <n>', 'subnets from the start', parseSubnets, 1)
    .option('--balances <file>', 'further balances: [["5…", "<rao>"], …]')
    .option(
      '--format <name>',
      'coldkey files: nacl, plexus1, plaintext',
      parseWord<InitOptions['format']>(['nacl', 'plexus1', 'plaintext'], 'a keyfile format'),
    )
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nexample: plexus network init --validators 4 --out ./net')
    .action(async (flags: Flags) => {
      const { parseTao } = await import('@plexus/sdk')
      const options = optionsOf(flags, parseTao(flags.stake))
      const [{ initNetwork }, { describeNetwork }, { print }] = await Promise.all([
        import('../../network/init.ts'),
        import('../../network/describe.ts'),
        import('../../output/print.ts'),
      ])
      const founded = await initNetwork(options, io, await loadNode())
      const { timing, blockTimeMs } = options
      const value = { directory: options.out, timing, blockTimeMs, ...founded }
      print(io, flags, value, describeNetwork(options, founded))
    })
}

/** Networks on one machine are for trying out: they are fast, and their money is play money. */
function optionsOf(flags: Flags, stakeRao: bigint): InitOptions {
  const { host: hosts = [], validators } = flags
  if (hosts.length > 0 && hosts.length !== validators) {
    throw new UsageError(
      `--host is given ${hosts.length} times for ${validators} validators: give it once for each.`,
    )
  }
  const isHere = hosts.length === 0
  const timing = flags.timing ?? (isHere ? 'fast' : 'normal')
  return {
    ...{ hosts, validators, stakeRao, timing },
    ...{ out: flags.out, subnets: flags.subnets, firstPort: flags.firstPort },
    blockTimeMs: flags.blockTime ?? (timing === 'fast' ? 1_000 : 12_000),
    format: flags.format ?? (isHere ? 'plaintext' : 'nacl'),
    ...(flags.balances !== undefined && { balances: flags.balances }),
  }
}

const parseCount = (text: string): number =>
  parseWhole(text, 'a number of validators', 2, MOST_VALIDATORS)

const parseSubnets = (text: string): number => parseWhole(text, 'a number of subnets', 0, 100)

/** All nodes may be on one machine. */
function parseFirstPort(text: string): number {
  const port = parsePort(text)
  if (port >= 1 && port <= 65_536 - MOST_VALIDATORS * 4) return port
  throw new UsageError(`"${text}" is no first port: give one from 1 to 65024.`)
}

function collectHosts(text: string, before: readonly string[] = []): readonly string[] {
  const hosts = collectList(text, before)
  const wrong = hosts.find((host) => !/^(?:[\w.-]+|[0-9a-f:.]+)$/i.test(host))
  if (wrong === undefined) return hosts
  throw new UsageError(`"${wrong}" is not a host: give a name or an address, without a port.`)
}

const MOST_VALIDATORS = 128
