import { decode } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import { MetadataV14, MetadataV15 } from '../../src/metadata/format.ts'
import type { Def, Field } from './blob-parser.ts'
import { blobOf, typeName, typeOf, v14, v15, variantsOf } from './fixtures.ts'

const fieldIds = (fields: readonly Field[]): readonly number[] => fields.map(({ type }) => type)

function references(def: Def): readonly number[] {
  switch (def.kind) {
    case 'composite':
      return fieldIds(def.fields)
    case 'variant':
      return def.variants.flatMap(({ fields }) => fieldIds(fields))
    case 'sequence':
    case 'compact':
    case 'array':
      return [def.inner]
    case 'tuple':
      return def.items
    case 'bits':
      return [def.store, def.order]
    case 'primitive':
      return []
  }
}

/** Every type id that something outside the registry names. */
function roots(metadata: typeof v15): readonly number[] {
  const { pallets, extrinsic, apis, outer = {}, runtime } = metadata
  const ids = [
    ...pallets.flatMap((pallet) => [
      ...pallet.storage.flatMap(({ key, value }) => [key, value]),
      pallet.calls,
      pallet.event,
      pallet.error,
      ...pallet.constants.map(({ type }) => type),
    ]),
    ...Object.values(extrinsic.ids),
    ...extrinsic.extensions.flatMap(({ type, additional }) => [type, additional]),
    ...apis.flatMap(({ methods }) =>
      methods.flatMap(({ inputs, output }) => [...inputs.map(({ type }) => type), output]),
    ),
    ...Object.values(outer),
    runtime,
  ]
  return ids.filter((id) => id !== undefined)
}

const pathOf = (id: number): string => typeOf(id).path.join('::')
const byPath = (path: string): readonly number[] =>
  v15.types.filter((type) => type.path.join('::') === path).map(({ id }) => id)

describe('the blobs', () => {
  test('the codec of the source reads what the independent parser reads', () => {
    const ours14 = decode(MetadataV14, blobOf(14).slice(5))
    const ours15 = decode(MetadataV15, blobOf(15).slice(5))
    expect(ours14.types.map(({ path }) => path)).toEqual(v14.types.map(({ path }) => path))
    expect(ours15.pallets.map(({ name }) => name)).toEqual(v15.pallets.map(({ name }) => name))
    expect(ours15.apis.map(({ name }) => name)).toEqual(v15.apis.map(({ name }) => name))
  })

  test('V14 and V15 carry the same registry, byte for byte, and the same pallets', () => {
    const types = (blob: Uint8Array, end: number): string =>
      Buffer.from(blob.slice(5, end)).toString('hex')
    expect(types(blobOf(14), v14.typesEnd)).toBe(types(blobOf(15), v15.typesEnd))
    expect(v14.pallets).toEqual(v15.pallets)
    expect(v14.extrinsic.extensions).toEqual(v15.extrinsic.extensions)
  })

  test('each stays below the size that clients decode in a second', () => {
    expect(blobOf(15).length).toBeLessThan(400_000)
    expect(v15.custom).toBe(0)
  })
})

describe('the registry', () => {
  test('ids are dense and in order', () => {
    expect(v15.types.map(({ id }) => id)).toEqual(v15.types.map((_type, at) => at))
  })

  test('every reference is present', () => {
    const inner = v15.types.flatMap(({ def, params }) => [
      ...references(def),
      ...params.flatMap(({ type }) => (type === undefined ? [] : [type])),
    ])
    const count = v15.types.length
    expect([...inner, ...roots(v15), ...roots(v14)].filter((id) => id >= count)).toEqual([])
  })

  test('every type is reached from somewhere', () => {
    const seen = new Set<number>()
    const queue = [...roots(v15), ...roots(v14)]
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      if (seen.has(id)) continue
      seen.add(id)
      const { def, params } = typeOf(id)
      queue.push(...references(def))
      for (const { type } of params) if (type !== undefined) queue.push(type)
    }
    expect(v15.types.filter(({ id }) => !seen.has(id)).map(({ path }) => path)).toEqual([])
  })

  test('the first types are the account, its 32 bytes and the byte', () => {
    expect(pathOf(0)).toBe('sp_core::crypto::AccountId32')
    expect(typeOf(0).def).toEqual({ kind: 'composite', fields: [{ name: undefined, type: 1 }] })
    expect(typeOf(1).def).toEqual({ kind: 'array', length: 32, inner: 2 })
    expect(typeOf(2).def).toEqual({ kind: 'primitive', name: 'u8' })
  })

  test('no two types have the same path and parameters', () => {
    const keys = v15.types.flatMap(({ path, params }) =>
      path.length === 0 ? [] : [`${path.join('::')}<${params.map(({ type }) => type).join()}>`],
    )
    expect(keys.length).toBe(new Set(keys).size)
  })

  test('variants of one enum have different names and indices', () => {
    for (const { def, path } of v15.types) {
      if (def.kind !== 'variant') continue
      const names = new Set(def.variants.map(({ name }) => name))
      const indices = new Set(def.variants.map(({ index }) => index))
      expect([path, names.size, indices.size]).toEqual([
        path,
        def.variants.length,
        def.variants.length,
      ])
    }
  })
})

describe('paths that decoders know by name', () => {
  test.each([
    'sp_core::crypto::AccountId32',
    'sp_runtime::multiaddress::MultiAddress',
    'sp_runtime::generic::era::Era',
    'primitive_types::H256',
    'sp_weights::weight_v2::Weight',
    'sp_runtime::generic::digest::DigestItem',
    'sp_runtime::generic::digest::Digest',
    'frame_system::EventRecord',
    'bounded_collections::bounded_vec::BoundedVec',
    'bounded_collections::weak_bounded_vec::WeakBoundedVec',
    'Option',
    'Result',
    'sp_runtime::generic::unchecked_extrinsic::UncheckedExtrinsic',
    'fp_self_contained::unchecked_extrinsic::UncheckedExtrinsic',
    'sp_runtime::MultiSignature',
    'sp_runtime::DispatchError',
    'sp_runtime::ModuleError',
    'frame_system::AccountInfo',
    'pallet_balances::types::AccountData',
    'subtensor_runtime_common::ProxyType',
    'BTreeMap',
    'BTreeSet',
    'primitive_types::H160',
    'sp_arithmetic::per_things::Percent',
    'substrate_fixed::FixedI128',
    'substrate_fixed::FixedU128',
    'share_pool::SafeFloat',
    'pallet_subtensor::pallet::AxonInfo',
    'pallet_subtensor::pallet::PrometheusInfo',
    'pallet_subtensor::pallet::NeuronCertificate',
    'pallet_subtensor::pallet::ChainIdentityV2',
    'pallet_subtensor::pallet::SubnetIdentityV3',
    'pallet_subtensor::pallet::RootClaimTypeEnum',
    'pallet_subtensor::pallet::RecycleOrBurnEnum',
    'pallet_subtensor::RateLimitKey',
    'pallet_subtensor::utils::rate_limiting::Hyperparameter',
    'pallet_subtensor::subnets::leasing::SubnetLease',
    'pallet_subtensor::staking::lock::LockState',
    'node_subtensor_runtime::OriginCaller',
    'node_subtensor_runtime::Runtime',
  ])('%s', (path) => {
    expect(byPath(path)).not.toEqual([])
  })

  test('only these enums are called like the outer ones and have two segments', () => {
    const outer = v15.types.flatMap(({ path, def }) =>
      path.length === 2 && def.kind === 'variant' && /(Call|Event)$/.test(path[1] ?? '')
        ? [path.join('::')]
        : [],
    )
    expect(outer.toSorted()).toEqual([
      'node_subtensor_runtime::RuntimeCall',
      'node_subtensor_runtime::RuntimeEvent',
    ])
  })

  test.each(['bounded_vec::BoundedVec', 'weak_bounded_vec::WeakBoundedVec'])(
    'every %s wraps one unnamed list and has the parameters T and S',
    (name) => {
      for (const id of byPath(`bounded_collections::${name}`)) {
        const { def, params } = typeOf(id)
        expect(params.map((param) => param.name)).toEqual(['T', 'S'])
        expect(params[1]?.type).toBeUndefined()
        if (def.kind !== 'composite') throw new Error('a bounded list is a composite')
        expect(def.fields.map((field) => field.name)).toEqual([undefined])
        const list = typeOf(def.fields[0]?.type ?? -1).def
        expect(list).toEqual({ kind: 'sequence', inner: params[0]?.type })
      }
    },
  )

  test('an option names its parameter and has the variants None and Some', () => {
    for (const id of byPath('Option')) {
      expect(typeOf(id).params.map(({ name }) => name)).toEqual(['T'])
      expect(variantsOf(id).map(({ name, index }) => `${index} ${name}`)).toEqual([
        '0 None',
        '1 Some',
      ])
    }
  })

  test('amounts, numbers and nonces are primitives', () => {
    const [info] = byPath('frame_system::AccountInfo')
    const [data] = byPath('pallet_balances::types::AccountData')
    const fields = (id: number | undefined): readonly string[] => {
      const { def } = typeOf(id ?? -1)
      return def.kind === 'composite'
        ? def.fields.map(({ name, type }) => `${name} ${typeName(type)}`)
        : []
    }
    expect(fields(info)).toEqual([
      'nonce u32',
      'consumers u32',
      'providers u32',
      'sufficients u32',
      'data AccountData',
    ])
    expect(fields(data)).toEqual(['free u64', 'reserved u64', 'frozen u64', 'flags ExtraFlags'])
    const [weight] = byPath('sp_weights::weight_v2::Weight')
    expect(fields(weight)).toEqual(['ref_time Compact<u64>', 'proof_size Compact<u64>'])
  })
})
