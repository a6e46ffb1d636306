import { bytesToHex } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { MAX_VALIDATORS, TOTAL_POWER } from './constants.ts'
import { bindKey } from './keys.ts'
import { areSound, DEFAULT_PARAMS } from './params.ts'
import { sharePower } from './powers.ts'
import { byKey } from './rotation.ts'
import { Active, Governed, Params, Updates } from './storage.ts'
import type { Params as ParamsValue } from './types.ts'

/** A validator of block 1. */
export interface GenesisValidator {
  readonly hotkey: AccountId
  /** ed25519 */
  readonly key: Uint8Array
  /** In proportion to that of the others, above 0. */
  readonly power: bigint
}

/** The first set and the rules by which it changes. */
export interface EnginePreset {
  /** At least one; their hotkeys are those that governance has listed. */
  readonly validators: readonly GenesisValidator[]
  /** What is not said has its default. */
  readonly params?: Partial<ParamsValue>
}

const UNCAPPED = 1000

/** Writes the set of block 1, which is what block 0 tells the engine. @throws Error naming a fault */
export function startEngine(ctx: Context, { validators, params }: EnginePreset): void {
  const rules = { ...DEFAULT_PARAMS, ...params }
  if (!areSound(rules)) throw new Error('a parameter of the validator set is out of bounds')
  ensureValid(validators)
  const ordered = [...validators].sort((a, b) =>
    a.power > b.power ? -1 : a.power < b.power ? 1 : 0,
  )
  const weights = ordered.map(({ power }) => power)
  const powers = sharePower(weights, TOTAL_POWER, UNCAPPED)
  const set = ordered.map(({ key }, at) => ({ key, power: powers[at] ?? 1n })).sort(byKey)
  for (const { hotkey, key } of validators) bindKey(ctx, hotkey, key)
  Params.set(ctx, rules)
  Governed.set(
    ctx,
    validators.map(({ hotkey }) => hotkey),
  )
  Active.set(ctx, set)
  Updates.set(ctx, set)
}

function ensureValid(validators: readonly GenesisValidator[]): void {
  const { length } = validators
  if (length === 0 || length > MAX_VALIDATORS) {
    throw new Error(`the genesis has ${length} validators; 1 to ${MAX_VALIDATORS} can be`)
  }
  for (const of of ['hotkey', 'key'] as const) {
    const distinct = new Set(validators.map((each) => bytesToHex(each[of])))
    if (distinct.size < length) throw new Error(`two validators of the genesis have one ${of}`)
  }
  if (validators.some(({ power }) => power <= 0n)) {
    throw new Error('a validator of the genesis has no power')
  }
}
