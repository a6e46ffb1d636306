import { ScaleError } from '../scale/errors.ts'
import { u8 } from '../scale/numbers.ts'
import type { AnyType, Type, VariantInfo } from '../scale/type.ts'

/**
 * For which blocks a transaction is valid.
 *
 * A mortal one is born at the last block whose number is `phase` modulo `period`, and dies `period`
 * blocks later. `period` is a power of two from 4 to 65,536; `phase` is below it and, for periods
 * above 4,096, a multiple of `period` / 4,096.
 */
export type Era =
  | { readonly type: 'Immortal' }
  | { readonly type: 'Mortal'; readonly period: number; readonly phase: number }

const MIN_PERIOD = 4
const MAX_PERIOD = 1 << 16

/** Valid for ever. */
export const IMMORTAL: Era = { type: 'Immortal' }

/**
 * The era of a transaction made at block `current`.
 *
 * @param period blocks for which it is valid, rounded up to a power of two from 4 to 65,536
 */
export function mortalEra(period: number, current: number): Era {
  let rounded = MIN_PERIOD
  while (rounded < period && rounded < MAX_PERIOD) rounded *= 2
  const phase = current % rounded
  return { type: 'Mortal', period: rounded, phase: phase - (phase % phaseUnit(rounded)) }
}

/** The block whose hash is signed: the last birth at or before `current`; 0 when immortal. */
export function eraBirth(era: Era, current: number): number {
  if (era.type === 'Immortal') return 0
  const since = current > era.phase ? current - era.phase : 0
  return since - (since % era.period) + era.phase
}

/** The first block at which the transaction is no longer valid; `undefined` when immortal. */
export function eraDeath(era: Era, current: number): number | undefined {
  return era.type === 'Immortal' ? undefined : eraBirth(era, current) + era.period
}

/** `sp_runtime::generic::era::Era`: one zero byte, or two bytes. */
export const Era: Type<Era> = {
  info: {
    path: ['sp_runtime', 'generic', 'era', 'Era'],
    params: [],
    def: { kind: 'variant', variants: eraVariants() },
  },
  encodeTo(era, out) {
    if (era.type === 'Immortal') out.u8(0)
    else out.u16(mortalCode(era.period, era.phase))
  },
  decodeFrom(input) {
    const first = input.u8()
    if (first === 0) return IMMORTAL
    const code = first | (input.u8() << 8)
    const period = 2 << (code & 15)
    const phase = (code >>> 4) * phaseUnit(period)
    if (period < MIN_PERIOD || phase >= period) {
      throw new ScaleError('NonCanonical', `no era has period ${period} and phase ${phase}`)
    }
    return { type: 'Mortal', period, phase }
  },
}

/** Twelve bits hold the phase, so that long periods count it in larger steps. */
function phaseUnit(period: number): number {
  return period >> 12 || 1
}

function mortalCode(period: number, phase: number): number {
  for (let exponent = 1; exponent < 16; exponent += 1) {
    if (2 << exponent !== period) continue
    const unitBits = exponent > 11 ? exponent - 11 : 0
    const units = phase >> unitBits
    if (units << unitBits === phase && phase >= 0 && phase < period) return (units << 4) | exponent
  }
  throw new ScaleError('InvalidValue', `no era has period ${period} and phase ${phase}`)
}

/** Metadata lists one variant for each first byte; its field is the second byte. */
function eraVariants(): VariantInfo[] {
  const variants: VariantInfo[] = [{ name: 'Immortal', index: 0, fields: [] }]
  for (let first = 1; first < 256; first += 1) {
    variants.push({ name: `Mortal${first}`, index: first, fields: [{ type: u8 as AnyType }] })
  }
  return variants
}
