import type { NodeOptions } from '@plexus/node'
import type { Command } from 'commander'
import { UsageError } from '../errors.ts'
import { parseTiming } from './parsers.ts'

/** What is said about the chain of a node. */
export interface GenesisFlags {
  readonly chain?: { readonly preset: 'localnet' | 'dev' } | { readonly file: string }
  readonly timing?: NodeOptions['timing']
}

/** Declares them on a command. */
export function addGenesisFlags(command: Command): Command {
  return command
    .option('--chain <preset>', 'local, dev, or the genesis file of a network', parseChain)
    .option('--timing <pace>', 'fast (250 ms) or normal (12 s)', parseTiming)
}

/** A word for a preset; else what has a folder or `.json` in it is the name of a file. */
function parseChain(text: string): NonNullable<GenesisFlags['chain']> {
  if (text === 'local') return { preset: 'localnet' }
  if (text === 'dev') return { preset: 'dev' }
  if (/[/\\]|\.json$/.test(text)) return { file: text }
  throw new UsageError(
    `"${text}" is not a chain: write local or dev, or a genesis file, such as ./genesis.json.`,
  )
}
