import { expect, test } from 'vitest'
import {
  AlphaRao,
  BlockNumber,
  boundedVec,
  boxed,
  btreeMap,
  bytes,
  Digest,
  DigestItem,
  Era,
  I32F32,
  I96F32,
  MechId,
  MultiAddress,
  MultiSignature,
  NetUid,
  option,
  Perbill,
  Perquintill,
  Rao,
  result,
  str,
  Tempo,
  U64F64,
  Uid,
  u16,
  u8,
  vec,
  Weight,
} from '@plexus/primitives'
import type { AnyType } from '@plexus/primitives'

/** A type as Rust would write it, from its description only. */
function rust({ info: { path, params, def } }: AnyType): string {
  const name = path.join('::')
  const generics = params.map((param) => (param.type ? rust(param.type) : '_')).join(', ')
  if (name !== '') return generics === '' ? name : `${name}<${generics}>`
  switch (def.kind) {
    case 'primitive':
      return def.primitive
    case 'compact':
      return `Compact<${rust(def.inner)}>`
    case 'sequence':
      return `Vec<${rust(def.inner)}>`
    case 'array':
      return `[${rust(def.inner)}; ${def.length}]`
    case 'tuple':
      return `(${def.items.map(rust).join(', ')})`
    case 'composite':
    case 'variant':
      return def.kind
  }
}

function body({ info: { def } }: AnyType): readonly string[] {
  const fields = (list: readonly { name?: string; type: AnyType }[]): string =>
    list.map(({ name, type }) => (name ? `${name}: ${rust(type)}` : rust(type))).join(', ')
  if (def.kind === 'composite') return [fields(def.fields)]
  if (def.kind !== 'variant') return []
  return def.variants.map(
    (variant) => `${variant.index} ${variant.name}(${fields(variant.fields)})`,
  )
}

const any = <T>(type: { readonly info: AnyType['info'] } & T): AnyType => type as never

const written: readonly (readonly [string, AnyType])[] = [
  ['u16', any(NetUid)],
  ['u16', any(Uid)],
  ['u8', any(MechId)],
  ['u16', any(Tempo)],
  ['u32', any(BlockNumber)],
  ['u64', any(Rao)],
  ['u64', any(AlphaRao)],
  ['Option<Option<u8>>', any(option(boxed(option(u8))))],
  ['Result<u8, str>', any(result(u8, str))],
  ['BTreeMap<u8, Vec<u8>>', any(btreeMap(u8, bytes, (a, b) => a - b))],
  ['bounded_collections::bounded_vec::BoundedVec<u16, _>', any(boundedVec(u16, 3))],
  ['sp_runtime::multiaddress::MultiAddress<sp_core::crypto::AccountId32, ()>', any(MultiAddress)],
  ['sp_runtime::generic::digest::Digest', any(Digest)],
  ['sp_weights::weight_v2::Weight', any(Weight)],
  ['sp_arithmetic::per_things::Perbill', any(Perbill)],
]

test.each(written)('metadata calls it %s', (name, type) => {
  expect(rust(type)).toBe(name)
})

// Facts of 76-metadata §2 and §4.3.
const bodies: readonly (readonly [string, AnyType, readonly string[]])[] = [
  [
    'MultiAddress',
    any(MultiAddress),
    [
      '0 Id(sp_core::crypto::AccountId32)',
      '1 Index(Compact<()>)',
      '2 Raw(Vec<u8>)',
      '3 Address32([u8; 32])',
      '4 Address20([u8; 20])',
    ],
  ],
  [
    'MultiSignature',
    any(MultiSignature),
    ['0 Ed25519([u8; 64])', '1 Sr25519([u8; 64])', '2 Ecdsa([u8; 65])'],
  ],
  [
    'DigestItem',
    any(DigestItem),
    [
      '6 PreRuntime([u8; 4], Vec<u8>)',
      '4 Consensus([u8; 4], Vec<u8>)',
      '5 Seal([u8; 4], Vec<u8>)',
      '0 Other(Vec<u8>)',
      '8 RuntimeEnvironmentUpdated()',
    ],
  ],
  ['Digest', any(Digest), ['logs: Vec<sp_runtime::generic::digest::DigestItem>']],
  ['Weight', any(Weight), ['ref_time: Compact<u64>, proof_size: Compact<u64>']],
  ['BoundedVec', any(boundedVec(u16, 3)), ['Vec<u16>']],
  ['Perbill', any(Perbill), ['u32']],
  ['Perquintill', any(Perquintill), ['u64']],
  ['I32F32', any(I32F32), ['bits: i64']],
  ['I96F32', any(I96F32), ['bits: i128']],
  ['U64F64', any(U64F64), ['bits: u128']],
]

test.each(bodies)('metadata shows the parts of %s', (_, type, parts) => {
  expect(body(type)).toEqual(parts)
})

test('Era lists a variant for each first byte', () => {
  const variants = body(any(Era))
  expect(variants).toHaveLength(256)
  expect(variants.slice(0, 3)).toEqual(['0 Immortal()', '1 Mortal1(u8)', '2 Mortal2(u8)'])
  expect(variants[255]).toBe('255 Mortal255(u8)')
})

test('a fixed-point type carries its fraction as binary digits, highest innermost', () => {
  const { path, params } = I32F32.info
  expect(path).toEqual(['substrate_fixed', 'FixedI64'])
  const digits: string[] = []
  let at: AnyType | undefined = params[0]?.type
  for (; at?.info.path.at(-1) === 'UInt'; at = at.info.params[0]?.type) {
    digits.unshift(at.info.params[1]?.type?.info.path.join('::') ?? '')
  }
  expect(at?.info.path).toEqual(['typenum', 'uint', 'UTerm'])
  const zero = 'typenum::bit::B0'
  expect(digits).toEqual(['typenum::bit::B1', zero, zero, zero, zero, zero])
})

test('vec of a named type is written by its name', () => {
  expect(rust(any(vec(Weight)))).toBe('Vec<sp_weights::weight_v2::Weight>')
})
