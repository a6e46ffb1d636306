import { join } from 'node:path'
import { table } from '../output/print.ts'
import type { FoundedNetwork, InitOptions } from './init.ts'

/** What a founder reads: what was made, what to keep safe, what to do next. */
export function describeNetwork(options: InitOptions, { nodes, chainId }: FoundedNetwork): string {
  const { out, timing, blockTimeMs, hosts, subnets, format } = options
  const rows = table(
    nodes,
    [
      { title: 'node', text: ({ name }) => name },
      { title: 'host', text: ({ host }) => host },
      { title: 'rpc', align: 'right', text: ({ rpcPort }) => String(rpcPort) },
      { title: 'p2p', align: 'right', text: ({ p2pPort }) => String(p2pPort) },
      { title: 'comet', align: 'right', text: ({ cometPort }) => String(cometPort) },
      { title: 'metrics', align: 'right', text: ({ metricsPort }) => String(metricsPort) },
      { title: 'hotkey', text: ({ hotkey }) => hotkey },
    ],
    WIDEST,
  )
  const owned = subnets > 0 ? ', subnet<n>' : ''
  return [
    `The sovereign network ${chainId} is founded in ${out}: ${nodes.length} validators, ${timing} timing, a block in ${blockTimeMs / 1000} s.`,
    '',
    indent(rows),
    '',
    'Keep safe',
    '  node<n>/cometbft/config/priv_validator_key.json   signs blocks: in one place, ever',
    '  node<n>/cometbft/data/priv_validator_state.json   what it has signed: never copy an old one back',
    `  wallets/ (validator<n>${owned})   own the stake; the only copies, ${format === 'plaintext' ? 'not encrypted' : 'coldkeys encrypted'}`,
    '',
    'There is no sudo key: the rules are those of the genesis until governance arrives (docs/sovereign.md).',
    '',
    'Next',
    ...(hosts.length === 0
      ? [`  npx plexus network up ${out}`]
      : [
          ...nodes.map(
            ({ name, host }) => `  copy ${join(out, name)} to ${host}, and nothing else`,
          ),
          `  on each: npx plexus node --engine cometbft --path ${nodes[0]?.name ?? 'node0'} (its own), with port ${nodes[0]?.p2pPort ?? 0} open to the others`,
        ]),
  ].join('\n')
}

const WIDEST = 48

const indent = (text: string): string =>
  text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n')
