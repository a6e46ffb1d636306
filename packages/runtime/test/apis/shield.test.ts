import { describe, expect, test } from 'vitest'
import { PendingKey, storage } from '../../src/pallets/mev-shield/storage.ts'
import { callOf } from '../../src/calls.ts'
import { bare, bob, runtime, sign, TestChain } from '../executive/chain-kit.ts'
import { host, testContext } from '../helpers/test-context.ts'
import { hash, shieldKeyPair } from '@plexus/primitives'
import { seal } from '../helpers/seal.ts'
import { ask, c, hexOf, no, none, some, yes } from './subtensor/kit.ts'

const KEY_HASH = '11'.repeat(16)
const NONCE = '22'.repeat(24)
const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'))
/** Key hash, two bytes of length, the key's ciphertext, the nonce, the rest. */
const PAYLOAD = hexOf(KEY_HASH, '0300', 'aabbcc', NONCE, '0102')
const DECODED = some(KEY_HASH, c(3), 'aabbcc', c(2), '0102', NONCE)

const chain = new TestChain()
// The hash of genesis, which signatures cover, is in the state from block 1 on.
chain.block()
const decodeShielded = (extrinsic: Uint8Array): string => {
  const args = extrinsic
  return hexOf(chainCall('ShieldApi_try_decode_shielded_tx', args))
}
const chainCall = (method: string, args: Uint8Array): Uint8Array =>
  runtime.call(chain.state, method, args)
const shielded = (payload: string) =>
  callOf('MevShield', 'submit_encrypted', { ciphertext: bytes(payload) })

describe('try_decode_shielded_tx', () => {
  test('splits the payload of an encrypted extrinsic', () => {
    expect(decodeShielded(chain.sign(shielded(PAYLOAD)))).toBe(DECODED)
    expect(decodeShielded(bare(shielded(PAYLOAD)))).toBe(DECODED)
  })

  test('the parts may be empty, but not cut off', () => {
    const least = hexOf(KEY_HASH, '0000', NONCE)
    expect(decodeShielded(chain.sign(shielded(least)))).toBe(some(KEY_HASH, c(0), c(0), NONCE))
    for (const length of [0, 15, 16, 17, 18, 20, 21, 44]) {
      const cut = PAYLOAD.slice(0, 2 * length)
      expect(decodeShielded(chain.sign(shielded(cut))), `${length} bytes`).toBe(none)
    }
  })

  test('nothing for other calls, also with one inside', () => {
    for (const call of [
      callOf('System', 'remark', { remark: bytes(PAYLOAD) }),
      callOf('Utility', 'batch', { calls: [shielded(PAYLOAD)] }),
    ]) {
      expect(decodeShielded(chain.sign(call))).toBe(none)
    }
  })

  test('nothing for a wrong signature or for bytes that are no extrinsic', () => {
    const forged = chain.sign(shielded(PAYLOAD), { signature: new Uint8Array(64) })
    expect(decodeShielded(forged)).toBe(none)
    const elsewhere = sign(hash(new Uint8Array(32)), shielded(PAYLOAD), { signer: bob })
    expect(decodeShielded(elsewhere)).toBe(none)
    expect(decodeShielded(Uint8Array.of(4, 0xff))).toBe(none)
  })
})

describe('is_shielded_using_current_key', () => {
  const asked = (ctx: ReturnType<typeof testContext>, key: string) =>
    ask(ctx, 'ShieldApi_is_shielded_using_current_key', key)

  test('compares with the hash of the key that is about to be current', () => {
    const ctx = testContext()
    const key = new Uint8Array(1184).fill(7)
    const keyHash = hexOf(host.twox128(key))
    expect(asked(ctx, keyHash)).toBe(no)
    PendingKey.set(ctx, key)
    expect(asked(ctx, keyHash)).toBe(yes)
    expect(asked(ctx, KEY_HASH)).toBe(no)
    expect(storage).toContain(PendingKey)
  })
})

describe('try_unshield_tx', () => {
  const { publicKey, secretKey } = shieldKeyPair(new Uint8Array(64).fill(1))
  const plain = chain.sign(callOf('System', 'remark', { remark: Uint8Array.of(1, 2) }))

  /** Cuts a payload into the parts of the API's argument, by the layout of the wire. */
  function shieldedTx(payload: Uint8Array): string {
    const [kem, rest] = [payload.subarray(18, 18 + 1088), payload.subarray(18 + 1088 + 24)]
    const nonce = payload.subarray(18 + 1088, 18 + 1088 + 24)
    return hexOf(payload.subarray(0, 16), c(kem.length), kem, c(rest.length), rest, nonce)
  }
  const asked = (key: Uint8Array, payload: Uint8Array): string =>
    ask(testContext(), 'ShieldApi_try_unshield_tx', c(key.length), key, shieldedTx(payload))

  test('gives the extrinsic to the holder of the key, whose key it is named after or not', () => {
    expect(asked(secretKey, seal(publicKey, plain))).toBe(some(plain))
    const misnamed = seal(publicKey, plain, { keyHash: new Uint8Array(16) })
    expect(asked(secretKey, misnamed)).toBe(some(plain))
  })

  test('and to nobody else', () => {
    const other = shieldKeyPair(new Uint8Array(64).fill(2))
    expect(asked(other.secretKey, seal(publicKey, plain))).toBe(none)
    expect(asked(new Uint8Array(), seal(publicKey, plain))).toBe(none)
    expect(asked(secretKey, seal(publicKey, Uint8Array.of(4, 0xff)))).toBe(none)
    const nothing = hexOf(KEY_HASH, c(0), c(0), NONCE)
    expect(ask(testContext(), 'ShieldApi_try_unshield_tx', c(0), nothing)).toBe(none)
  })
})
