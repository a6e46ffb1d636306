import { describe, expect, test } from 'vitest'
import { palletNamed, typeName, typeOf, v14, v15, variantsOf } from './fixtures.ts'

const pathOf = (id: number | undefined): string => typeOf(id ?? -1).path.join('::')
const { ids } = v15.extrinsic

describe('outer enums', () => {
  test.each([
    ['call', 'RuntimeCall', 'calls'],
    ['event', 'RuntimeEvent', 'event'],
    ['error', 'RuntimeError', 'error'],
  ] as const)('%s: one variant for each pallet, with its index, name and enum', (key, name, of) => {
    const id = v15.outer?.[key] ?? -1
    expect(pathOf(id)).toBe(`node_subtensor_runtime::${name}`)
    const found = variantsOf(id).map((v) => [v.index, v.name, v.fields])
    const expected = v15.pallets.flatMap((pallet) => {
      const type = pallet[of]
      const fields = [{ name: undefined, type }]
      return type === undefined ? [] : [[pallet.index, pallet.name, fields]]
    })
    expect(found).toEqual(expected)
  })

  test('the enums of pallets have the paths of their crates', () => {
    const module: Readonly<Record<string, string>> = {
      System: 'frame_system::pallet',
      Timestamp: 'pallet_timestamp::pallet',
      Grandpa: 'pallet_grandpa::pallet',
      Balances: 'pallet_balances::pallet',
      TransactionPayment: 'pallet_transaction_payment::pallet',
      SubtensorModule: 'pallet_subtensor::pallet',
      Utility: 'pallet_subtensor_utility::pallet',
      Sudo: 'pallet_sudo::pallet',
      Multisig: 'pallet_multisig::pallet',
      Preimage: 'pallet_preimage::pallet',
      Scheduler: 'pallet_scheduler::pallet',
      Proxy: 'pallet_subtensor_proxy::pallet',
      Commitments: 'pallet_commitments::pallet',
      AdminUtils: 'pallet_admin_utils::pallet',
      SafeMode: 'pallet_safe_mode::pallet',
      Drand: 'pallet_drand::pallet',
      Crowdloan: 'pallet_crowdloan::pallet',
      Swap: 'pallet_subtensor_swap::pallet::pallet',
      MevShield: 'pallet_shield::pallet',
      LimitOrders: 'pallet_limit_orders::pallet',
    }
    for (const { name, calls, event, error } of v15.pallets) {
      const expected = module[name]
      if (calls !== undefined) expect(pathOf(calls)).toBe(`${expected}::Call`)
      if (event !== undefined) expect(pathOf(event)).toBe(`${expected}::Event`)
      if (error !== undefined) expect(pathOf(error)).toBe(`${expected}::Error`)
    }
  })

  test('errors are listed by their index, from zero without gaps, each with a sentence', () => {
    for (const { name, error } of v15.pallets) {
      for (const [at, variant] of variantsOf(error).entries()) {
        expect([name, variant.index, variant.fields]).toEqual([name, at, []])
        expect(variant.docs.join(' ')).toMatch(/^\S.+[.!]$/s)
      }
    }
  })

  test('storage prefixes are the names of the pallets', () => {
    for (const { name, prefix } of v15.pallets) expect(prefix ?? name).toBe(name)
  })

  test('maps of several keys have a tuple of as many items as hashers', () => {
    for (const { storage } of v15.pallets) {
      for (const { hashers, key } of storage) {
        if (hashers.length < 2) continue
        const { def } = typeOf(key ?? -1)
        expect(def.kind === 'tuple' ? def.items.length : 0).toBe(hashers.length)
      }
    }
  })
})

describe('the extrinsic', () => {
  test('it has version 4 in both blobs', () => {
    expect([v14.extrinsic.version, v15.extrinsic.version]).toEqual([4, 4])
  })

  test('V14 names the self-contained wrapper around the generic one', () => {
    const outer = typeOf(v14.extrinsic.ids['type'] ?? -1)
    expect(outer.path.join('::')).toBe('fp_self_contained::unchecked_extrinsic::UncheckedExtrinsic')
    expect(outer.params).toEqual([
      { name: 'Address', type: ids['address'] },
      { name: 'Call', type: ids['call'] },
      { name: 'Signature', type: ids['signature'] },
      { name: 'Extension', type: ids['extra'] },
    ])
    if (outer.def.kind !== 'composite') throw new Error('the wrapper is a composite')
    expect(outer.def.fields.map(({ name }) => name)).toEqual([undefined])
    const inner = typeOf(outer.def.fields[0]?.type ?? -1)
    expect(inner.path.join('::')).toBe(
      'sp_runtime::generic::unchecked_extrinsic::UncheckedExtrinsic',
    )
    expect(inner.params.map(({ name, type }) => [name, type])).toEqual([
      ['Address', ids['address']],
      ['Call', ids['call']],
      ['Signature', ids['signature']],
      ['Extra', ids['extra']],
    ])
    if (inner.def.kind !== 'composite') throw new Error('the extrinsic is a composite')
    expect(inner.def.fields.map(({ type }) => typeName(type))).toEqual(['Vec<u8>'])
  })

  test('V15 names address, call, signature and all extensions together', () => {
    expect(pathOf(ids['address'])).toBe('sp_runtime::multiaddress::MultiAddress')
    expect(typeOf(ids['address'] ?? -1).params.map(({ type }) => typeName(type ?? -1))).toEqual([
      'AccountId32',
      '()',
    ])
    expect(ids['call']).toBe(v15.outer?.['call'])
    expect(pathOf(ids['signature'])).toBe('sp_runtime::MultiSignature')
    const extra = typeOf(ids['extra'] ?? -1).def
    if (extra.kind !== 'tuple') throw new Error('the extensions are a tuple')
    const [first, second, third] = extra.items.map((id) => typeOf(id).def)
    const own = v15.extrinsic.extensions.map(({ type }) => type)
    expect(first).toEqual({ kind: 'tuple', items: own.slice(0, 7) })
    expect(second).toEqual({ kind: 'tuple', items: own.slice(7, 12) })
    expect(third).toEqual(typeOf(own[12] ?? -1).def)
    expect(extra.items.length).toBe(3)
  })

  test('addresses and signatures have the variants of the wire', () => {
    const lines = (id: number | undefined): readonly string[] =>
      variantsOf(id).map(
        (v) => `${v.index} ${v.name} ${v.fields.map((f) => typeName(f.type)).join()}`,
      )
    expect(lines(ids['address'])).toEqual([
      '0 Id AccountId32',
      '1 Index Compact<()>',
      '2 Raw Vec<u8>',
      '3 Address32 [u8;32]',
      '4 Address20 [u8;20]',
    ])
    const signature = variantsOf(ids['signature']).map((v) => `${v.index} ${v.name}`)
    expect(signature).toEqual(['0 Ed25519', '1 Sr25519', '2 Ecdsa'])
    const lengths = variantsOf(ids['signature']).map((v) => byteLength(v.fields[0]?.type ?? -1))
    expect(lengths).toEqual([64, 64, 65])
  })

  test.each([
    ['CheckNonZeroSender', 0, 0],
    ['CheckSpecVersion', 0, 4],
    ['CheckTxVersion', 0, 4],
    ['CheckGenesis', 0, 32],
    ['CheckMortality', 'Era', 32],
    ['CheckNonce', 'Compact<u32>', 0],
    ['CheckWeight', 0, 0],
    ['ChargeTransactionPayment', 'Compact<u64>', 0],
    ['SudoTransactionExtension', 0, 0],
    ['CheckShieldedTxValidity', 0, 0],
    ['SubtensorTransactionExtension', 0, 0],
    ['DrandPriority', 0, 0],
    ['CheckMetadataHash', 'Mode', 'Option<[u8;32]>'],
  ] as const)('extension %s', (identifier, carried, signed) => {
    const found = v15.extrinsic.extensions.find((each) => each.identifier === identifier)
    const shown = (id: number, like: number | string): number | string =>
      typeof like === 'number' ? byteLength(id) : typeName(id)
    expect(shown(found?.type ?? -1, carried)).toBe(carried)
    expect(shown(found?.additional ?? -1, signed)).toBe(signed)
  })

  test('the extensions come in the order of the wire', () => {
    expect(v15.extrinsic.extensions.map(({ identifier }) => identifier)).toEqual([
      'CheckNonZeroSender',
      'CheckSpecVersion',
      'CheckTxVersion',
      'CheckGenesis',
      'CheckMortality',
      'CheckNonce',
      'CheckWeight',
      'ChargeTransactionPayment',
      'SudoTransactionExtension',
      'CheckShieldedTxValidity',
      'SubtensorTransactionExtension',
      'DrandPriority',
      'CheckMetadataHash',
    ])
  })

  test('only the pallets named in the tables have calls', () => {
    expect(palletNamed('Aura').calls).toBeUndefined()
  })
})

/** Bytes of a type whose encoding always has the same length. */
function byteLength(id: number): number {
  const { def } = typeOf(id)
  if (def.kind === 'primitive') return Number(def.name.slice(1)) / 8
  if (def.kind === 'array') return def.length * byteLength(def.inner)
  const parts =
    def.kind === 'tuple' ? def.items : def.kind === 'composite' ? def.fields.map((f) => f.type) : []
  return parts.reduce((sum, part) => sum + byteLength(part), 0)
}
