import { describe, expect, test } from 'vitest'
import { parseMetadata } from './blob-parser.ts'
import type { Metadata } from './blob-parser.ts'
import { blobOf, palletNamed, typeOf, v15 } from './fixtures.ts'

const little = (value: bigint, bytes: number): string =>
  Buffer.from(value.toString(16).padStart(bytes * 2, '0'), 'hex')
    .reverse()
    .toString('hex')
const u8 = (value: number): string => little(BigInt(value), 1)
const u16 = (value: number): string => little(BigInt(value), 2)
const u32 = (value: number): string => little(BigInt(value), 4)
const u64 = (value: bigint): string => little(value, 8)
const NONE = '00'

/** `deposit(items, bytes)` of spec 50 §4.5, in rao. */
const deposit = (items: number, bytes: number): bigint =>
  BigInt(items) * 20_000_000n + BigInt(bytes) * 1_000_000n

describe('constants have the values of the fast build', () => {
  test.each([
    ['System', 'BlockHashCount', u32(2400)],
    ['System', 'DbWeight', u64(25_000_000n) + u64(100_000_000n)],
    ['System', 'SS58Prefix', u16(42)],
    ['Timestamp', 'MinimumPeriod', u64(125n)],
    ['Aura', 'SlotDuration', u64(250n)],
    ['Grandpa', 'MaxAuthorities', u32(32)],
    ['Grandpa', 'MaxNominators', u32(20)],
    ['Grandpa', 'MaxSetIdSessionEntries', u64(0n)],
    ['Balances', 'ExistentialDeposit', u64(500n)],
    ['Balances', 'MaxLocks', u32(50)],
    ['Balances', 'MaxReserves', u32(50)],
    ['Balances', 'MaxFreezes', u32(50)],
    ['TransactionPayment', 'OperationalFeeMultiplier', u8(5)],
    ['Multisig', 'DepositBase', u64(deposit(1, 112))],
    ['Multisig', 'DepositFactor', u64(deposit(0, 32))],
    ['Multisig', 'MaxSignatories', u32(100)],
    ['Scheduler', 'MaxScheduledPerBlock', u32(50)],
    ['Proxy', 'ProxyDepositBase', u64(deposit(1, 40))],
    ['Proxy', 'ProxyDepositFactor', u64(deposit(0, 33))],
    ['Proxy', 'MaxProxies', u32(20)],
    ['Proxy', 'MaxPending', u32(75)],
    ['Proxy', 'AnnouncementDepositBase', u64(deposit(1, 16))],
    ['Proxy', 'AnnouncementDepositFactor', u64(deposit(0, 68))],
    ['SafeMode', 'EnterDuration', u32(0)],
    ['SafeMode', 'ExtendDuration', u32(0)],
    ['SafeMode', 'EnterDepositAmount', NONE],
    ['SafeMode', 'ExtendDepositAmount', NONE],
    ['SafeMode', 'ReleaseDelay', NONE],
  ])('%s.%s', (pallet, name, expected) => {
    expect(constant(v15, pallet, name)).toBe(expected)
  })

  test('System.Version is the chain that clients look for', () => {
    const text = Buffer.from('node-subtensor').toString('hex')
    const start = `38${text}38${text}${u32(1)}${u32(425)}${u32(1)}`
    const found = constant(v15, 'System', 'Version')
    expect(found.startsWith(start)).toBe(true)
    expect(found.endsWith(u32(1) + u8(1))).toBe(true)
  })
})

describe('what an absent item reads as', () => {
  const IS_NEW_LOGIC = little(1n << 127n, 16)
  const data = '00'.repeat(24) + IS_NEW_LOGIC
  /** Items whose default is not the type's zero, by their Rust definitions. */
  const special: Readonly<Record<string, string>> = {
    'System.Account': '00'.repeat(16) + data,
    'Balances.Account': data,
    'TransactionPayment.NextFeeMultiplier': little(10n ** 18n, 16),
  }
  const items = v15.pallets.flatMap(({ name, storage }) =>
    storage.map((item) => [`${name}.${item.name}`, item] as const),
  )

  test.each(items)('%s', (name, { modifier, value, fallback }) => {
    const zero = modifier === 'Optional' ? '00' : '00'.repeat(zeroLength(value))
    expect(Buffer.from(fallback).toString('hex')).toBe(special[name] ?? zero)
  })
})

describe('the two builds', () => {
  const normal = parseMetadata(blobOf(15, 'normal'))

  test('have the same types, calls, events, errors and APIs', () => {
    expect(normal.types).toEqual(v15.types)
    expect(normal.apis).toEqual(v15.apis)
    expect(normal.extrinsic).toEqual(v15.extrinsic)
    const bare = (metadata: Metadata): unknown =>
      metadata.pallets.map(({ constants, ...rest }) => ({
        ...rest,
        constants: constants.map(({ name, type }) => [name, type]),
      }))
    expect(bare(normal)).toEqual(bare(v15))
  })

  test('differ in the slot duration and the minimum period only', () => {
    const differing = v15.pallets.flatMap(({ name, constants }) =>
      constants
        .filter((each) => constant(normal, name, each.name) !== constant(v15, name, each.name))
        .map((each) => `${name}.${each.name}`),
    )
    expect(differing).toEqual(['Timestamp.MinimumPeriod', 'Aura.SlotDuration'])
    expect(constant(normal, 'Timestamp', 'MinimumPeriod')).toBe(u64(6000n))
    expect(constant(normal, 'Aura', 'SlotDuration')).toBe(u64(12_000n))
  })
})

describe('the weight and length limits of a block', () => {
  const max = 2n ** 64n - 1n

  test('3/4 of 4 s of reference time are for normal extrinsics', () => {
    const maximum = constant(v15, 'System', 'BlockWeights')
    // max_block follows base_block; both are pairs of compact integers.
    const maxBlock = compact64(4_000_000_000_000n) + compact64(max)
    expect(maximum).toContain(maxBlock)
    const normalTotal = compact64(3_000_000_000_000n) + compact64(13_835_058_055_282_163_711n)
    expect(maximum).toContain(`01${normalTotal}`)
  })

  test('3/4 of 10 MiB are for normal extrinsics', () => {
    const bytes = 10 * 1024 * 1024
    const expected = u32((bytes / 4) * 3) + u32(bytes) + u32(bytes)
    expect(constant(v15, 'System', 'BlockLength')).toBe(expected)
  })

  test('the scheduler uses four fifths of a block', () => {
    const expected = compact64(3_200_000_000_000n) + compact64(14_757_395_258_967_641_292n)
    expect(constant(v15, 'Scheduler', 'MaximumWeight')).toBe(expected)
  })
})

function constant(metadata: Metadata, pallet: string, name: string): string {
  const found = metadata.pallets
    .find((each) => each.name === pallet)
    ?.constants.find((each) => each.name === name)
  return Buffer.from(found?.value ?? []).toString('hex')
}

/** Bytes of the shortest value: empty lists, zeros, the first variant without fields. */
function zeroLength(id: number): number {
  const { def } = typeOf(id)
  const sum = (ids: readonly number[]): number => ids.reduce((n, each) => n + zeroLength(each), 0)
  switch (def.kind) {
    case 'composite':
      return sum(def.fields.map(({ type }) => type))
    case 'tuple':
      return sum(def.items)
    case 'array':
      return def.length * zeroLength(def.inner)
    case 'primitive':
      return def.name === 'bool' || def.name === 'str' ? 1 : Number(def.name.slice(1)) / 8
    case 'sequence':
    case 'compact':
    case 'variant':
    case 'bits':
      return 1
  }
}

/** Compact form of a number above 2^30, without leading zero bytes. */
function compact64(value: bigint): string {
  const hex = value.toString(16)
  const bytes = Math.ceil(hex.length / 2)
  return u8((bytes - 4) * 4 + 3) + little(value, bytes)
}

test('the storage of the pallets without state is none', () => {
  expect(palletNamed('Utility').storage).toEqual([])
})
