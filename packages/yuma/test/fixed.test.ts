import { describe, expect, test } from 'vitest'
import * as fixed from '../src/fixed.ts'
import { disabledLiquidAlpha } from '../src/reference/math/ema.ts'
import { exp, expSafe } from '../src/reference/math/exp.ts'
import { type FixedCase, groupBy, readCases } from './vectors.ts'

const TYPES: ReadonlyMap<string, fixed.FixedType> = new Map([
  ['I32F32', fixed.I32F32],
  ['I64F64', fixed.I64F64],
  ['U96F32', fixed.U96F32],
])

type Operation = (type: fixed.FixedType, x: bigint, y: bigint) => bigint | undefined

/** The operations this room has. The other rows of the file belong to other parts of the chain. */
const OPERATIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['saturating_add', fixed.addSaturating],
  ['saturating_sub', fixed.subSaturating],
  ['saturating_mul', fixed.mulFloorSaturating],
  ['checked_mul', fixed.mulFloorChecked],
  ['saturating_div', fixed.divTruncSaturating],
  ['safe_div', fixed.divTruncOrZero],
  ['saturating_to_u16', (type, x) => fixed.fixedToUnsigned(type, x, fixed.U16_MAX)],
  ['saturating_to_u64', (type, x) => fixed.fixedToUnsigned(type, x, fixed.U64_MAX)],
  ['saturating_from_u64', fixed.integerToFixed],
  ['saturating_from_i64', fixed.integerToFixed],
  ['u16_proportion_to_fixed', (_, value) => fixed.u16ProportionToFixed(Number(value))],
])

/** Those that exist for I32F32 alone. */
const I32F32_OPERATIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['exp', (_, x) => exp(x)],
  ['ema_alpha', (_, average) => disabledLiquidAlpha(average)],
  ['exp_safe', (_, x) => expSafe(x)],
  ['saturating_from_I64F64', (_, x) => fixed.fixed64ToFixed32(x)],
])

const operationOf = ({ op, t }: FixedCase): Operation | undefined =>
  OPERATIONS.get(op) ?? (t === 'I32F32' ? I32F32_OPERATIONS.get(op) : undefined)

const ours = readCases<FixedCase>('fixed.json').filter(
  (row) => TYPES.has(row.t) && operationOf(row) !== undefined,
)

describe('fixed-point vectors of the reference', () => {
  test.each([...groupBy(ours, ({ op, t }) => `${op} of ${t}`)])('%s', (_, group) => {
    for (const row of group) {
      const [x = 0n, y = 0n] = row.a.map(BigInt)
      const type = TYPES.get(row.t) ?? fixed.I32F32
      const answer = operationOf(row)?.(type, x, y)
      expect(answer === undefined ? null : String(answer), JSON.stringify(row)).toBe(row.r)
    }
  })

  test('cover every operation this room has', () => {
    expect(new Set(ours.map(({ op }) => op))).toEqual(
      new Set([...OPERATIONS.keys(), ...I32F32_OPERATIONS.keys()]),
    )
  })
})

describe('roundToInteger', () => {
  test.each([
    ['just below a half', (1n << 31n) - 1n, 0n],
    ['a half', 1n << 31n, 1n],
    ['minus a half', -(1n << 31n), -1n],
    ['just above minus a half', -(1n << 31n) + 1n, 0n],
    ['minus one and a half', -(3n << 31n), -2n],
  ])('rounds %s, ties away from zero', (_, raw, integer) => {
    expect(fixed.roundToInteger(fixed.I32F32, raw)).toBe(integer)
  })
})
