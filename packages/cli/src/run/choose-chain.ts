import type { BftNodeOptions, NetworkGenesis, NodeOptions } from '@plexus/node'
import type { NodeRoom } from '../node-room.ts'
import type { GenesisFlags } from '../options/genesis-flags.ts'

/** The chain that a node is of. */
export interface ChosenChain extends Pick<NodeOptions, 'preset' | 'timing'> {
  /** What a home of CometBFT without a genesis file gets. */
  readonly genesisFile?: string
}

/**
 * A founded home knows its chain, and so does a genesis file; what else is given must agree.
 *
 * @param home of CometBFT, where the node has one
 * @throws GenesisFileError, GenesisMismatchError
 */
export function chooseChain(
  flags: GenesisFlags,
  home: BftNodeOptions['engine']['home'] | undefined,
  room: NodeRoom,
): ChosenChain {
  const { chain, timing } = flags
  const given = chain !== undefined && 'file' in chain ? chain.file : undefined
  const founded = home !== undefined && room.isFounded(home) ? room.genesisFileOf(home) : undefined
  const file = founded ?? given
  if (file === undefined) {
    const preset = chain !== undefined && 'preset' in chain ? chain.preset : 'localnet'
    return { preset, timing: timing ?? 'fast' }
  }
  const genesis = room.readGenesis(file)
  if (given !== undefined && given !== file) ensureSame(genesis, room.readGenesis(given), room)
  ensureSame(genesis, { ...(chain !== undefined && 'preset' in chain && chain) }, room)
  ensureSame(genesis, { ...(timing !== undefined && { timing }) }, room)
  return {
    preset: room.presetOfGenesis(file, genesis),
    timing: genesis.timing,
    ...(founded === undefined && { genesisFile: file }),
  }
}

/** @throws GenesisMismatchError */
function ensureSame(found: NetworkGenesis, wanted: Partial<NetworkGenesis>, room: NodeRoom): void {
  for (const field of ['preset', 'timing', 'genesisHash'] as const) {
    const { [field]: expected = found[field] } = wanted
    if (found[field] === expected) continue
    throw new room.GenesisMismatchError(`the ${field}`, found[field], expected)
  }
}
