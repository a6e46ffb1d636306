import { decode, encode } from '@msgpack/msgpack'
import { concatBytes } from '@plexus/primitives'
import { SynapseError } from './errors.ts'

/** Element types of the protocol: name, as numpy writes it, bytes. */
const DTYPES = {
  float16: ['<f2', 2],
  float32: ['<f4', 4],
  float64: ['<f8', 8],
  uint8: ['|u1', 1],
  int8: ['|i1', 1],
  int16: ['<i2', 2],
  int32: ['<i4', 4],
  int64: ['<i8', 8],
  bool: ['|b1', 1],
} as const

/** Element type of a tensor on the wire. */
export type WireDtype = keyof typeof DTYPES

/** A tensor. */
export interface WireTensor {
  readonly dtype: WireDtype
  /** Empty for a scalar. */
  readonly shape: readonly number[]
  /** Elements in row-major order, little-endian; booleans are one byte. */
  readonly data: Uint8Array
}

/** The JSON value of a tensor. */
export interface TensorJson {
  /** Base64 of a msgpack map. */
  readonly buffer: string
  readonly dtype: string
  readonly shape: readonly number[]
}

const MAX_DIMENSIONS = 16

/**
 * A tensor as a field of a synapse (spec: 80-axon-dendrite §1.9).
 *
 * @throws SynapseError `InvalidTensor` where shape and data do not fit
 */
export function encodeTensor({ dtype, shape, data }: WireTensor): TensorJson {
  const [type] = DTYPES[dtype]
  ensureFits(dtype, shape, data)
  const entries: [string, unknown][] = [
    ['nd', true],
    ['type', type],
    ['kind', new Uint8Array()],
    ['shape', shape],
    ['data', data],
  ]
  // The keys are of the bin type, which the library writes for values alone.
  const members = entries.flatMap(([key, value]) => [encode(Buffer.from(key)), encode(value)])
  const map = concatBytes(Uint8Array.of(0x80 | entries.length), ...members)
  const wireShape = shape.length === 0 ? [0] : shape
  return { buffer: Buffer.from(map).toString('base64'), dtype, shape: wireShape }
}

/**
 * Reads the JSON value of a tensor. Object arrays, which Python would unpickle, and structured
 * ones are refused.
 *
 * @throws SynapseError `InvalidTensor`
 */
export function decodeTensor(json: unknown): WireTensor {
  const { buffer, dtype: name, shape } = readJson(json)
  const dtype = name.replace(/^torch\./, '')
  if (!isDtype(dtype)) throw invalid('has an element type that the protocol does not know')
  const map = readMap(Buffer.from(buffer, 'base64'))
  if (map['nd'] !== true || map['type'] !== DTYPES[dtype][0]) {
    throw invalid('says two element types')
  }
  if (!(map['kind'] instanceof Uint8Array) || map['kind'].length > 0) {
    throw invalid('is an array of objects')
  }
  const data = map['data']
  if (!(data instanceof Uint8Array)) throw invalid('has no data')
  // One element of the shape [0] is a scalar; no element is an empty vector.
  const isScalar = shape.length === 1 && shape[0] === 0 && data.length > 0
  const own = isScalar ? [] : shape
  ensureFits(dtype, own, data)
  return { dtype, shape: own, data }
}

function readJson(json: unknown): { buffer: string; dtype: string; shape: number[] } {
  if (typeof json !== 'object' || json === null) throw invalid('is not an object')
  const { buffer, dtype, shape } = json as Record<string, unknown>
  if (typeof buffer !== 'string' || typeof dtype !== 'string' || !Array.isArray(shape)) {
    throw invalid('lacks buffer, dtype or shape')
  }
  return { buffer, dtype, shape: shape.map(Number) }
}

function readMap(bytes: Uint8Array): Record<string, unknown> {
  try {
    const map = decode(bytes, {
      mapKeyConverter: (key) => (key instanceof Uint8Array ? Buffer.from(key).toString() : ''),
      maxMapLength: 8,
      maxArrayLength: MAX_DIMENSIONS,
      maxBinLength: bytes.length,
      maxStrLength: 16,
      maxExtLength: 0,
    })
    if (typeof map === 'object' && map !== null) return map as Record<string, unknown>
  } catch (cause) {
    throw new SynapseError('InvalidTensor', 'the tensor has a buffer that is no msgpack', { cause })
  }
  throw invalid('has a buffer that is no map')
}

function ensureFits(dtype: WireDtype, shape: readonly number[], data: Uint8Array): void {
  if (shape.length > MAX_DIMENSIONS) throw invalid(`has over ${MAX_DIMENSIONS} dimensions`)
  let elements = 1
  for (const size of shape) {
    if (!Number.isSafeInteger(size) || size < 0) throw invalid('has a size that is no count')
    elements *= size
  }
  if (elements * DTYPES[dtype][1] !== data.length) throw invalid('has another shape than data')
}

function isDtype(name: string): name is WireDtype {
  return Object.hasOwn(DTYPES, name)
}

function invalid(problem: string): SynapseError {
  return new SynapseError('InvalidTensor', `the tensor ${problem}`)
}
