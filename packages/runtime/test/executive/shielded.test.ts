import { addressOf, eraBirth, IMMORTAL, mortalEra, shieldKeyPair } from '@plexus/primitives'
import type { Era, Hash } from '@plexus/primitives'
import { beforeEach, describe, expect, test } from 'vitest'
import { callOf } from '../../src/calls.ts'
import { BlockMismatchError, ExtrinsicFormatError } from '../../src/executive/errors.ts'
import type { RuntimeCall } from '../../src/frame/call.ts'
import {
  AuthorKeys,
  CurrentKey,
  NextKey,
  PendingKey,
} from '../../src/pallets/mev-shield/storage.ts'
import { Authorities } from '../../src/pallets/aura/storage.ts'
import { Account } from '../../src/pallets/system/storage.ts'
import { checkInvariants } from '../../src/invariants.ts'
import type { OpenBlock } from '../../src/runtime.ts'
import { seal } from '../helpers/seal.ts'
import { host } from '../helpers/test-context.ts'
import { alice, bare, bob, runtime, sign, TestChain } from './chain-kit.ts'

const genesis = runtime.genesis()
let chain: TestChain
beforeEach(() => {
  chain = new TestChain(genesis)
})
const { publicKey, secretKey } = shieldKeyPair(new Uint8Array(64).fill(7))
const other = shieldKeyPair(new Uint8Array(64).fill(8))
const submission = (ciphertext: Uint8Array): RuntimeCall =>
  callOf('MevShield', 'submit_encrypted', { ciphertext })
const transfer = callOf('Balances', 'transfer_keep_alive', {
  dest: addressOf(bob.account),
  value: 1_000n,
})
/** Key hash, no ciphertext of a key, nonce, nothing else: the least that can be read. */
const LEAST = new Uint8Array(16 + 2 + 24)

/** Opens the next block with an announcement. */
function announced(enc_key: Uint8Array | undefined = publicKey): OpenBlock {
  const open = chain.open()
  expect(open.apply(bare(callOf('MevShield', 'announce_next_key', { enc_key })))).toEqual({
    kind: 'included',
    dispatched: true,
  })
  return open
}

/** Blocks that all announce the same key; after three of them it is pending. */
function announcing(blocks: number): void {
  for (let made = 0; made < blocks; made += 1) chain.push(announced())
}

const faultsNow = (): readonly string[] =>
  checkInvariants(host, chain.state).filter((fault) => fault.startsWith('MevShield'))

describe('the pool and the block refuse', () => {
  /** An outer transaction at block 1; every era but the longest is born there. */
  const outer = (ciphertext: Uint8Array, era: Era = mortalEra(8, 1)): Uint8Array => {
    const birth = eraBirth(era, 1) === 1 ? chain.head.hash : chain.genesis.hash
    return chain.sign(submission(ciphertext), { era, birth })
  }
  const both = (extrinsic: Uint8Array): readonly unknown[] => [
    chain.verdict(extrinsic),
    chain.open().apply(extrinsic),
  ]
  const refused = (value: object): unknown => ({
    kind: 'invalid',
    error: { type: 'Invalid', value },
  })

  test.each([
    ['period 4', mortalEra(4, 1), 'ok'],
    ['period 8', mortalEra(8, 1), 'ok'],
    ['period 16', mortalEra(16, 1), 'Invalid.Stale'],
    ['period 65,536', mortalEra(65_536, 1), 'Invalid.Stale'],
    ['no end', IMMORTAL, 'Invalid.Stale'],
  ])('an encrypted transaction of %s', (_name, era, expected) => {
    chain.block()
    const extrinsic = outer(LEAST, era)
    expect(both(extrinsic)).toEqual([
      expected,
      expected === 'ok' ? { kind: 'included', dispatched: true } : refused({ type: 'Stale' }),
    ])
  })

  test('only those: others, and one inside another call, may wait for ever', () => {
    expect(chain.verdict(chain.sign(transfer))).toBe('ok')
    const inside = callOf('Utility', 'batch', { calls: [submission(new Uint8Array(3))] })
    expect(both(chain.sign(inside))).toEqual(['ok', { kind: 'included', dispatched: true }])
  })

  test('what is cut off, with code 23, and nothing that is whole', () => {
    chain.block()
    const key = (length: number): number[] => [length & 255, length >> 8]
    const rows: readonly (readonly [string, Uint8Array, boolean])[] = [
      ['the least', LEAST, true],
      ['nothing', new Uint8Array(), false],
      ['a key hash of 15 bytes', new Uint8Array(15), false],
      ['half a length', new Uint8Array(17), false],
      ['23 bytes of nonce', new Uint8Array(41), false],
      [
        'a key ciphertext longer than the rest',
        Uint8Array.from([...new Uint8Array(16), ...key(10), ...new Uint8Array(33)]),
        false,
      ],
      [
        'a key ciphertext that takes all but the nonce',
        Uint8Array.from([...new Uint8Array(16), ...key(10), ...new Uint8Array(34)]),
        true,
      ],
      ['what a sender makes', seal(publicKey, Uint8Array.of(1)), true],
      ['any key hash', seal(publicKey, Uint8Array.of(1), { keyHash: new Uint8Array(16) }), true],
    ]
    for (const [name, ciphertext, good] of rows) {
      const found = both(outer(ciphertext))
      expect(found, name).toEqual(
        good
          ? ['ok', { kind: 'included', dispatched: true }]
          : ['Invalid.Custom', refused({ type: 'Custom', value: 23 })],
      )
    }
  })

  test('a long era before a cut ciphertext, a wrong signature before both', () => {
    chain.block()
    expect(chain.verdict(outer(new Uint8Array(3), IMMORTAL))).toBe('Invalid.Stale')
    const forged = chain.sign(submission(new Uint8Array(3)), { signature: new Uint8Array(64) })
    expect(chain.verdict(forged)).toBe('Invalid.BadProof')
  })

  test('an announcement that comes from the pool', () => {
    const call = callOf('MevShield', 'announce_next_key', { enc_key: publicKey })
    expect(chain.verdict(bare(call))).toBe('Unknown.NoUnsignedValidator')
    // It is an ordinary call, which only nobody may make.
    expect(chain.verdict(chain.sign(call))).toBe('ok')
    expect(chain.open().apply(chain.sign(call))).toEqual({ kind: 'included', dispatched: false })
  })
})

describe('the announcement of a block', () => {
  test('is the second of the inherents, and free', () => {
    const [time, key, ...rest] = runtime.inherents(chain.timeOf(1), publicKey)
    expect([time]).toEqual(runtime.inherents(chain.timeOf(1)))
    expect(key).toEqual(bare(callOf('MevShield', 'announce_next_key', { enc_key: publicKey })))
    expect(rest).toEqual([])
    const before = chain.state.get(Account.key({ host }, alice.account))
    chain.push(announced())
    expect(chain.events().filter(({ phase }) => phase === '1')).toMatchObject([
      { name: 'System.ExtrinsicSuccess', value: { dispatch_info: { class: 'Normal' } } },
    ])
    expect(chain.state.get(Account.key({ host }, alice.account))).toEqual(before)
  })

  test('comes before all that others sent', () => {
    const open = chain.open()
    open.apply(sign(genesis.hash, transfer))
    const [, late = new Uint8Array()] = runtime.inherents(chain.timeOf(1), publicKey)
    expect(() => open.apply(late)).toThrow(BlockMismatchError)
  })

  test('that is wrong costs the author its key, not its block', () => {
    const [time = new Uint8Array()] = runtime.inherents(chain.timeOf(1))
    const open = chain.open({ inherents: false })
    open.apply(time)
    const short = callOf('MevShield', 'announce_next_key', { enc_key: new Uint8Array(32) })
    expect(open.apply(bare(short))).toEqual({ kind: 'included', dispatched: false })
    chain.push(open)
    expect([...AuthorKeys.entries(chain.read())]).toEqual([])
  })

  test('gives each of three authors its key, and replays', () => {
    const keys = [1, 2, 3, 4, 5].map((byte) => new Uint8Array(1184).fill(byte))
    for (const key of keys) {
      const before = chain.state
      chain.push(announced(key))
      expect(runtime.execute(before, chain.head.block).hash).toEqual(chain.head.hash)
      expect(faultsNow()).toEqual([])
    }
    const ctx = chain.read()
    // Slot 6,800,000,001, that of block 1, is a multiple of three.
    const announcedBy = Authorities.get(ctx).map((author) => AuthorKeys.get(ctx, author)?.[0])
    expect(announcedBy).toEqual([4, 5, 3])
    expect([CurrentKey, PendingKey, NextKey].map((item) => item.get(ctx)?.[0])).toEqual([2, 3, 4])
  })
})

describe('what an extrinsic hides', () => {
  const inner = (nonce = 1): Uint8Array => sign(genesis.hash, transfer, { nonce })
  const outer = (ciphertext: Uint8Array, birth: Hash = chain.head.hash): Uint8Array =>
    chain.sign(submission(ciphertext), { era: mortalEra(8, chain.number), birth })

  test('is for this block where the key was pending before it began', () => {
    const due: (boolean | undefined)[] = []
    for (let block = 1; block <= 5; block += 1) {
      const open = announced()
      due.push(open.hidden(outer(seal(publicKey, inner())))?.isDue)
      expect(open.hidden(outer(seal(other.publicKey, inner())))?.isDue).toBe(false)
      chain.push(open)
    }
    // Announced in block 1 by the first of three, next in block 2, pending in block 3.
    expect(due).toEqual([false, false, false, true, true])
  })

  test('its sender’s extrinsic, byte for byte, and it runs right after', () => {
    announcing(3)
    const open = announced()
    const before = Account.get(chain.read(), bob.account).data.free
    const [first, second] = [outer(seal(publicKey, inner())), inner()]
    const hidden = open.hidden(first)
    expect(hidden?.keyHash).toEqual(host.twox128(publicKey))
    expect(open.apply(first)).toEqual({ kind: 'included', dispatched: true })
    const opened = hidden?.open(secretKey) ?? new Uint8Array()
    // Two signatures of sr25519 differ, so the bytes are those that were sealed.
    expect(opened.length).toBe(second.length)
    expect(open.apply(opened)).toEqual({ kind: 'included', dispatched: true })
    const parent = chain.state
    chain.push(open)
    expect(Account.get(chain.read(), bob.account).data.free - before).toBe(1_000n)
    expect(Account.get(chain.read(), alice.account).nonce).toBe(2)
    expect(runtime.execute(parent, chain.head.block).hash).toEqual(chain.head.hash)
    expect(faultsNow()).toEqual([])
  })

  test('nothing for another key, a wrong tag, or what is no extrinsic', () => {
    const open = chain.open()
    const plain = inner()
    const openWith = (ciphertext: Uint8Array, key = secretKey): Uint8Array | undefined => {
      const hidden = open.hidden(outer(ciphertext))
      expect(hidden).toBeDefined()
      return hidden?.open(key)
    }
    const sealed = seal(publicKey, plain)
    expect(openWith(sealed)).toEqual(plain)
    expect(openWith(sealed, other.secretKey)).toBeUndefined()
    expect(openWith(sealed, secretKey.subarray(1))).toBeUndefined()
    expect(openWith(sealed, new Uint8Array())).toBeUndefined()
    for (const at of [18, 18 + 1087, 18 + 1088, sealed.length - 1]) {
      const changed = Uint8Array.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(openWith(changed), `byte ${at}`).toBeUndefined()
    }
    expect(openWith(LEAST)).toBeUndefined()
    expect(openWith(seal(publicKey, new Uint8Array()))).toBeUndefined()
    expect(openWith(seal(publicKey, new Uint8Array(64).fill(1)))).toBeUndefined()
    expect(openWith(seal(publicKey, plain.subarray(0, -1)))).toBeUndefined()
    // What follows the extrinsic is left out.
    expect(openWith(seal(publicKey, Uint8Array.from([...plain, 1, 2])))).toEqual(plain)
  })

  test('a call without signature hides as well, one inside others and other bytes nothing', () => {
    const open = chain.open()
    const call = submission(seal(publicKey, inner()))
    expect(open.hidden(bare(call))?.open(secretKey)).toBeDefined()
    for (const extrinsic of [
      chain.sign(callOf('Utility', 'batch', { calls: [call] })),
      chain.sign(transfer),
      chain.sign(submission(new Uint8Array(20))),
      Uint8Array.of(4, 0xff),
      new Uint8Array(),
    ]) {
      expect(open.hidden(extrinsic)).toBeUndefined()
    }
    expect(() => open.apply(Uint8Array.of(4, 0xff))).toThrow(ExtrinsicFormatError)
  })

  test('looking changes nothing', () => {
    const build = (look: boolean): unknown => {
      const open = chain.open()
      const extrinsic = sign(genesis.hash, transfer, { signature: new Uint8Array(64) })
      if (look) open.hidden(extrinsic)
      open.apply(extrinsic)
      return open.seal().hash
    }
    expect(build(true)).toEqual(build(false))
  })
})
