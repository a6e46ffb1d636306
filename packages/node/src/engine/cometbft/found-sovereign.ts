import { bytesToHex, createHasher, createSignatures, equalBytes } from '@plexus/primitives'
import { createHost, createRuntime, runtimeConfig } from '@plexus/runtime'
import type { SovereignOptions, Timing } from '@plexus/runtime'
import { asFounded, presetOf } from '../../founding/preset-of.ts'
import { chainIdOf } from './app-state.ts'
import type { NetworkFounding } from './genesis-file.ts'

/** What a sovereign network is founded with. */
export interface SovereignFounding {
  readonly sovereign: SovereignOptions
  readonly timing: Timing
  /** Time of block 1, in ms since 1970. */
  readonly genesisTimeMs: number
}

/**
 * The founding of a sovereign network: its validators have the powers that block 0 gives them, as
 * each node will check.
 * @throws SovereignFormatError
 */
export async function sovereignFounding(founding: SovereignFounding): Promise<NetworkFounding> {
  const { sovereign, timing, genesisTimeMs } = founding
  const [hasher, signatures] = await Promise.all([createHasher(), createSignatures()])
  const runtime = createRuntime({
    host: createHost(hasher, signatures),
    config: runtimeConfig(timing),
    genesis: presetOf({ preset: { type: 'sovereign', load: () => sovereign } }),
  })
  const genesis = asFounded(() => runtime.genesis())
  const genesisHash = bytesToHex(genesis.hash)
  return {
    chainId: chainIdOf(genesisHash),
    genesisTimeMs,
    validators: runtime
      .validatorUpdates({ get: (key) => genesis.changes.get(key) })
      .map(({ key, power }) => ({
        publicKey: key,
        power: Number(power),
        name: nameOf(sovereign, key),
      })),
    appState: { preset: 'sovereign', timing, genesisHash, sovereign },
  }
}

const nameOf = ({ validators }: SovereignOptions, key: Uint8Array): string =>
  `validator${validators.findIndex((each) => equalBytes(each.key, key))}`
