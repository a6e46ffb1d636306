import { bytesToHex, hexToBytes, IMMORTAL, mortalEra } from '@plexus/primitives'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeExtensions } from '../../src/client/extensions.ts'
import type { ChainRuntime } from '../../src/index.ts'
import { createWorld } from './support.ts'
import type { World } from './support.ts'

let world: World
let runtime: ChainRuntime
beforeAll(async () => {
  world = await createWorld()
  runtime = await world.client.runtime()
}, 60_000)
afterAll(() => world.stop())

const genesisHash = `0x${'11'.repeat(32)}`
const eraHash = `0x${'22'.repeat(32)}`

test('writes the thirteen extensions of the chain as its specification lists them', () => {
  expect(runtime.metadata.extrinsic.extensionsByVersion[0]).toHaveLength(13)
  const values = { genesisHash, nonce: 1, tip: 64n }
  const immortal = encodeExtensions(runtime, { ...values, era: IMMORTAL, eraHash: genesisHash })
  // Era 00, compact nonce 1 = 04, compact tip 64 = 0101, mode 00 (spec: 50 §2).
  expect(bytesToHex(immortal.explicit)).toBe('0x0004010100')
  // u32 425 = 0xa9010000, u32 1, genesis twice, no metadata hash.
  const versions = 'a901000001000000'
  const ones = '11'.repeat(32)
  expect(bytesToHex(immortal.implicit)).toBe(`0x${versions}${ones}${ones}00`)
  // Period 64 is exponent 5, phase 42: 42 · 16 + 5 = 0x02a5, little end first.
  const era = mortalEra(64, 42)
  const mortal = encodeExtensions(runtime, { ...values, era, eraHash })
  expect(bytesToHex(mortal.explicit)).toBe('0xa50204010100')
  expect(mortal.implicit.slice(40, 72)).toEqual(hexToBytes(eraHash))
})

test('takes an unknown extension without data, and refuses one with data by its name', () => {
  const { metadata } = runtime
  const listed = metadata.extrinsic.extensionsByVersion[0]!
  const empty = listed.find(({ identifier }) => identifier === 'CheckWeight')!
  const full = listed.find(({ identifier }) => identifier === 'CheckNonce')!
  const withOne = (extra: (typeof listed)[number]): ChainRuntime => ({
    ...runtime,
    metadata: {
      ...metadata,
      extrinsic: { ...metadata.extrinsic, extensionsByVersion: { 0: [...listed, extra] } },
    } as typeof metadata,
  })
  const values = { era: IMMORTAL, eraHash: genesisHash, genesisHash, nonce: 0, tip: 0n }
  const plain = encodeExtensions(runtime, values)
  const more = withOne({ ...empty, identifier: 'CheckMood' })
  expect(encodeExtensions(more, values)).toEqual(plain)
  const bad = withOne({ ...full, identifier: 'CheckMood' })
  expect(() => encodeExtensions(bad, values)).toThrow(
    expect.objectContaining({ code: 'UnknownExtension', extension: 'CheckMood' }),
  )
})
