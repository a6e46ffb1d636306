import { readFileSync, statSync } from 'node:fs'
import type { Timing } from '@plexus/runtime'
import { jsonFields, readJson } from '../../founding/json-fields.ts'
import { parseSovereign } from '../../founding/parse-sovereign.ts'
import type { NodeOptions } from '../../options.ts'
import { checkAppState } from './app-state.ts'
import type { AppState } from './app-state.ts'
import { GenesisFileError } from './errors.ts'
import { readPublicKey } from './keys.ts'

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
 * That it founds this chain, by validators whose keys CometBFT knows: it reads the file only once
 * and goes on with its copy, and it waits for ever for a validator with another key.
 * @throws GenesisFileError, GenesisMismatchError
 */
export function checkGenesis(file: string, founding: AppState): void {
  const { preset, timing, genesisHash } = readGenesis(file)
  const found = JSON.stringify({ preset, timing, genesisHash })
  checkAppState(new TextEncoder().encode(found), founding)
  const { validators } = documentOf(file)
  if (validators.length === 0) throw new GenesisFileError(file, 'it names no validators')
  for (const [at, validator] of validators.entries()) {
    if (readPublicKey(recordOf(validator)?.['pub_key']) !== undefined) continue
    throw new GenesisFileError(file, `its validator ${at} has no ed25519 key`)
  }
}

/**
 * Time of its block 1, in ms since 1970.
 * @throws GenesisFileError
 */
export function genesisTimeOf(file: string): number {
  const time = Date.parse(documentOf(file).time)
  if (Number.isNaN(time)) throw new GenesisFileError(file, 'its genesis_time is no time')
  return time
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
  readonly validators: readonly unknown[]
  readonly time: string
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
  const validators = valueIn(file, fields.get('validators'))
  return {
    chainId,
    appState: asJson(file, () => jsonFields(appState)),
    validators: Array.isArray(validators) ? validators : [],
    time: String(valueIn(file, fields.get('genesis_time'))),
  }
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

const recordOf = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined

const OPEN_OBJECT = 0x7b
const PRESETS = ['localnet', 'dev', 'sovereign'] as const
const TIMINGS = ['fast', 'normal'] as const
const HASH = /^0x[0-9a-f]{64}$/
/** CometBFT takes no message of more than this from us, and we none from it. */
const MAX_BYTES = 128 * 1024 * 1024
