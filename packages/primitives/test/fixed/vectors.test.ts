import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  absDiff,
  checkedDivTrunc,
  checkedLn,
  checkedLog,
  checkedMulFloor,
  checkedPow,
  checkedSqrt,
  emaAlpha,
  exp,
  expSafe,
  fixedFromRaw,
  fixedProportionToU16Floor,
  fixedToU16ProportionTrunc,
  floor,
  fractionOf,
  I32F32,
  I64F64,
  I96F32,
  ln,
  lnSafe,
  log2,
  pow,
  powInteger,
  safeDivTrunc,
  saturatingAdd,
  saturatingDivTrunc,
  saturatingFloorToI64,
  saturatingFloorToU16,
  saturatingFloorToU64,
  saturatingFromF32Bits,
  saturatingFromF64Bits,
  saturatingFromFixedFloor,
  saturatingFromInteger,
  saturatingMulFloor,
  saturatingSub,
  sigmoidSafe,
  sqrt,
  U64F64,
  U96F32,
  u16ProportionToFixedFloor,
  u16ToFixed,
  wrappingAdd,
  wrappingRound,
} from '@plexus/primitives'
import type { Fixed, FixedFormat } from '@plexus/primitives'

interface Case {
  readonly op: string
  readonly t: string
  readonly a: readonly string[]
  readonly r: string | boolean | null
}

type Format = FixedFormat<'any'>
type Raw = Fixed<'any'>
type Answer = bigint | number | boolean | undefined
type Operation = (format: Format, a: Raw, b: Raw, c: Raw) => Answer

// One table runs every format, so that the brands are set aside here.
const FORMATS = new Map(
  [I32F32, I64F64, I96F32, U64F64, U96F32].map((format) => [
    format.name as string,
    format as FixedFormat<string> as Format,
  ]),
)

const inI32F32 =
  (run: (a: I32F32, b: I32F32, c: I32F32) => Answer): Operation =>
  (_, a, b, c) =>
    run(a as bigint as I32F32, b as bigint as I32F32, c as bigint as I32F32)

const from = (name: string): [string, Operation] => [
  `saturating_from_${name}`,
  (format, a) => saturatingFromFixedFloor(format, formatOf(name), a),
]

const OPERATIONS = new Map<string, Operation>([
  ['saturating_add', saturatingAdd],
  ['saturating_sub', saturatingSub],
  ['saturating_mul', saturatingMulFloor],
  ['saturating_div', saturatingDivTrunc],
  ['checked_mul', checkedMulFloor],
  ['checked_div', checkedDivTrunc],
  ['safe_div', safeDivTrunc],
  ['wrapping_add', wrappingAdd],
  ['abs_diff', absDiff],
  ['lt', (_, a, b) => a < b],
  ['saturating_to_u16', saturatingFloorToU16],
  ['saturating_to_u64', saturatingFloorToU64],
  ['saturating_to_i64', saturatingFloorToI64],
  ['wrapping_round', wrappingRound],
  ['wrapping_floor', floor],
  ['int', floor],
  ['checked_floor', floor],
  ['frac', fractionOf],
  ['saturating_from_u64', saturatingFromInteger],
  ['saturating_from_i64', saturatingFromInteger],
  ['saturating_from_f64', saturatingFromF64Bits],
  ['saturating_from_f32', saturatingFromF32Bits],
  ...[...FORMATS.keys()].map(from),
  ['exp', exp],
  ['ln', ln],
  ['log2', log2],
  ['sqrt', sqrt],
  ['pow', pow],
  ['powi', (format, x, exponent) => powInteger(format, x, Number(exponent))],
  ['checked_pow', (format, x, exponent) => checkedPow(format, x, Number(exponent))],
  ['checked_ln', checkedLn],
  ['checked_sqrt', checkedSqrt],
  ['checked_log', checkedLog],
  ['exp_safe', inI32F32(expSafe)],
  ['safe_ln', inI32F32(lnSafe)],
  ['sigmoid_safe', inI32F32(sigmoidSafe)],
  ['u16_to_fixed', (_, value) => u16ToFixed(Number(value))],
  ['u16_proportion_to_fixed', (_, value) => u16ProportionToFixedFloor(Number(value))],
  ['fixed_proportion_to_u16', inI32F32(fixedProportionToU16Floor)],
  ['fixed_to_fixed_u16_proportion', inI32F32(fixedToU16ProportionTrunc)],
  ['ema_alpha', (_, average) => emaAlpha(average)],
])

function formatOf(name: string): Format {
  const format = FORMATS.get(name)
  if (format === undefined) throw new Error(`no format is named ${name}`)
  return format
}

const file = new URL('../../../../spec/vectors/yuma/fixed.json', import.meta.url)
const cases = (JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] }).cases
const groups = new Map<string, Case[]>()
for (const row of cases) {
  const name = `${row.op} of ${row.t}`
  groups.set(name, [...(groups.get(name) ?? []), row])
}

const shown = (answer: Answer): Case['r'] => {
  if (answer === undefined) return null
  return typeof answer === 'boolean' ? answer : String(answer)
}

describe('fixed-point vectors of the reference', () => {
  test('are all here', () => {
    expect(cases.length).toBe(6684)
    expect([...groups.values()].flat()).toHaveLength(6684)
    expect(new Set(cases.map(({ op }) => op))).toEqual(new Set(OPERATIONS.keys()))
  })

  test.each([...groups])('%s', (_, group) => {
    for (const { op, t, a, r } of group) {
      const operation = OPERATIONS.get(op)
      if (operation === undefined) throw new Error(`no operation is named ${op}`)
      const [x = 0n, y = 0n, z = 0n] = a.map(BigInt)
      const answer = operation(formatOf(t), x as Raw, y as Raw, z as Raw)
      expect(shown(answer), `${op} ${t} ${a.join(' ')}`).toBe(r)
      if (typeof answer === 'bigint' && !op.startsWith('saturating_to')) {
        expect(fixedFromRaw(formatOf(t), answer)).toBe(answer)
      }
    }
  })
})
