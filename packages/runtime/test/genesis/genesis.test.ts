import {
  createKeyPair,
  createSignatures,
  encodeSs58,
  EMPTY_TRIE_ROOT,
  hash,
  trieRoot,
  updateTrie,
} from '@plexus/primitives'
import { blake2b } from '@noble/hashes/blake2.js'
import { describe, expect, test } from 'vitest'
import { createRuntime } from '../../src/create-runtime.ts'
import { createContext } from '../../src/executive/context.ts'
import { definition } from '../../src/definition.ts'
import { runtimeConfig } from '../../src/frame/config.ts'
import type { Timing } from '../../src/frame/config.ts'
import type { Context } from '../../src/frame/context.ts'
import { DEV_ACCOUNTS, DEV_FINALITY_KEYS } from '../../src/genesis/accounts.ts'
import { dev, localnet } from '../../src/genesis/localnet.ts'
import type { GenesisPreset } from '../../src/genesis/preset.ts'
import { Authorities as AuraAuthorities } from '../../src/pallets/aura/storage.ts'
import { TotalIssuance } from '../../src/pallets/balances/storage.ts'
import { Authorities as GrandpaAuthorities } from '../../src/pallets/grandpa/storage.ts'
import { Key as SudoKey } from '../../src/pallets/sudo/storage.ts'
import {
  Account,
  BlockHash,
  BlockNumber,
  Events,
  LastRuntimeUpgrade,
  ParentHash,
} from '../../src/pallets/system/storage.ts'
import type { ExecutedBlock } from '../../src/runtime.ts'
import { MapState } from '../executive/chain-kit.ts'
import { account, host } from '../helpers/test-context.ts'

const signatures = await createSignatures()
const TAO = 1_000_000_000n

const build = (preset: GenesisPreset, timing: Timing = 'fast'): ExecutedBlock =>
  createRuntime({ host, config: runtimeConfig(timing), genesis: preset }).genesis()

/** A context over a genesis state, for reading. */
function read({ changes }: ExecutedBlock): Context {
  const view = new MapState([]).after(changes)
  return createContext({ host, config: runtimeConfig('fast'), rules: definition.rules }, view)
}

const local = build(localnet())
const free = (ctx: Context, name: keyof typeof DEV_ACCOUNTS): bigint =>
  Account.get(ctx, DEV_ACCOUNTS[name]).data.free

describe('accounts', () => {
  const names = ['Alice', 'Bob', 'Charlie', 'Dave', 'Eve', 'Ferdie', 'One', 'Two', 'Three'] as const

  test.each(names)('%s is the sr25519 key of //%s', (name) => {
    const key = createKeyPair({ scheme: 'Sr25519', uri: `//${name}` }, signatures)
    expect(DEV_ACCOUNTS[name]).toEqual(key.account)
  })

  test.each(['One', 'Two', 'Three'] as const)('%s finalises with the ed25519 key', (name) => {
    const key = createKeyPair({ scheme: 'Ed25519', uri: `//${name}` }, signatures)
    expect(DEV_FINALITY_KEYS[name]).toEqual(key.publicKey)
  })

  test.each([
    ['Alice', '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'],
    ['Bob', '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'],
    ['Alith', '5Fghzk1AJt88PeFEzuRfXzbPchiBbsVGTTXcdx599VdZzkTA'],
    ['Baltathar', '5GeqNhKWj1KG78VHzbmo3ZjZgUTrCuWeamdgiA114XHGdaEr'],
  ] as const)('%s has the published address', (name, address) => {
    expect(encodeSs58(DEV_ACCOUNTS[name], 42)).toBe(address)
  })

  test.each([
    ['Alith', 'f24FF3a9CF04c71Dbc94D0b566f7A27B94566cac'],
    ['Baltathar', '3Cd0A705a2DC65e5b1E1205896BaA2be8A07c6e0'],
  ] as const)('%s is the hash of "evm:" and the Ethereum address', (name, address) => {
    const preimage = Buffer.concat([Buffer.from('evm:'), Buffer.from(address, 'hex')])
    expect(DEV_ACCOUNTS[name]).toEqual(blake2b(preimage, { dkLen: 32 }))
  })
})

describe('balances', () => {
  const ctx = read(local)

  test.each([
    ['Alice', 1_000_000n],
    ['Bob', 1_000_000n],
    ['Charlie', 1_000_000n],
    ['Dave', 2_000n],
    ['Eve', 2_000n],
    ['Ferdie', 2_000n],
    ['One', 2_000n],
    ['Two', 2_000n],
    ['Three', 2_000n],
    ['Alith', 2_000n],
    ['Baltathar', 2_000n],
  ] as const)('%s has %d TAO and one reason to exist', (name, tao) => {
    expect(Account.get(ctx, DEV_ACCOUNTS[name])).toMatchObject({
      nonce: 0,
      providers: 1,
      consumers: 0,
      sufficients: 0,
      data: { free: tao * TAO, reserved: 0n, frozen: 0n, flags: 1n << 127n },
    })
  })

  test('nobody else has any, and the issuance is their sum of 3,016,000 TAO', () => {
    expect([...Account.entries(ctx)].length).toBe(11)
    expect(TotalIssuance.get(ctx)).toBe(3_016_000n * TAO)
  })

  test('a new rich account has 1,000,000 TAO more', () => {
    const rich = read(build(localnet({ rich: account(5) })))
    expect(Account.get(rich, account(5)).data.free).toBe(1_000_000n * TAO)
    expect(TotalIssuance.get(rich)).toBe(4_016_000n * TAO)
  })

  test('a rich account that had a balance is set to 1,000,000 TAO', () => {
    const rich = read(build(localnet({ rich: DEV_ACCOUNTS.Dave })))
    expect(free(rich, 'Dave')).toBe(1_000_000n * TAO)
    expect(TotalIssuance.get(rich)).toBe((3_016_000n - 2_000n + 1_000_000n) * TAO)
  })
})

describe('authorities', () => {
  const { One, Two, Three } = DEV_ACCOUNTS

  test('three on the local network', () => {
    const ctx = read(local)
    expect(AuraAuthorities.get(ctx)).toEqual([One, Two, Three])
    expect(GrandpaAuthorities.get(ctx)).toEqual([
      [DEV_FINALITY_KEYS.One, 1n],
      [DEV_FINALITY_KEYS.Two, 1n],
      [DEV_FINALITY_KEYS.Three, 1n],
    ])
  })

  test('one on the development network, all else the same', () => {
    const ctx = read(build(dev()))
    expect(AuraAuthorities.get(ctx)).toEqual([One])
    expect(GrandpaAuthorities.get(ctx)).toEqual([[DEV_FINALITY_KEYS.One, 1n]])
    const aside = [AuraAuthorities.key({ host }), GrandpaAuthorities.key({ host })]
    const rest = (block: ExecutedBlock): unknown =>
      [...block.changes].filter(([key]) => !aside.includes(key))
    expect(rest(build(dev()))).toEqual(rest(local))
  })

  test('Alice is sudo; a preset without sudo has no key', () => {
    expect(SudoKey.get(read(local))).toEqual(DEV_ACCOUNTS.Alice)
    const without = read(build({ ...localnet(), sudo: undefined }))
    expect(SudoKey.has(without)).toBe(false)
  })
})

describe('the block', () => {
  test('is number 0 without parent, extrinsics and digest', () => {
    const { header, extrinsics } = local.block
    const none = hash(new Uint8Array(32))
    expect(header).toMatchObject({ number: 0, parentHash: none, digest: [] })
    expect(header.extrinsicsRoot).toEqual(EMPTY_TRIE_ROOT)
    expect(extrinsics).toEqual([])
    const bytes = Uint8Array.from([...none, 0, ...header.stateRoot, ...EMPTY_TRIE_ROOT, 0])
    expect(local.hash).toEqual(blake2b(bytes, { dkLen: 32 }))
  })

  test('its state root is that of its entries, none of which is a removal', () => {
    const entries = [...local.changes].flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value] as const],
    )
    expect(entries.length).toBe(local.changes.size)
    expect(local.block.header.stateRoot).toEqual(trieRoot(host, entries))
    const grown = updateTrie(host, { get: () => undefined }, entries.toReversed(), 1)
    expect(local.block.header.stateRoot).toEqual(grown.root)
  })

  test('is the same every time, and another in each build', () => {
    expect(build(localnet())).toEqual(local)
    expect(build(localnet(), 'normal').hash).not.toEqual(local.hash)
    expect(build(dev()).hash).not.toEqual(local.hash)
  })

  test('tells the version, has code to hash, and no events', () => {
    const ctx = read(local)
    expect(LastRuntimeUpgrade.get(ctx)).toEqual({ spec_version: 425, spec_name: 'node-subtensor' })
    expect(local.changes.get(':code')?.length).toBeGreaterThan(0)
    expect(Events.has(ctx)).toBe(false)
    expect(BlockNumber.get(ctx)).toBe(0)
  })

  test('writes 69 in every byte where no parent hash can be', () => {
    const ctx = read(local)
    const filler = hash(new Uint8Array(32).fill(69))
    expect(ParentHash.get(ctx)).toEqual(filler)
    expect(BlockHash.get(ctx, 0)).toEqual(filler)
  })
})
