import {
  AccountId,
  Blake2128,
  Blake2256,
  compactBn,
  compactNumber,
  Hex,
  Option,
  Result,
  Struct,
  Tuple,
  Twox128,
  Twox256,
  Twox64Concat,
  Variant,
  Vector,
} from '@polkadot-api/substrate-bindings'
import * as scale from '@polkadot-api/substrate-bindings'
import { isDeepStrictEqual } from 'node:util'

const BY_KIND = new Map(Object.entries(scale))
const NUMBERS = ['u8', 'u16', 'u32', 'i8', 'i16', 'i32']

/** The codec of this client for a shape; see `codecs/shapes.mjs`. */
export function createCodecs() {
  return {
    name: 'PAPI',
    /** Undefined when this client has no such type. */
    codec(shape) {
      const codec = codecOf(shape)
      if (codec === undefined) return undefined
      return {
        encode: (value) => codec.enc(inputOf(shape, value)),
        /** True when the client reads the bytes as this value and writes them back alike. */
        reads(bytes, value) {
          const read = codec.dec(bytes)
          return (
            isDeepStrictEqual(plain(read), plain(inputOf(shape, value))) &&
            Buffer.compare(codec.enc(read), bytes) === 0
          )
        },
      }
    },
  }
}

export const hashes = {
  blake2b128: Blake2128,
  blake2b256: Blake2256,
  twox64: (bytes) => Twox64Concat(bytes).slice(0, 8),
  twox128: Twox128,
  twox256: Twox256,
}

const account = AccountId(42)

export const ss58 = { encode: (bytes) => account.dec(bytes), decode: (text) => account.enc(text) }

function codecOf(shape) {
  switch (shape.kind) {
    case 'bytes':
      return Hex()
    case 'fixedBytes':
      return Hex(shape.length)
    case 'compact':
      return NUMBERS.includes(shape.inner.kind) ? compactNumber : compactBn
    case 'vec':
    case 'boundedVec':
    case 'btreeSet':
      return given([shape.inner], ([inner]) => Vector(inner))
    case 'array':
      return given([shape.inner], ([inner]) => Vector(inner, shape.length))
    case 'btreeMap':
      return given([shape.key, shape.value], (pair) => Vector(Tuple(...pair)))
    case 'option':
      return given([shape.inner], ([inner]) => Option(inner))
    case 'result':
      return given([shape.ok, shape.error], (sides) => Result(...sides))
    case 'tuple':
      return given(shape.items, (items) => Tuple(...items))
    case 'struct':
      return given(Object.values(shape.fields), (codecs) =>
        Struct(Object.fromEntries(Object.keys(shape.fields).map((name, i) => [name, codecs[i]]))),
      )
    case 'enum':
      return given(
        shape.variants.map(({ content }) => content),
        (codecs) =>
          Variant(
            Object.fromEntries(shape.variants.map(({ name }, i) => [name, codecs[i]])),
            shape.variants.map(({ index }) => index),
          ),
      )
    case 'named':
      return NAMED[shape.name]
    default:
      return BY_KIND.get(shape.kind)
  }
}

const engine = Tuple(Hex(4), Hex())
const NAMED = {
  AccountId32: account,
  H256: Hex(32),
  H160: Hex(20),
  MultiAddress: Variant(
    { Id: account, Raw: Hex(), Address32: Hex(32), Address20: Hex(20) },
    [0, 2, 3, 4],
  ),
  MultiSignature: Variant({ Ed25519: Hex(64), Sr25519: Hex(64), Ecdsa: Hex(65) }),
  DigestItem: Variant(
    {
      Other: Hex(),
      Consensus: engine,
      Seal: engine,
      PreRuntime: engine,
      RuntimeEnvironmentUpdated: scale._void,
    },
    [0, 4, 5, 6, 8],
  ),
  Weight: Struct({ ref_time: compactBn, proof_size: compactBn }),
  Perbill: scale.u32,
  Perquintill: scale.u64,
}

function given(shapes, make) {
  const codecs = shapes.map((shape) => (shape === undefined ? scale._void : codecOf(shape)))
  return codecs.includes(undefined) ? undefined : make(codecs)
}

function inputOf(shape, value) {
  switch (shape.kind) {
    case 'bytes':
    case 'fixedBytes':
      return hex(value)
    case 'vec':
    case 'boundedVec':
    case 'array':
    case 'btreeSet':
      return value.map((item) => inputOf(shape.inner, item))
    case 'btreeMap':
      return value.map(([k, v]) => [inputOf(shape.key, k), inputOf(shape.value, v)])
    case 'option':
      return value === undefined ? undefined : inputOf(shape.inner, value)
    case 'result':
      return value.ok
        ? { success: true, value: inputOf(shape.ok, value.value) }
        : { success: false, value: inputOf(shape.error, value.error) }
    case 'tuple':
      return shape.items.map((item, i) => inputOf(item, value[i]))
    case 'struct':
      return Object.fromEntries(
        Object.entries(shape.fields).map(([name, field]) => [name, inputOf(field, value[name])]),
      )
    case 'enum': {
      const { content } = shape.variants.find(({ name }) => name === value.type)
      return {
        type: value.type,
        value: content === undefined ? undefined : inputOf(content, value.value),
      }
    }
    case 'named':
      return namedInput(shape.name, value)
    default:
      return value
  }
}

function namedInput(name, value) {
  if (name === 'AccountId32') return account.dec(value)
  if (value instanceof Uint8Array) return hex(value)
  if (typeof value !== 'object' || name === 'Weight') return value
  if (value.type === 'Id') return { type: 'Id', value: account.dec(value.value) }
  const content = Array.isArray(value.value)
    ? value.value.map(hex)
    : value.value && hex(value.value)
  return { type: value.type, value: content }
}

/** Without the prototypes that the client gives its enums. */
function plain(value) {
  if (value instanceof Uint8Array || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(plain)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]))
}

function hex(bytes) {
  return `0x${Buffer.from(bytes).toString('hex')}`
}
