import { APP_VERSION, appStateJson } from './app-state.ts'
import type { FoundedAppState } from './app-state.ts'
import { addressOf, publicKeyJson } from './keys.ts'

/** A validator of the first set. */
export interface GenesisValidator {
  /** ed25519, 32 bytes. */
  readonly publicKey: Uint8Array
  readonly power: number
  readonly name: string
}

/** What a network is founded with; the same for all of its nodes. */
export interface NetworkFounding {
  /** Names the network in its votes, so that none counts in another one; at most 50 letters. */
  readonly chainId: string
  /** Time of block 1, in ms since 1970. */
  readonly genesisTimeMs: number
  readonly validators: readonly GenesisValidator[]
  readonly appState: FoundedAppState
}

/** Blocks for which a validator can be shown to have signed twice. */
export const EVIDENCE_BLOCKS = 100_000

/** The genesis file of CometBFT (spec: 90-cometbft §9.1). Whole numbers are texts there. */
export function genesisFile(founding: NetworkFounding): string {
  const document = {
    genesis_time: new Date(founding.genesisTimeMs).toISOString(),
    chain_id: founding.chainId,
    initial_height: '1',
    consensus_params: {
      // Our own limits hold: CometBFT then shows the proposer all that waits.
      block: { max_bytes: '-1', max_gas: '-1' },
      evidence: {
        max_age_num_blocks: String(EVIDENCE_BLOCKS),
        max_age_duration: '1209600000000000',
        max_bytes: '1048576',
      },
      validator: { pub_key_types: ['ed25519'] },
      version: { app: String(APP_VERSION) },
      abci: { vote_extensions_enable_height: '0' },
    },
    validators: founding.validators.map(({ publicKey, power, name }) => ({
      address: addressOf(publicKey).toUpperCase(),
      pub_key: publicKeyJson(publicKey),
      power: String(power),
      name,
    })),
    app_hash: '',
    app_state: appStateJson(founding.appState),
  }
  return `${JSON.stringify(document, null, 2).replaceAll(PAIR, '[$1, $2]')}\n`
}

/** A balance stays on one line: there may be very many. */
const PAIR = /\[\s+("0x[0-9a-f]{64}"),\s+("\d+")\s+\]/g
