import { dev, localnet, sovereign } from '@plexus/runtime'
import type { GenesisPreset } from '@plexus/runtime'
import { localBeaconKey } from '../beacon/local-beacon.ts'
import type { NodeOptions } from '../options.ts'
import { SovereignFormatError, SovereignRefusedError } from './errors.ts'

/** What the name of a preset says to other nodes. */
export const presetName = (preset: NodeOptions['preset']): string =>
  typeof preset === 'string' ? preset : preset.type

/** What says how block 0 is made. */
export type GenesisOptions = Pick<NodeOptions, 'preset' | 'richAccount' | 'localBeacon'>

/** @throws SovereignRefusedError */
export function checkGenesisOptions({ preset, richAccount, localBeacon }: GenesisOptions): void {
  if (typeof preset === 'string') return
  if (richAccount !== undefined) throw new SovereignRefusedError('rich account')
  if (localBeacon === true) throw new SovereignRefusedError('local beacon')
}

/**
 * What block 0 is made from.
 * @throws SovereignFormatError, SovereignRefusedError
 */
export function presetOf(options: GenesisOptions): GenesisPreset {
  const { preset, richAccount: rich, localBeacon } = options
  checkGenesisOptions(options)
  if (typeof preset !== 'string') return asFounded(() => sovereign(preset.load()))
  const extra = {
    ...(rich !== undefined && { rich }),
    ...(localBeacon === true && { beaconKey: localBeaconKey() }),
  }
  return preset === 'localnet' ? localnet(extra) : dev(extra)
}

/** Runs what judges a description; its verdicts are plain sentences without a beginning. */
export function asFounded<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    // Other kinds of errors say themselves what is wrong, or are bugs.
    if (!(error instanceof Error) || Object.getPrototypeOf(error) !== Error.prototype) throw error
    throw new SovereignFormatError('', `cannot be (${error.message})`, { cause: error })
  }
}
