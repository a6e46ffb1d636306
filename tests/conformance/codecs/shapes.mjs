// A shape says what a SCALE type looks like without saying whose codec it is:
//   { kind: 'u8' … 'i256' | 'bool' | 'str' | 'bytes' }, { kind: 'fixedBytes' | 'array', length, inner }
//   { kind: 'vec' | 'boundedVec' | 'option' | 'compact' | 'btreeSet', inner }
//   { kind: 'result', ok, error }, { kind: 'tuple', items }, { kind: 'struct', fields }
//   { kind: 'enum', variants: [{ name, index, content? }] }, { kind: 'btreeMap', key, value }
//   { kind: 'named', name } for a type of the protocol
import fc from 'fast-check'

const UNSIGNED = [8, 16, 32, 64, 128, 256]
const COMPACT = ['u8', 'u16', 'u32', 'u64', 'u128']
const INTEGERS = [...UNSIGNED.map((bits) => `u${bits}`), ...UNSIGNED.map((bits) => `i${bits}`)]

/** A row of the table: its name and an arbitrary of `{ shape, value }`. */
export const ROWS = [
  ...INTEGERS.map((kind) => row(kind, fc.constant({ kind }))),
  row('bool', fc.constant({ kind: 'bool' })),
  row('str', fc.constant({ kind: 'str' })),
  row('bytes', fc.constant({ kind: 'bytes' })),
  row('fixedBytes', fixedBytes()),
  ...COMPACT.map((kind) =>
    row(`compact ${kind}`, fc.constant({ kind: 'compact', inner: { kind } })),
  ),
  row('vec', wrapped('vec')),
  row('boundedVec', wrapped('boundedVec')),
  row('array', fc.record({ kind: fc.constant('array'), length: fc.nat(5), inner: leaf() })),
  row('option', wrapped('option')),
  row('result', fc.record({ kind: fc.constant('result'), ok: any(1), error: any(1) })),
  row('tuple', tuple(any(1))),
  row('struct', struct(any(1))),
  row('enum', enumOf(any(1))),
  row('enum of bare variants with gaps', bareEnum()),
  row('enum with gaps', gappedEnum(any(1))),
  row('btreeMap', btreeMap(any(1))),
  row('btreeSet', fc.record({ kind: fc.constant('btreeSet'), inner: key() })),
  row('nested', any(3)),
  ...[
    'AccountId32',
    'H256',
    'H160',
    'MultiAddress',
    'MultiSignature',
    'DigestItem',
    'Weight',
    'Perbill',
    'Perquintill',
  ].map((name) => row(name, fc.constant({ kind: 'named', name }))),
]

function row(name, shapes) {
  const cases = shapes.chain((shape) => valueOf(shape).map((value) => ({ shape, value })))
  return { name, cases }
}

function leaf() {
  return fc.oneof(
    fc.constantFrom(...INTEGERS, 'bool', 'str', 'bytes').map((kind) => ({ kind })),
    fixedBytes(),
    fc.constantFrom(...COMPACT).map((kind) => ({ kind: 'compact', inner: { kind } })),
    fc.constantFrom('AccountId32', 'H256', 'MultiAddress').map((name) => ({ kind: 'named', name })),
  )
}

function any(depth) {
  if (depth === 0) return leaf()
  const inner = any(depth - 1)
  return fc.oneof(
    leaf(),
    fc.record({ kind: fc.constantFrom('vec', 'boundedVec'), inner }),
    fc.record({ kind: fc.constant('option'), inner: inner.filter(optional) }),
    fc.record({ kind: fc.constant('result'), ok: inner, error: inner }),
    tuple(inner),
    struct(inner),
    enumOf(inner),
    btreeMap(inner),
  )
}

/**
 * What may stand in an option here: both clients still write `Option<bool>` in one byte, as SCALE
 * once did, and neither tells `Some(None)` from `None`.
 */
function optional({ kind }) {
  return kind !== 'bool' && kind !== 'option'
}

function wrapped(kind) {
  return fc.record({ kind: fc.constant(kind), inner: any(1).filter(optional) })
}

function fixedBytes() {
  return fc.record({ kind: fc.constant('fixedBytes'), length: fc.integer({ min: 1, max: 65 }) })
}

function tuple(inner) {
  const items = fc.array(inner, { minLength: 2, maxLength: 4 })
  return items.map((list) => ({ kind: 'tuple', items: list }))
}

function struct(inner) {
  const types = fc.array(inner, { minLength: 1, maxLength: 4 })
  return types.map((list) => ({
    kind: 'struct',
    fields: Object.fromEntries(list.map((type, i) => [`field${i}`, type])),
  }))
}

function variants(contents, indexOf) {
  return {
    kind: 'enum',
    variants: contents.map((content, i) => {
      const variant = { name: `Variant${i}`, index: indexOf(i) }
      return content === undefined ? variant : { ...variant, content }
    }),
  }
}

function enumOf(inner) {
  const contents = fc.array(fc.option(inner, { nil: undefined }), { minLength: 1, maxLength: 5 })
  return contents.map((list) => variants([...list, { kind: 'u8' }], (i) => i))
}

function bareEnum() {
  return indices().map((list) =>
    variants(
      list.map(() => undefined),
      (i) => list[i],
    ),
  )
}

function gappedEnum(inner) {
  return fc.tuple(indices(), inner).map(([list, content]) =>
    variants(
      list.map(() => content),
      (i) => list[i],
    ),
  )
}

function indices() {
  const list = fc.uniqueArray(fc.nat(255), { minLength: 1, maxLength: 6 })
  return list.map((items) => items.sort((a, b) => a - b))
}

function btreeMap(value) {
  return fc.record({ kind: fc.constant('btreeMap'), key: key(), value })
}

function key() {
  return fc.oneof(
    fc.constantFrom('u8', 'u16', 'u32', 'u64').map((kind) => ({ kind })),
    fc.constant({ kind: 'named', name: 'AccountId32' }),
  )
}

/** Values of a shape as our codecs take them. */
export function valueOf(shape) {
  switch (shape.kind) {
    case 'bool':
      return fc.boolean()
    case 'str':
      return fc.string({ unit: 'grapheme', maxLength: 20 })
    case 'bytes':
      return fc.uint8Array({ maxLength: 80 }).map(copy)
    case 'fixedBytes':
      return exactly(shape.length)
    case 'compact':
      return number(shape.inner.kind)
    case 'vec':
    case 'boundedVec':
      return fc.array(valueOf(shape.inner), { maxLength: 6 })
    case 'array':
      return fc.array(valueOf(shape.inner), { minLength: shape.length, maxLength: shape.length })
    case 'option':
      return fc.option(valueOf(shape.inner), { nil: undefined })
    case 'result':
      return fc.oneof(
        valueOf(shape.ok).map((value) => ({ ok: true, value })),
        valueOf(shape.error).map((error) => ({ ok: false, error })),
      )
    case 'tuple':
      return fc.tuple(...shape.items.map(valueOf))
    case 'struct':
      return fc.record(mapValues(shape.fields, valueOf), { noNullPrototype: true })
    case 'enum':
      return fc.oneof(
        ...shape.variants.map(({ name, content }) =>
          (content === undefined ? fc.constant(undefined) : valueOf(content)).map((value) => ({
            type: name,
            value,
          })),
        ),
      )
    case 'btreeSet':
      return fc.uniqueArray(valueOf(shape.inner), { maxLength: 6, selector: text }).map(sorted)
    case 'btreeMap':
      return fc
        .uniqueArray(fc.tuple(valueOf(shape.key), valueOf(shape.value)), {
          maxLength: 5,
          selector: ([item]) => text(item),
        })
        .map((entries) => sorted(entries, ([item]) => item))
    case 'named':
      return named(shape.name)
    default:
      return number(shape.kind)
  }
}

function named(name) {
  const engine = fc.tuple(exactly(4), fc.uint8Array({ maxLength: 40 }).map(copy))
  const variant = (type, value) => value.map((content) => ({ type, value: content }))
  switch (name) {
    case 'AccountId32':
    case 'H256':
      return exactly(32)
    case 'H160':
      return exactly(20)
    case 'MultiAddress':
      return fc.oneof(
        variant('Id', exactly(32)),
        variant('Raw', fc.uint8Array({ maxLength: 40 }).map(copy)),
        variant('Address32', exactly(32)),
        variant('Address20', exactly(20)),
      )
    case 'MultiSignature':
      return fc.oneof(
        variant('Ed25519', exactly(64)),
        variant('Sr25519', exactly(64)),
        variant('Ecdsa', exactly(65)),
      )
    case 'DigestItem':
      return fc.oneof(
        variant('Other', fc.uint8Array({ maxLength: 40 }).map(copy)),
        variant('Consensus', engine),
        variant('Seal', engine),
        variant('PreRuntime', engine),
        fc.constant({ type: 'RuntimeEnvironmentUpdated', value: undefined }),
      )
    case 'Weight':
      return fc.record(
        { ref_time: number('u64'), proof_size: number('u64') },
        { noNullPrototype: true },
      )
    case 'Perbill':
      return fc.integer({ min: 0, max: 1_000_000_000 })
    case 'Perquintill':
      return fc.bigInt({ min: 0n, max: 10n ** 18n })
    default:
      throw new Error(`no values for ${name}`)
  }
}

/** Numbers with the edges of the compact modes and of the type among them. */
function number(kind) {
  const bits = Number(kind.slice(1))
  const signed = kind.startsWith('i')
  const min = signed ? -(1n << BigInt(bits - 1)) : 0n
  const max = (1n << BigInt(signed ? bits - 1 : bits)) - 1n
  const edges = [0n, 1n, 63n, 64n, 16_383n, 16_384n, 2n ** 30n - 1n, 2n ** 30n, min, max]
  const values = fc.oneof(
    fc.bigInt({ min, max }),
    fc.constantFrom(...edges.filter((edge) => edge >= min && edge <= max)),
  )
  return bits <= 32 ? values.map(Number) : values
}

function exactly(length) {
  return fc.uint8Array({ minLength: length, maxLength: length }).map(copy)
}

function copy(bytes) {
  return Uint8Array.from(bytes)
}

function mapValues(object, map) {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, map(value)]))
}

function text(value) {
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : String(value)
}

function sorted(items, of = (item) => item) {
  return items.toSorted((a, b) => {
    const [left, right] = [of(a), of(b)]
    if (left instanceof Uint8Array) return Buffer.compare(left, right)
    return left < right ? -1 : Number(left > right)
  })
}
