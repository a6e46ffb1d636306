import { accountId, addressOf, encode, hash } from '@plexus/primitives'
import type { MultiAddress } from '@plexus/primitives'
import { beforeEach, describe, expect, test } from 'vitest'
import { callOf } from '../../src/calls.ts'
import { RuntimeCall } from '../../src/frame/call.ts'
import { Account } from '../../src/pallets/system/storage.ts'
import { host } from '../helpers/test-context.ts'
import { alice, bare, bob, keyOf, runtime, sign, TestChain, withLength } from './chain-kit.ts'
import type { Signing } from './chain-kit.ts'

const remarkOf = (length: number): RuntimeCall =>
  callOf('System', 'remark', { remark: new Uint8Array(length) })
const remark = remarkOf(1)
const batch = (...calls: readonly RuntimeCall[]): RuntimeCall =>
  callOf('Utility', 'batch', { calls })
const transfer = (dest: MultiAddress, value: bigint): RuntimeCall =>
  callOf('Balances', 'transfer_keep_alive', { dest, value })
const timestamp = callOf('Timestamp', 'set', { now: 1n })
const nested = (depth: number): RuntimeCall => (depth === 0 ? remark : batch(nested(depth - 1)))
const free = batch()
const heavy = callOf('Utility', 'with_weight', {
  call: remark,
  weight: { ref_time: 2_600_000_000_000n, proof_size: 0n },
})
const general = withLength(Uint8Array.of(0x45, 0, 0, 0, 0, 0), encode(RuntimeCall, remark))
const stranger = keyOf('//Stranger')

const genesis = runtime.genesis()
let chain: TestChain
beforeEach(() => {
  chain = new TestChain(genesis)
})
const signed = (call: RuntimeCall, options?: Signing): Uint8Array =>
  sign(genesis.hash, call, options)

describe('the pool refuses', () => {
  const otherHash = hash(new Uint8Array(32).fill(7))
  const rows: readonly (readonly [string, Uint8Array, string])[] = [
    ['a wrong signature', signed(remark, { signature: new Uint8Array(64) }), 'Invalid.BadProof'],
    ['another chain', sign(otherHash, remark), 'Invalid.BadProof'],
    ['another spec version', signed(remark, { specVersion: 424 }), 'Invalid.BadProof'],
    [
      'the signature of another',
      signed(remark, { address: addressOf(bob.account) }),
      'Invalid.BadProof',
    ],
    [
      'a sudo call of another',
      signed(callOf('Sudo', 'remove_key', {}), { signer: bob }),
      'Invalid.BadSigner',
    ],
    ['a signer without an account', signed(remark, { signer: stranger }), 'Invalid.Payment'],
    ['a tip beyond the balance', signed(remark, { tip: 2n ** 63n }), 'Invalid.Payment'],
    [
      'a tip beyond the balance of a free call',
      signed(free, { tip: 2n ** 63n }),
      'Invalid.Payment',
    ],
    [
      'more bytes than normal extrinsics have',
      signed(remarkOf(7_864_400)),
      'Invalid.ExhaustsResources',
    ],
    ['more weight than an extrinsic may have', signed(heavy), 'Invalid.ExhaustsResources'],
    ['nine calls around a call', signed(nested(9)), 'Invalid.Call'],
    [
      'an index for an address',
      signed(remark, { address: { type: 'Index' } }),
      'Unknown.CannotLookup',
    ],
    [
      'raw bytes for an address',
      signed(remark, { address: { type: 'Raw', value: new Uint8Array(32) } }),
      'Unknown.CannotLookup',
    ],
    ['a metadata hash', signed(remark, { metadataMode: 1 }), 'Unknown.CannotLookup'],
    ['an inherent', bare(timestamp), 'Invalid.MandatoryValidation'],
    ['a signed inherent', signed(timestamp), 'Invalid.MandatoryValidation'],
    [
      'an unsigned transfer',
      bare(transfer(addressOf(bob.account), 1n)),
      'Unknown.NoUnsignedValidator',
    ],
    [
      'an unsigned call too long for a block',
      bare(batch(remarkOf(10_485_760))),
      'Unknown.NoUnsignedValidator',
    ],
    ['an unsigned call of System', bare(remark), 'Invalid.Call'],
    ['a general transaction', general, 'Invalid.UnknownOrigin'],
  ]

  test.each(rows)('%s', (_name, extrinsic, expected) => {
    expect(chain.verdict(extrinsic)).toBe(expected)
  })

  test('the zero account, although its key is weak enough to forge signatures of it', () => {
    const address = addressOf(accountId(new Uint8Array(32)))
    // R is the neutral element, s is 0, the key has order 4: cofactored verification accepts it.
    const signature = Uint8Array.from([1, ...new Uint8Array(63)])
    const options = { signer: keyOf('//Alice', 'Ed25519'), address, signature }
    expect(chain.verdict(signed(free, options))).toBe('Invalid.BadSigner')
  })

  test('a nonce that was used', () => {
    expect(chain.block(signed(remark))).toEqual([{ kind: 'included', dispatched: true }])
    expect(chain.verdict(signed(remark))).toBe('Invalid.Stale')
    expect(chain.verdict(signed(remark, { nonce: 1 }))).toBe('ok')
  })

  test('nothing of what the pool asks changes the state', () => {
    const before = new Map(chain.state.entries)
    for (const [, extrinsic] of rows.slice(0, 8)) chain.verdict(extrinsic)
    expect(chain.state.entries).toEqual(before)
  })
})

describe('the pool accepts', () => {
  test.each([
    ['a payload of more than 256 bytes, signed by its hash', signed(remarkOf(200))],
    ['a payload of exactly 256 bytes, signed as it is', signed(remarkOf(256 - 4 - 8 - 64 - 1 - 4))],
    ['eight calls around a call', signed(nested(8))],
    ['a sudo call of the sudo key', signed(callOf('Sudo', 'remove_key', {}))],
    [
      'a wrapped sudo call of another',
      signed(batch(callOf('Sudo', 'remove_key', {})), { signer: bob }),
    ],
    ['a free call of an account that does not exist', signed(free, { signer: stranger })],
    ['an ed25519 signature', signed(free, { signer: keyOf('//Alice', 'Ed25519') })],
    ['an ecdsa signature', signed(free, { signer: keyOf('//Alice', 'Ecdsa') })],
  ])('%s', (_name, extrinsic) => {
    expect(chain.verdict(extrinsic)).toBe('ok')
  })

  test('the payload rule changes between 256 and 257 bytes', () => {
    const payload = (length: number): Uint8Array => {
      const claim = runtime.signatureCheck(chain.state, genesis.hash, signed(remarkOf(length)))
      return claim?.message ?? new Uint8Array(0)
    }
    // Two bytes of indices and two of length, 4 explicit bytes, 73 implicit ones.
    const plain = 256 - 2 - 2 - 4 - 73
    expect(payload(plain).length).toBe(256)
    expect(payload(plain + 1).length).toBe(32)
  })

  test('a transaction in order with what it provides, its priority and its longevity', () => {
    expect(chain.validate(signed(remark))).toEqual({
      ok: true,
      value: {
        priority: 1n,
        requires: [],
        provides: [Uint8Array.from([...alice.account, 0, 0, 0, 0])],
        // An immortal era ends with the last block; the pool judges for block 1.
        longevity: 2n ** 64n - 2n,
        propagate: true,
      },
    })
  })

  test('a transaction ahead of its turn, which requires the one before', () => {
    expect(chain.validate(signed(remark, { nonce: 258 }))).toMatchObject({
      value: {
        requires: [Uint8Array.from([...alice.account, 1, 1, 0, 0])],
        provides: [Uint8Array.from([...alice.account, 2, 1, 0, 0])],
      },
    })
  })

  test('operational calls before all others, whatever they tip', () => {
    const call = callOf('System', 'set_heap_pages', { pages: 1n })
    expect(chain.validate(signed(call))).toMatchObject({ value: { priority: 10_000_000_000n } })
    const tipped = signed(remark, { tip: 5_000_000_000n })
    expect(chain.validate(tipped)).toMatchObject({ value: { priority: 1n } })
  })
})

describe('a block refuses and keeps no trace of', () => {
  test.each([
    ['a nonce ahead of its turn', signed(remark, { nonce: 1 }), 'Future'],
    ['a wrong signature', signed(remark, { signature: new Uint8Array(64) }), 'BadProof'],
    ['a signer without an account', signed(remark, { signer: stranger }), 'Payment'],
    ['a signed inherent', signed(timestamp), 'BadMandatory'],
    ['an unsigned call of System', bare(remark), 'Call'],
    ['a general transaction', general, 'UnknownOrigin'],
    ['more weight than an extrinsic may have', signed(heavy), 'ExhaustsResources'],
  ])('%s', (_name, extrinsic, type) => {
    const other = new TestChain(genesis)
    other.block()
    expect(chain.block(extrinsic)).toEqual([
      { kind: 'invalid', error: { type: 'Invalid', value: { type } } },
    ])
    expect(chain.head).toEqual(other.head)
  })

  test('an unsigned call that no pallet judges is dispatched with the origin None', () => {
    const extrinsic = bare(transfer(addressOf(bob.account), 1n))
    expect(chain.block(extrinsic)).toEqual([{ kind: 'included', dispatched: false }])
    const failed = chain.events().at(-1)
    expect(failed).toMatchObject({ value: { dispatch_error: { type: 'BadOrigin' } } })
  })

  test('nesting counts in the pool only: nine calls around a call are no fault in a block', () => {
    expect(chain.block(signed(nested(9)))[0]).toMatchObject({ kind: 'included' })
  })
})

describe('free calls', () => {
  test('an account that does not exist gets a record of its nonce and nothing else', () => {
    expect(chain.block(signed(free, { signer: stranger }))).toEqual([
      { kind: 'included', dispatched: true },
    ])
    const info = Account.get(chain.read(), stranger.account)
    expect(info).toMatchObject({ nonce: 1, providers: 0, sufficients: 0, consumers: 0 })
    expect(info.data.free).toBe(0n)
    expect(chain.verdict(signed(free, { signer: stranger }))).toBe('Invalid.Stale')
  })
})

test('a signature check says what to verify, or nothing where the verdict is clear before', () => {
  const check = (extrinsic: Uint8Array) =>
    runtime.signatureCheck(chain.state, genesis.hash, extrinsic)
  const claim = check(signed(remark))
  expect(claim?.signer).toEqual(alice.account)
  expect(claim !== undefined && host.verifySignature(claim)).toBe(true)
  expect(check(bare(timestamp))).toBeUndefined()
  expect(check(signed(remark, { metadataMode: 1 }))).toBeUndefined()
  expect(check(signed(remark, { address: { type: 'Index' } }))).toBeUndefined()
})

describe('a dry run', () => {
  const dry = (extrinsic: Uint8Array): string =>
    Buffer.from(runtime.dryRun(chain.state, genesis.hash, extrinsic)).toString('hex')
  const to = addressOf(bob.account)

  test.each([
    ['a success', signed(transfer(to, 1n)), '0000'],
    ['a dispatch error', signed(transfer(to, 2_000_000_000_000_000n)), '00010700'],
    ['a refusal', signed(remark, { nonce: 1 }), '010002'],
    ['what cannot be judged', signed(remark, { metadataMode: 1 }), '010100'],
  ])('says %s in the bytes of ApplyExtrinsicResult', (_name, extrinsic, expected) => {
    expect(dry(extrinsic)).toBe(expected)
  })
})
