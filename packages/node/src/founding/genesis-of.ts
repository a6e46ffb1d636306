import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { bytesToHex, hash, hexToBytes } from '@plexus/primitives'
import type { ExecutedBlock, GenesisPreset, LargeGenesis, Runtime } from '@plexus/runtime'
import type { GenesisBlock } from '../chain/core.ts'
import { LMDB_FILE } from '../db/lmdb/lmdb-database.ts'
import { GenesisMismatchError } from '../engine/cometbft/errors.ts'
import { foundingTask } from './found-chain.ts'
import type { NodeOptions, SovereignPreset } from '../options.ts'
import { asFounded, checkGenesisOptions, presetOf } from './preset-of.ts'
import type { GenesisOptions } from './preset-of.ts'

/**
 * What a runtime is told of block 0. The description of a sovereign network is not kept.
 * @throws SovereignRefusedError
 */
export function genesisSource(options: GenesisOptions): GenesisPreset | LargeGenesis {
  checkGenesisOptions(options)
  if (typeof options.preset === 'string') return presetOf(options)
  return { hasValidators: true, load: () => presetOf(options) }
}

/**
 * Block 0 of a node. Of a sovereign network it is not made where a database has it, or a process of
 * its own makes it: with very many balances that takes seconds, and memory that is not given back.
 * @throws SovereignFormatError, GenesisMismatchError
 */
export function genesisOf(
  runtime: Runtime,
  options: Pick<NodeOptions, 'preset' | 'path' | 'memory'>,
): GenesisBlock {
  const { preset, path } = options
  if (typeof preset === 'string') return made(runtime.genesis())
  const { genesisHash } = preset
  const isThere = path !== undefined && existsSync(join(path, LMDB_FILE))
  const isElsewhere = isThere || foundingTask(options) !== undefined
  if (genesisHash === undefined || !isElsewhere) return made(makeSovereign(runtime, preset))
  return { hash: hash(hexToBytes(genesisHash)), make: () => makeSovereign(runtime, preset) }
}

function makeSovereign(runtime: Runtime, { genesisHash }: SovereignPreset): ExecutedBlock {
  const genesis = asFounded(() => runtime.genesis())
  const found = bytesToHex(genesis.hash)
  if (genesisHash === undefined || found === genesisHash) return genesis
  throw new GenesisMismatchError('the genesisHash', genesisHash, found)
}

const made = (genesis: ExecutedBlock): GenesisBlock => ({
  hash: genesis.hash,
  make: () => genesis,
})
