import { concatBytes, createHasher, createSignatures, encode, hash, vec } from '@plexus/primitives'
import { AccountId32, accountId, u64 } from '@plexus/primitives'
import type { KeyPair } from '@plexus/primitives'
import type { StateView } from '@plexus/runtime'
import { toStorageKey } from '@plexus/runtime'
import { expect, test } from 'vitest'
import { createCast } from '../src/economy/cast.ts'
import { lookAround } from '../src/economy/presence.ts'
import { readRawStorage } from '../src/raw-storage.ts'

const [hasher, signatures] = await Promise.all([createHasher(), createSignatures()])
const cast = createCast(signatures)
const [alice, bob] = cast
if (alice === undefined || bob === undefined) throw new Error('nobody is there')

type Entry = readonly [pallet: string, item: string, key: Uint8Array, value: Uint8Array]

/** A chain that keeps these entries, whose keys are accounts. */
function chainOf(...entries: readonly Entry[]): StateView {
  const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
  const stored = new Map(
    entries.map(([pallet, item, key, value]) => {
      const hashed = concatBytes(hasher.blake2b128(key), key)
      const prefix = [hasher.twox128(utf8(pallet)), hasher.twox128(utf8(item))]
      return [toStorageKey(concatBytes(...prefix, hashed)), value]
    }),
  )
  return {
    get: (key) => stored.get(key),
    keys: (prefix) => [...stored.keys()].filter((key) => key.startsWith(prefix)),
    root: () => hash(new Uint8Array(32)),
  }
}

const look = (...entries: readonly Entry[]) =>
  lookAround(cast, readRawStorage(chainOf(...entries), hasher))
const withBalance = ({ account }: KeyPair, free: bigint): Entry => {
  const value = concatBytes(new Uint8Array(16), encode(u64, free))
  return ['System', 'Account', account, value]
}
const owns = ({ account }: KeyPair, hotkey: KeyPair): readonly Entry[] => [
  ['SubtensorModule', 'Owner', hotkey.account, account],
  [
    'SubtensorModule',
    'OwnedHotkeys',
    account,
    encode(vec(AccountId32), [accountId(hotkey.account)]),
  ],
]

test('who has a balance is there with hotkeys of its own, all others may take over', () => {
  const { cast: present, heirs } = look(
    withBalance(alice.coldkey, 1n),
    withBalance(bob.coldkey, 0n),
  )
  expect(present).toEqual([alice])
  expect(heirs).toEqual(cast.slice(1).map(({ coldkey }) => coldkey))
})

test('a hotkey goes with the coldkey that owns it', () => {
  const [first, ...others] = alice.hotkeys
  const [spare, last] = alice.spares
  if (first === undefined || spare === undefined) throw new Error('there are no hotkeys')
  const swapped = [...owns(bob.coldkey, first), ...owns(alice.coldkey, spare)]
  const { cast: present } = look(...swapped)
  expect(present).toEqual([
    { ...alice, hotkeys: [spare, ...others], spares: [last] },
    { ...bob, hotkeys: [first, ...bob.hotkeys] },
  ])
})
