import { bytesToHex, hexToBytes } from '@plexus/primitives'
import { describe, expect, it } from 'vitest'
import { netuidIndex, randomSalt, weightsCommitHash } from '../../src/index.ts'
import { fixtures } from './fixtures.ts'

const VALID = {
  hotkey: new Uint8Array(32),
  netuid: 1,
  mechid: 0,
  uids: [0],
  values: [1],
  salt: [1],
  versionKey: 0n,
}

describe('weightsCommitHash', () => {
  it.each(fixtures.hashed.map((row, at) => ({ at, ...row })))(
    'gives the hash of the Python client, row $at',
    ({ hotkey, versionKey, hash, ...rest }) => {
      const commitment = {
        ...rest,
        hotkey: hexToBytes(hotkey),
        versionKey: BigInt(versionKey),
      }
      expect(bytesToHex(weightsCommitHash(commitment))).toBe(hash)
    },
  )

  it.each([
    ['a short hotkey', { hotkey: new Uint8Array(31) }, 'InvalidHotkey'],
    ['lists of two lengths', { values: [] }, 'LengthMismatch'],
    ['a value above u16', { values: [65_536] }, 'InvalidWeight'],
    ['a negative uid', { uids: [-1] }, 'InvalidUid'],
    ['a fraction in the salt', { salt: [0.5] }, 'InvalidSalt'],
    ['a negative version key', { versionKey: -1n }, 'InvalidVersionKey'],
    ['a version key above u64', { versionKey: 1n << 64n }, 'InvalidVersionKey'],
    ['a netuid above 4095', { netuid: 4096 }, 'InvalidIndex'],
    ['a mechanism above 15', { mechid: 16 }, 'InvalidIndex'],
  ])('refuses %s', (_, part, code) => {
    expect(() => weightsCommitHash({ ...VALID, ...part })).toThrow(
      expect.objectContaining({ name: 'WeightsError', code }),
    )
  })
})

describe('netuidIndex', () => {
  it.each([
    [0, 0, 0],
    [7, 0, 7],
    [7, 2, 8199],
    [4095, 15, 65_535],
  ])('of netuid %i and mechanism %i is %i', (netuid, mechid, index) => {
    expect(netuidIndex(netuid, mechid)).toBe(index)
  })
})

describe('randomSalt', () => {
  it('gives eight words of u16 that differ from call to call', () => {
    const salts = [randomSalt(), randomSalt()]
    for (const salt of salts) {
      expect(salt).toHaveLength(8)
      expect(salt.every((word) => Number.isInteger(word) && word >= 0 && word <= 65_535)).toBe(true)
    }
    expect(salts[0]).not.toStrictEqual(salts[1])
  })
})
