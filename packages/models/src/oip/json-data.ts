import { TensorShapeError } from '../errors.ts'
import { MAX_TENSOR_RANK } from '../tensor.ts'
import type { Datatype, Tensor } from '../tensor.ts'

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
    default:
      return `[${tensor.data.join(',')}]`
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
  const flat: unknown[] = []
  if (!Array.isArray(json) || !flatten(json, flat, elements, 1)) return undefined
  if (flat.length !== elements) return undefined
  switch (datatype) {
    case 'BOOL': {
      const data = flat.map((value) => (value === true || value === 1 ? 1 : 0))
      const isBool = flat.every((value) => typeof value === 'boolean' || value === 0 || value === 1)
      return isBool ? { datatype, shape, data: Uint8Array.from(data) } : undefined
    }
    case 'UINT8':
      return integers(flat, 0, 0xff, (data) => ({ datatype, shape, data: Uint8Array.from(data) }))
    case 'UINT16':
      return integers(flat, 0, 0xffff, (data) => ({ datatype, shape, data: Uint16Array.from(data) }))
    case 'UINT32':
      return integers(flat, 0, 0xffff_ffff, (data) => ({
        datatype,
        shape,
        data: Uint32Array.from(data),
      }))
    case 'UINT64':
      return integers(flat, 0, Number.MAX_SAFE_INTEGER, (data) => ({
        datatype,
        shape,
        data: BigUint64Array.from(data, BigInt),
      }))
    case 'INT8':
      return integers(flat, -0x80, 0x7f, (data) => ({ datatype, shape, data: Int8Array.from(data) }))
    case 'INT16':
      return integers(flat, -0x8000, 0x7fff, (data) => ({
        datatype,
        shape,
        data: Int16Array.from(data),
      }))
    case 'INT32':
      return integers(flat, -0x8000_0000, 0x7fff_ffff, (data) => ({
        datatype,
        shape,
        data: Int32Array.from(data),
      }))
    case 'INT64':
      return integers(flat, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, (data) => ({
        datatype,
        shape,
        data: BigInt64Array.from(data, BigInt),
      }))
    case 'FP32':
      return areNumbers(flat) ? { datatype, shape, data: Float32Array.from(flat) } : undefined
    case 'FP64':
      return areNumbers(flat) ? { datatype, shape, data: Float64Array.from(flat) } : undefined
    case 'FP16':
    case 'BF16':
      return undefined
    case 'BYTES': {
      const encoder = new TextEncoder()
      return areStrings(flat)
        ? { datatype, shape, data: flat.map((text) => encoder.encode(text)) }
        : undefined
    }
    default:
      return datatype satisfies never
  }
}

/** False when there are more elements than promised, or deeper lists than a tensor has dimensions. */
function flatten(list: readonly unknown[], into: unknown[], max: number, depth: number): boolean {
  if (depth > MAX_TENSOR_RANK) return false
  for (const value of list) {
    if (Array.isArray(value)) {
      if (!flatten(value, into, max, depth + 1)) return false
    } else {
      if (into.length === max) return false
      into.push(value)
    }
  }
  return true
}

/** Beyond 2⁵³ the digits of a JSON number are lost when it is parsed, so that such a value is refused. */
function integers(
  flat: readonly unknown[],
  min: number,
  max: number,
  build: (data: readonly number[]) => Tensor,
): Tensor | undefined {
  if (!areNumbers(flat)) return undefined
  return flat.every((value) => Number.isInteger(value) && value >= min && value <= max)
    ? build(flat)
    : undefined
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
