import {
  AccountId32,
  blake2128,
  blake2128Concat,
  blake2256,
  bytesToHex,
  hexToBytes,
  identity,
  twox128,
  twox256,
  twox64Concat,
  u16,
  u32,
} from '@plexus/primitives'
import type { KeyHasher } from '@plexus/primitives'
import { blake2b } from '@noble/hashes/blake2.js'
import { describe, expect, test } from 'vitest'
import { hashed } from '../../src/frame/key.ts'
import { optionalMap } from '../../src/frame/storage.ts'
import { Account, BlockHash, BlockNumber, Events } from '../../src/pallets/system/storage.ts'
import { Now } from '../../src/pallets/timestamp/storage.ts'
import { fromStorageKey } from '../../src/state/view.ts'
import { DEV_ACCOUNTS } from '../../src/genesis/accounts.ts'
import { host } from '../helpers/test-context.ts'

const hex = (key: string): string => bytesToHex(fromStorageKey(key))

const ACCOUNT = '0x26aa394eea5630e07c48ae0c9558cef7b99d880ec681799c0cf30e8886371da9'
const ALICE = 'd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d'

describe('raw keys that every Substrate client knows', () => {
  test.each([
    [
      'System.Account of Alice',
      Account.key({ host }, DEV_ACCOUNTS.Alice),
      `${ACCOUNT}de1e86a9a8c739864cf3cc5ec2bea59f${ALICE}`,
    ],
    ['System.Account', Account.prefix({ host }), ACCOUNT],
    [
      'System.Number',
      BlockNumber.key({ host }),
      '0x26aa394eea5630e07c48ae0c9558cef702a5c1b19ab7a04f536c519aca4983ac',
    ],
    [
      'System.Events',
      Events.key({ host }),
      '0x26aa394eea5630e07c48ae0c9558cef780d41e5e16056765bc8461851072c9d7',
    ],
    [
      'System.BlockHash of 0',
      BlockHash.key({ host }, 0),
      '0x26aa394eea5630e07c48ae0c9558cef7a44704b568d21667356a5a050c118746b4def25cfda6ef3a00000000',
    ],
    [
      'Timestamp.Now',
      Now.key({ host }),
      '0xf0c365c3cf59d671eb72da0e7a4113c49f1f0515f462cdcf84e0f1d6045dfcbb',
    ],
  ])('%s', (_name, key, expected) => {
    expect(hex(key)).toBe(expected)
  })
})

describe('hashers', () => {
  const pallet = { name: 'Test', index: 200, path: ['test'] }
  const keyOf = (hasher: KeyHasher): Uint8Array => {
    const map = optionalMap(pallet, 'Item', [hashed(hasher, AccountId32)], u32)
    return fromStorageKey(map.key({ host }, DEV_ACCOUNTS.Alice)).subarray(32)
  }
  const alice = hexToBytes(`0x${ALICE}`)

  test('BLAKE2b keys are those of the third-party library', () => {
    const short = blake2b(alice, { dkLen: 16 })
    expect(keyOf(blake2128)).toEqual(short)
    expect(keyOf(blake2128Concat)).toEqual(Uint8Array.from([...short, ...alice]))
    expect(keyOf(blake2256)).toEqual(blake2b(alice, { dkLen: 32 }))
  })

  test('identity keeps the key as it is', () => {
    expect(keyOf(identity)).toEqual(alice)
  })

  test('the xxHash keys start with one another and end with the key where it is kept', () => {
    const concat = keyOf(twox64Concat)
    expect(concat.subarray(8)).toEqual(alice)
    expect(keyOf(twox128).subarray(0, 8)).toEqual(concat.subarray(0, 8))
    expect(keyOf(twox256).subarray(0, 16)).toEqual(keyOf(twox128))
    expect([keyOf(twox128).length, keyOf(twox256).length]).toEqual([16, 32])
  })

  test('a map of several keys puts their hashes one after the other', () => {
    const map = optionalMap(
      pallet,
      'Item',
      [hashed(identity, u16), hashed(blake2128Concat, AccountId32), hashed(identity, u16)],
      u32,
    )
    const key = fromStorageKey(map.key({ host }, 258, DEV_ACCOUNTS.Alice, 5)).subarray(32)
    const middle = keyOf(blake2128Concat)
    expect(key).toEqual(Uint8Array.from([2, 1, ...middle, 5, 0]))
  })
})
