import { describe, expect, test } from 'vitest'
import { parseMetadata } from './blob-parser.ts'
import type { Metadata } from './blob-parser.ts'
import { blobOf, palletNamed, v15 } from './fixtures.ts'

const little = (value: bigint, bytes: number): string =>
  Buffer.from(value.toString(16).padStart(bytes * 2, '0'), 'hex')
    .reverse()
    .toString('hex')
const u8 = (value: number): string => little(BigInt(value), 1)
const u32 = (value: number): string => little(BigInt(value), 4)

describe('constants of the fast build', () => {
  test('System.Version is the chain that clients look for', () => {
    const text = Buffer.from('node-subtensor').toString('hex')
    const start = `38${text}38${text}${u32(1)}${u32(425)}${u32(1)}`
    const found = constant(v15, 'System', 'Version')
    expect(found.startsWith(start)).toBe(true)
    expect(found.endsWith(u32(1) + u8(1))).toBe(true)
  })
})

describe('the two builds', () => {
  const normal = parseMetadata(blobOf(15, 'normal'))

  test('have the same types, calls, events, errors and APIs', () => {
    expect(normal.types).toEqual(v15.types)
    expect(normal.apis).toEqual(v15.apis)
    expect(normal.extrinsic).toEqual(v15.extrinsic)
    const bare = (metadata: Metadata): unknown =>
      metadata.pallets.map(({ constants, storage, ...rest }) => ({
        ...rest,
        storage: storage.map((item) => ({ ...item, fallback: [] })),
        constants: constants.map(({ name, type }) => [name, type]),
      }))
    expect(bare(normal)).toEqual(bare(v15))
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

/** Compact form of a number above 2^30, without leading zero bytes. */
function compact64(value: bigint): string {
  const hex = value.toString(16)
  const bytes = Math.ceil(hex.length / 2)
  return u8((bytes - 4) * 4 + 3) + little(value, bytes)
}

test('the storage of the pallets without state is none', () => {
  expect(palletNamed('Utility').storage).toEqual([])
})
