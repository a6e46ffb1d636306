import { readFileSync, statSync } from 'node:fs'
import type { Timing } from '@plexus/runtime'
import { jsonFields, readJson } from '../../founding/json-fields.ts'
import { parseSovereign } from '../../founding/parse-sovereign.ts'
import type { NodeOptions } from '../../options.ts'
import type { AppState } from './app-state.ts'
import { GenesisFileError } from './errors.ts'

/** What a genesis file of CometBFT says to a node. */
export interface NetworkGenesis extends AppState {
  readonly preset: 'localnet' | 'dev' | 'sovereign'
  readonly timing: Timing
  /** Name of the network in its votes. */
  readonly chainId: string
}

/**
 * Which chain a genesis file founds.
 * @throws GenesisFileError where it is no genesis file of a chain of ours
 */
export function readGenesis(file: string): NetworkGenesis {
  const { chainId, appState } = documentOf(file)
  const [preset, timing, genesisHash] = ['preset', 'timing', 'genesisHash'].map((field) =>
    valueIn(file, appState.get(field)),
  )
  const knownPreset = PRESETS.find((name) => name === preset)
  const knownTiming = TIMINGS.find((name) => name === timing)
  if (knownPreset === undefined) throw new GenesisFileError(file, 'it names no chain of Plexus')
  if (knownTiming === undefined) throw new GenesisFileError(file, 'its timing is not known')
  if (typeof genesisHash !== 'string' || !HASH.test(genesisHash)) {
    throw new GenesisFileError(file, 'its genesisHash is no hash')
  }
  if (knownPreset === 'sovereign' && !appState.has('sovereign')) {
    throw new GenesisFileError(file, 'the description of its sovereign network is missing')
  }
  return { preset: knownPreset, timing: knownTiming, genesisHash, chainId }
}

/**
 * The preset of a node of the network that a genesis file founds. A description in it is read when
 * the node is made.
 */
export function presetOfGenesis(file: string, genesis: NetworkGenesis): NodeOptions['preset'] {
  const { preset, genesisHash } = genesis
  if (preset !== 'sovereign') return preset
  return {
    type: preset,
    genesisHash,
    file,
    load: () => parseSovereign(valueIn(file, documentOf(file).appState.get('sovereign'))),
  }
}

interface GenesisDocument {
  readonly chainId: string
  readonly appState: ReadonlyMap<string, Uint8Array>
}

/** @throws GenesisFileError */
function documentOf(file: string): GenesisDocument {
  const { size } = statSync(file)
  if (size > MAX_BYTES) throw new GenesisFileError(file, `it has more than ${MAX_BYTES} bytes`)
  const fields = asJson(file, () => fieldsOrNone(readFileSync(file)))
  const chainId = valueIn(file, fields.get('chain_id'))
  const appState = fields.get('app_state')
  if (typeof chainId !== 'string') throw new GenesisFileError(file, 'it has no chain_id')
  if (appState?.[0] !== OPEN_OBJECT) throw new GenesisFileError(file, 'it has no app_state')
  return { chainId, appState: asJson(file, () => jsonFields(appState)) }
}

/** A value of another kind than an object has no fields. @throws SyntaxError where it is no JSON */
function fieldsOrNone(json: Uint8Array): ReturnType<typeof jsonFields> {
  try {
    return jsonFields(json)
  } catch {
    readJson(json)
    return new Map()
  }
}

const valueIn = (file: string, value: Uint8Array | undefined): unknown =>
  asJson(file, () => readJson(value))

function asJson<T>(file: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new GenesisFileError(file, 'it is no JSON', { cause: error })
  }
}

const OPEN_OBJECT = 0x7b
const PRESETS = ['localnet', 'dev', 'sovereign'] as const
const TIMINGS = ['fast', 'normal'] as const
const HASH = /^0x[0-9a-f]{64}$/
/** CometBFT takes no message of more than this from us, and we none from it. */
const MAX_BYTES = 128 * 1024 * 1024
