import { equalBytes } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { DEV_ACCOUNTS, DEV_FINALITY_KEYS } from './accounts.ts'
import { LOCAL_ECONOMY } from './economy.ts'
import type { GenesisPreset } from './preset.ts'

const RAO_PER_TAO = 1_000_000_000n
const RICH = 1_000_000n * RAO_PER_TAO
const MODEST = 2_000n * RAO_PER_TAO

const { Alice, Bob, Charlie, Dave, Eve, Ferdie, One, Two, Three, Alith, Baltathar } = DEV_ACCOUNTS

const BALANCES: GenesisPreset['balances'] = [
  [Alice, RICH],
  [Bob, RICH],
  [Charlie, RICH],
  [Dave, MODEST],
  [Eve, MODEST],
  [Ferdie, MODEST],
  [One, MODEST],
  [Two, MODEST],
  [Three, MODEST],
  [Alith, MODEST],
  [Baltathar, MODEST],
]

/** What a user of a local network may add to its genesis. */
export interface LocalOptions {
  /** An account that gets 1,000,000 TAO, whatever it would have had. */
  readonly rich?: AccountId
  /** As in `GenesisPreset`. */
  readonly beaconKey?: Uint8Array
}

/** The local network with three authorities (spec: 60-genesis-localnet). */
export function localnet(options: LocalOptions = {}): GenesisPreset {
  return {
    balances: withRich(options.rich),
    authorities: [One, Two, Three],
    finalityAuthorities: [DEV_FINALITY_KEYS.One, DEV_FINALITY_KEYS.Two, DEV_FINALITY_KEYS.Three],
    sudo: Alice,
    ...(options.beaconKey !== undefined && { beaconKey: options.beaconKey }),
    economy: LOCAL_ECONOMY,
  }
}

/** The same with `//One` as the only authority. */
export function dev(options: LocalOptions = {}): GenesisPreset {
  return {
    ...localnet(options),
    authorities: [One],
    finalityAuthorities: [DEV_FINALITY_KEYS.One],
  }
}

function withRich(rich: AccountId | undefined): GenesisPreset['balances'] {
  if (rich === undefined) return BALANCES
  return [...BALANCES.filter(([who]) => !equalBytes(who, rich)), [rich, RICH]]
}
