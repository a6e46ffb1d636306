import type { SovereignOptions } from '@plexus/runtime'
import { sovereignJson } from '../../founding/sovereign-json.ts'
import { jsonFields, readJson } from '../../founding/json-fields.ts'
import { GenesisMismatchError } from './errors.ts'

/** Stands in the headers of CometBFT, and in its genesis file. */
export const APP_VERSION = 1n

/** What the genesis file of CometBFT says about the chain that it founds. */
export interface AppState {
  readonly preset: string
  readonly timing: string
  /** Hash of our block 0, `0x…`; it covers the whole state. */
  readonly genesisHash: string
}

/** The same, and what block 0 is made from where its name does not say it. */
export interface FoundedAppState extends AppState {
  readonly sovereign?: SovereignOptions
}

/** The fields as they stand in the genesis file. */
export const appStateJson = ({ preset, timing, genesisHash, sovereign }: FoundedAppState) => ({
  preset,
  timing,
  genesisHash,
  ...(sovereign !== undefined && { sovereign: sovereignJson(sovereign) }),
})

/** Names the network of a chain; votes of different chains do not count in each other. */
export const chainIdOf = (genesisHash: string): string => `plexus-${genesisHash.slice(2, 14)}`

/** @throws GenesisMismatchError naming the first field that differs */
export function checkAppState(bytes: Uint8Array, expected: AppState): void {
  const found = parse(bytes)
  for (const field of FIELDS) {
    const value = found?.[field]
    if (value === expected[field]) continue
    const shown = typeof value === 'string' ? value.slice(0, MAX_SHOWN) : 'none'
    throw new GenesisMismatchError(`the ${field}`, shown, expected[field])
  }
}

function parse(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const fields = jsonFields(bytes)
    return Object.fromEntries(FIELDS.map((field) => [field, readJson(fields.get(field))]))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

const FIELDS = ['preset', 'timing', 'genesisHash'] as const
const MAX_SHOWN = 80
