import { bls12_381 } from '@noble/curves/bls12-381.js'
import { describe, expect, it } from 'vitest'
import { bls, bytesToHex, concatBytes, hexToBytes, KeyError } from '../../src/index.ts'
import { roundMessage } from '../../src/timelock/round.ts'
import { QUICKNET_KEY, ROUND_1000 } from '../timelock/quicknet.ts'

const SECRET = new Uint8Array(32).fill(7)
const message = new TextEncoder().encode('who scores what')

const infinity = (length: number, flags = 0xc0): Uint8Array => {
  const bytes = new Uint8Array(length)
  bytes[0] = flags
  return bytes
}

describe('bls', () => {
  it('takes the signature of quicknet over round 1000', () => {
    expect(bls.verify(ROUND_1000, roundMessage(1000n), QUICKNET_KEY)).toBe(true)
    expect(bls.verify(ROUND_1000, roundMessage(1001n), QUICKNET_KEY)).toBe(false)
  })

  it('signs what it verifies, the same each time', () => {
    const signature = bls.sign(SECRET, message)
    expect(signature).toHaveLength(48)
    expect(bytesToHex(bls.sign(SECRET, message))).toBe(bytesToHex(signature))
    expect(bls.publicKey(SECRET)).toHaveLength(96)
    expect(bls.verify(signature, message, bls.publicKey(SECRET))).toBe(true)
    expect(bls.verify(signature, message, QUICKNET_KEY)).toBe(false)
    expect(bls.verify(bls.sign(SECRET, roundMessage(1n)), message, bls.publicKey(SECRET))).toBe(
      false,
    )
  })

  it('has the generator as the public key of one', () => {
    const one = new Uint8Array(32)
    one[31] = 1
    expect(bls.publicKey(one)).toEqual(bls12_381.G2.Point.BASE.toBytes(true))
  })

  it('reads the point that the bytes begin with', () => {
    const signature = concatBytes(bls.sign(SECRET, message), new Uint8Array(96))
    expect(bls.verify(signature, message, concatBytes(bls.publicKey(SECRET), message))).toBe(true)
  })

  // arkworks: the flag decides, whatever the rest of the bytes.
  it.each([
    ['plain', infinity(48)],
    ['with the sign flag', infinity(48, 0xe0)],
    ['with rubbish behind its flags', infinity(48).fill(1, 1)],
  ])('takes infinity %s as a point that signs nothing', (_title, zero) => {
    expect(bls.verify(zero, message, bls.publicKey(SECRET))).toBe(false)
    // A key at infinity is that of the secret zero, whose every signature is at infinity.
    expect(bls.verify(zero, message, infinity(96))).toBe(true)
    expect(bls.verify(bls.sign(SECRET, message), message, infinity(96))).toBe(false)
  })

  const good = bls.sign(SECRET, message)
  /** On the curve, and not in the group: x = 4 gives such a point. */
  const outside = Uint8Array.of(0x80, ...new Uint8Array(46), 4)
  it.each([
    ['empty', new Uint8Array()],
    ['too short', good.subarray(0, 47)],
    ['not compressed', Uint8Array.from(good, (byte, at) => (at === 0 ? byte & 0x7f : byte))],
    ['above the field', new Uint8Array(48).fill(0xff).fill(0x9f, 0, 1)],
    ['outside the group', outside],
  ])('cannot check a signature that is %s', (_title, signature) => {
    expect(bls.verify(signature, message, bls.publicKey(SECRET))).toBeUndefined()
  })

  it.each([
    ['empty', new Uint8Array()],
    ['too short', QUICKNET_KEY.subarray(0, 95)],
    ['not compressed', new Uint8Array(96)],
    ['no point', infinity(96, 0x80).fill(0xff, 48)],
  ])('cannot check with a key that is %s', (_title, key) => {
    expect(bls.verify(good, message, key)).toBeUndefined()
  })

  it.each([
    ['of 31 bytes', new Uint8Array(31).fill(1), 'InvalidLength'],
    ['of zero', new Uint8Array(32), 'InvalidSecret'],
    [
      'of the group order',
      hexToBytes('73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001'),
      'InvalidSecret',
    ],
  ])('refuses a secret %s', (_title, secret, code) => {
    for (const use of [() => bls.sign(secret, message), () => bls.publicKey(secret)]) {
      expect(use).toThrow(KeyError)
      expect(use).toThrow(expect.objectContaining({ code }))
    }
  })
})
