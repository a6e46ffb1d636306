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
import type { Json } from '../difference.ts'
import { readI64, VectorFormatError } from '../field.ts'
import type { Field } from '../field.ts'
import type { CaseRunner } from '../schema.ts'

// One table runs every format, so that their names are set aside here.
type Format = FixedFormat<string>
type Raw = Fixed<string>
type Answer = bigint | number | boolean | undefined
type Operation = (format: Format, args: Field) => Answer

const U16_MAX = 65_535n
const U64_MAX = (1n << 64n) - 1n
const U32_MAX = (1n << 32n) - 1n
const I32_MAX = (1n << 31n) - 1n

const FORMATS = new Map<string, Format>(
  [I32F32, I64F64, I96F32, U64F64, U96F32].map((format) => [format.name, format as Format]),
)

/** `{op, t, a, r}`: one operation on numbers of one format. */
export const runFixed: CaseRunner = (field) => {
  const op = field.at('op')
  const operation = OPERATIONS.get(op.text())
  if (operation === undefined) {
    throw new VectorFormatError(`${op.path} "${op.text()}" is no operation of yuma-fixed-1`)
  }
  const answer = operation(formatOf(field.at('t')), field.at('a'))
  return { expected: { r: field.at('r').value }, computed: { r: show(answer) } }
}

const rawAt = (format: Format, args: Field, index: number): Raw =>
  fixedFromRaw(format, args.item(index).integer(format.min, format.max))

const integerAt = (args: Field, max: bigint): bigint => args.item(0).integer(0n, max)

const exponentAt = (args: Field): number => Number(args.item(1).integer(-I32_MAX - 1n, I32_MAX))

const unary =
  (run: (format: Format, x: Raw) => Answer): Operation =>
  (format, args) =>
    run(format, rawAt(format, args, 0))

const binary =
  (run: (format: Format, x: Raw, y: Raw) => Answer): Operation =>
  (format, args) =>
    run(format, rawAt(format, args, 0), rawAt(format, args, 1))

const inI32F32 =
  (run: (x: I32F32, args: Field) => Answer): Operation =>
  (_, args) =>
    run(i32f32At(args, 0), args)

const i32f32At = (args: Field, index: number): I32F32 =>
  fixedFromRaw(I32F32, args.item(index).integer(I32F32.min, I32F32.max))

const fromFormat = (source: Format): readonly [string, Operation] => [
  `saturating_from_${source.name}`,
  (format, args) => saturatingFromFixedFloor(format, source, rawAt(source, args, 0)),
]

const OPERATIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['saturating_add', binary(saturatingAdd)],
  ['saturating_sub', binary(saturatingSub)],
  ['saturating_mul', binary(saturatingMulFloor)],
  ['saturating_div', binary(saturatingDivTrunc)],
  ['checked_mul', binary(checkedMulFloor)],
  ['checked_div', binary(checkedDivTrunc)],
  ['safe_div', binary(safeDivTrunc)],
  ['wrapping_add', binary(wrappingAdd)],
  ['abs_diff', binary(absDiff)],
  ['lt', binary((_, x, y) => x < y)],
  ['saturating_to_u16', unary(saturatingFloorToU16)],
  ['saturating_to_u64', unary(saturatingFloorToU64)],
  ['saturating_to_i64', unary(saturatingFloorToI64)],
  ['wrapping_round', unary(wrappingRound)],
  ['wrapping_floor', unary(floor)],
  ['int', unary(floor)],
  ['checked_floor', unary(floor)],
  ['frac', unary(fractionOf)],
  ['saturating_from_u64', (format, args) => saturatingFromInteger(format, integerAt(args, U64_MAX))],
  ['saturating_from_i64', (format, args) => saturatingFromInteger(format, readI64(args.item(0)))],
  ['saturating_from_f64', (format, args) => saturatingFromF64Bits(format, bitsAt(args, U64_MAX))],
  ['saturating_from_f32', (format, args) => saturatingFromF32Bits(format, bitsAt(args, U32_MAX))],
  ...[...FORMATS.values()].map(fromFormat),
  ['exp', unary(exp)],
  ['ln', unary(ln)],
  ['log2', unary(log2)],
  ['sqrt', unary(sqrt)],
  ['pow', binary(pow)],
  ['powi', (format, args) => powInteger(format, rawAt(format, args, 0), exponentAt(args))],
  ['checked_pow', (format, args) => checkedPow(format, rawAt(format, args, 0), exponentAt(args))],
  ['checked_ln', unary(checkedLn)],
  ['checked_sqrt', binary(checkedSqrt)],
  ['checked_log', binary(checkedLog)],
  ['exp_safe', inI32F32(expSafe)],
  ['safe_ln', inI32F32(lnSafe)],
  ['sigmoid_safe', inI32F32((x, args) => sigmoidSafe(x, i32f32At(args, 1), i32f32At(args, 2)))],
  ['u16_to_fixed', (_, args) => u16ToFixed(Number(integerAt(args, U16_MAX)))],
  [
    'u16_proportion_to_fixed',
    (_, args) => u16ProportionToFixedFloor(Number(integerAt(args, U16_MAX))),
  ],
  ['fixed_proportion_to_u16', inI32F32(fixedProportionToU16Floor)],
  ['fixed_to_fixed_u16_proportion', inI32F32(fixedToU16ProportionTrunc)],
  ['ema_alpha', (_, args) => emaAlpha(integerAt(args, U64_MAX))],
])

function bitsAt(args: Field, max: bigint): bigint {
  const field = args.item(0)
  if (!/^0x[0-9a-f]{1,16}$/i.test(field.text())) {
    throw new VectorFormatError(`${field.path} is not a float as "0x…"`)
  }
  const bits = BigInt(field.text())
  if (bits > max) throw new VectorFormatError(`${field.path} has too many bits`)
  return bits
}

function formatOf(field: Field): Format {
  const format = FORMATS.get(field.text())
  if (format !== undefined) return format
  const names = [...FORMATS.keys()].join(', ')
  throw new VectorFormatError(`${field.path} "${field.text()}" is none of ${names}`)
}

function show(answer: Answer): Json {
  if (answer === undefined) return null
  return typeof answer === 'boolean' ? answer : String(answer)
}
