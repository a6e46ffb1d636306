import { TypeRegistry } from '@polkadot/types'
import { blake2AsU8a, decodeAddress, encodeAddress, xxhashAsU8a } from '@polkadot/util-crypto'

/** The codec of this client for a shape; see `codecs/shapes.mjs`. */
export function createCodecs() {
  const registry = new TypeRegistry()
  registry.register(TYPES)
  let count = 0
  const named = (definition) => {
    const name = `Shape${count}`
    count += 1
    registry.register({ [name]: definition })
    return name
  }
  return {
    name: 'polkadot.js',
    /** Undefined when this client has no such type. */
    codec(shape) {
      const type = typeOf(shape, named)
      if (type === undefined) return undefined
      return {
        encode: (value) => registry.createType(type, inputOf(shape, value, registry)).toU8a(),
        /** True when the client reads the bytes as this value and writes them back alike. */
        reads(bytes, value) {
          const read = registry.createType(type, bytes)
          const expected = registry.createType(type, inputOf(shape, value, registry))
          return (
            Buffer.compare(read.toU8a(), bytes) === 0 &&
            JSON.stringify(read.toJSON()) === JSON.stringify(expected.toJSON())
          )
        },
      }
    },
  }
}

export const hashes = {
  blake2b128: (bytes) => blake2AsU8a(bytes, 128),
  blake2b256: (bytes) => blake2AsU8a(bytes, 256),
  twox64: (bytes) => xxhashAsU8a(bytes, 64),
  twox128: (bytes) => xxhashAsU8a(bytes, 128),
  twox256: (bytes) => xxhashAsU8a(bytes, 256),
}

export const ss58 = { encode: (account) => encodeAddress(account, 42), decode: decodeAddress }

/** The era that this client gives a transaction made at `current`. */
export function era(period, current) {
  return new TypeRegistry().createType('ExtrinsicEra', { period, current }).toU8a()
}

function typeOf(shape, named) {
  const inner = (child) => typeOf(child, named)
  switch (shape.kind) {
    case 'str':
      return 'Text'
    case 'bytes':
      return 'Bytes'
    case 'fixedBytes':
      return `[u8; ${shape.length}]`
    case 'compact':
      return `Compact<${shape.inner.kind}>`
    case 'vec':
    case 'boundedVec':
      return wrap('Vec<', inner(shape.inner), '>')
    case 'array':
      return wrap('[', inner(shape.inner), `; ${shape.length}]`)
    case 'option':
      return wrap('Option<', inner(shape.inner), '>')
    case 'result':
      return all([inner(shape.ok), inner(shape.error)], ([ok, error]) => `Result<${ok}, ${error}>`)
    case 'tuple':
      return all(shape.items.map(inner), (items) => `(${items.join(', ')})`)
    case 'struct':
      return all(Object.values(shape.fields).map(inner), (types) =>
        named(Object.fromEntries(Object.keys(shape.fields).map((field, i) => [field, types[i]]))),
      )
    case 'enum':
      return enumOf(shape, inner, named)
    case 'btreeMap':
      return all([inner(shape.key), inner(shape.value)], ([k, v]) => `BTreeMap<${k}, ${v}>`)
    case 'btreeSet':
      return wrap('BTreeSet<', inner(shape.inner), '>')
    case 'named':
      return NAMED[shape.name]
    default:
      return shape.kind
  }
}

/** Its definitions number variants by position, or bare ones freely. */
function enumOf({ variants }, inner, named) {
  if (variants.every(({ content }) => content === undefined)) {
    const entries = variants.map(({ name, index }) => [name, index])
    return named({ _enum: Object.fromEntries(entries) })
  }
  if (variants.some(({ index }, position) => index !== position)) return undefined
  const types = variants.map(({ content }) => (content === undefined ? 'Null' : inner(content)))
  return all(types, () =>
    named({ _enum: Object.fromEntries(variants.map(({ name }, i) => [name, types[i]])) }),
  )
}

/**
 * The plain enum: the client's own `MultiAddress` takes what is 0, 20, 32 or at most 8 bytes long
 * for an account or an index, whatever the first byte says.
 */
const TYPES = {
  PlainMultiAddress: {
    _enum: { Id: 'AccountId32', Index: 'Null', Raw: 'Bytes', Address32: 'H256', Address20: 'H160' },
  },
}

const NAMED = {
  AccountId32: 'AccountId32',
  H256: 'H256',
  H160: 'H160',
  MultiAddress: 'PlainMultiAddress',
  MultiSignature: 'MultiSignature',
  DigestItem: 'DigestItem',
  Weight: 'WeightV2',
  Perbill: 'Perbill',
  Perquintill: 'Perquintill',
}

function inputOf(shape, value, registry) {
  const of = (child, item) => inputOf(child, item, registry)
  switch (shape.kind) {
    case 'bytes':
      // An instance, because an option takes empty hex for nothing.
      return registry.createType('Bytes', hex(value))
    case 'fixedBytes':
      return hex(value)
    case 'vec':
    case 'boundedVec':
    case 'array':
      return value.map((item) => of(shape.inner, item))
    case 'btreeSet':
      return new Set(value.map((item) => of(shape.inner, item)))
    case 'btreeMap':
      return new Map(value.map(([k, v]) => [of(shape.key, k), of(shape.value, v)]))
    case 'option':
      return value === undefined ? null : of(shape.inner, value)
    case 'result':
      return value.ok ? { Ok: of(shape.ok, value.value) } : { Err: of(shape.error, value.error) }
    case 'tuple':
      return shape.items.map((item, i) => of(item, value[i]))
    case 'struct':
      return Object.fromEntries(
        Object.entries(shape.fields).map(([name, field]) => [name, of(field, value[name])]),
      )
    case 'enum': {
      const { content } = shape.variants.find(({ name }) => name === value.type)
      if (content !== undefined) return { [value.type]: of(content, value.value) }
      return value.type
    }
    case 'named':
      return namedInput(shape.name, value)
    default:
      return value
  }
}

function namedInput(name, value) {
  if (name === 'Weight') return { refTime: value.ref_time, proofSize: value.proof_size }
  if (value instanceof Uint8Array) return hex(value)
  if (typeof value !== 'object') return value
  const content = Array.isArray(value.value)
    ? value.value.map(hex)
    : value.value && hex(value.value)
  return content === undefined ? value.type : { [value.type]: content }
}

function hex(bytes) {
  return `0x${Buffer.from(bytes).toString('hex')}`
}

function wrap(before, type, after) {
  return type === undefined ? undefined : before + type + after
}

function all(types, make) {
  return types.includes(undefined) ? undefined : make(types)
}
