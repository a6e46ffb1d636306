import { TensorShapeError } from '../errors.ts'
import { MAX_TENSOR_RANK } from '../tensor.ts'
import type { Datatype, Tensor, TensorData } from '../tensor.ts'

/**
 * The elements of a tensor as the text of a flat JSON array. Integers are written with all their digits.
 * @throws TensorShapeError for what JSON cannot carry: NaN, infinities, halves, bytes that are no UTF-8
 */
export function toJsonData(name: string, tensor: Tensor): string {
  const { datatype } = tensor
  switch (datatype) {
    case 'BOOL':
      return `[${Array.from(tensor.data, (byte) => (byte === 0 ? 'false' : 'true')).join(',')}]`
    case 'FP16':
    case 'BF16':
      throw notJson(name, `${datatype} tensors`)
    case 'FP32':
    case 'FP64':
      if (!tensor.data.every(Number.isFinite)) throw notJson(name, 'NaN and infinities')
      // JSON knows −0; `join` does not.
      return `[${Array.from(tensor.data, (x) => (Object.is(x, -0) ? '-0' : String(x))).join(',')}]`
    case 'BYTES':
      return JSON.stringify(tensor.data.map((bytes) => utf8(name, bytes)))
    case 'UINT8':
    case 'UINT16':
    case 'UINT32':
    case 'UINT64':
    case 'INT8':
    case 'INT16':
    case 'INT32':
    case 'INT64':
      return `[${tensor.data.join(',')}]`
    default:
      return datatype satisfies never
  }
}

/**
 * A tensor from JSON data, flat or nested, or undefined when it is not exactly its elements.
 * @param elements the product of `shape`
 */
export function fromJsonData(
  datatype: Datatype,
  shape: readonly number[],
  elements: number,
  json: unknown,
): Tensor | undefined {
  const flat = Array.isArray(json) ? flatten(json, elements) : undefined
  if (flat?.length !== elements) return undefined
  if (datatype === 'BYTES') {
    if (!areStrings(flat)) return undefined
    const encoder = new TextEncoder()
    return { datatype, shape, data: flat.map((text) => encoder.encode(text)) }
  }
  if (datatype === 'FP16' || datatype === 'BF16') return undefined
  const numbers = datatype === 'BOOL' ? flat.map(fromBoolean) : flat
  if (!areNumbers(numbers) || !areWithin(datatype, numbers)) return undefined
  return { datatype, shape, data: toArray(datatype, numbers) } as Tensor
}

/** JSON booleans, or the numbers 0 and 1. */
function fromBoolean(value: unknown): unknown {
  return typeof value === 'boolean' ? Number(value) : value
}

type NumberDatatype = Exclude<Datatype, 'BYTES' | 'FP16' | 'BF16'>

function toArray(datatype: NumberDatatype, numbers: readonly number[]): TensorData {
  switch (datatype) {
    case 'BOOL':
    case 'UINT8':
      return Uint8Array.from(numbers)
    case 'UINT16':
      return Uint16Array.from(numbers)
    case 'UINT32':
      return Uint32Array.from(numbers)
    case 'UINT64':
      return BigUint64Array.from(numbers, BigInt)
    case 'INT8':
      return Int8Array.from(numbers)
    case 'INT16':
      return Int16Array.from(numbers)
    case 'INT32':
      return Int32Array.from(numbers)
    case 'INT64':
      return BigInt64Array.from(numbers, BigInt)
    case 'FP32':
      return Float32Array.from(numbers)
    case 'FP64':
      return Float64Array.from(numbers)
    default:
      return datatype satisfies never
  }
}

/** Beyond 2⁵³ the digits of a JSON number are lost when it is parsed, so that such a value is refused. */
const RANGES: Readonly<
  Record<Exclude<NumberDatatype, 'FP32' | 'FP64'>, readonly [number, number]>
> = {
  BOOL: [0, 1],
  UINT8: [0, 0xff],
  UINT16: [0, 0xffff],
  UINT32: [0, 0xffff_ffff],
  UINT64: [0, Number.MAX_SAFE_INTEGER],
  INT8: [-0x80, 0x7f],
  INT16: [-0x8000, 0x7fff],
  INT32: [-0x8000_0000, 0x7fff_ffff],
  INT64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
}

function areWithin(datatype: NumberDatatype, numbers: readonly number[]): boolean {
  if (datatype === 'FP32' || datatype === 'FP64') return true
  const [min, max] = RANGES[datatype]
  return numbers.every((value) => Number.isInteger(value) && value >= min && value <= max)
}

/** Undefined when there are more elements than `max`, or deeper lists than a tensor has dimensions. */
function flatten(json: readonly unknown[], max: number): readonly unknown[] | undefined {
  const flat: unknown[] = []
  const add = (list: readonly unknown[], depth: number): boolean =>
    depth <= MAX_TENSOR_RANK &&
    list.every((value) =>
      Array.isArray(value) ? add(value, depth + 1) : flat.length < max && flat.push(value) > 0,
    )
  return add(json, 1) ? flat : undefined
}

function areNumbers(flat: readonly unknown[]): flat is readonly number[] {
  return flat.every((value) => typeof value === 'number')
}

function areStrings(flat: readonly unknown[]): flat is readonly string[] {
  return flat.every((value) => typeof value === 'string')
}

function utf8(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw notJson(name, 'bytes that are no UTF-8')
  }
}

function notJson(name: string, what: string): TensorShapeError {
  return new TensorShapeError(`${name}: JSON carries no ${what}; use the binary encoding.`)
}
