import { describe, expect, it } from 'vitest'
import {
  bls,
  concatBytes,
  decodeTimelocked,
  encodeTimelocked,
  lockTimelocked,
  openTimelocked,
  signRound,
  TIMELOCK_OVERHEAD_BYTES,
} from '../../src/index.ts'
import type { TimelockedParts } from '../../src/index.ts'

const SECRET = new Uint8Array(32).fill(5)
const publicKey = bls.publicKey(SECRET)
const signature = signRound(SECRET, 7n)
const message = new TextEncoder().encode('who scores what')
const random = {
  key: new Uint8Array(32).fill(1),
  sigma: new Uint8Array(32).fill(2),
  nonce: new Uint8Array(12).fill(3),
}
const ciphertext = lockTimelocked({ message, round: 7n, publicKey, random }) ?? new Uint8Array()
const parts = decodeTimelocked(ciphertext)!
const opened = { ok: true, message }
const remade = (part: Partial<TimelockedParts>): Uint8Array =>
  encodeTimelocked({ ...parts, ...part })
/** Length as arkworks writes it. */
const counted = (bytes: Uint8Array): Uint8Array =>
  concatBytes(Uint8Array.of(bytes.length & 255, bytes.length >> 8, 0, 0, 0, 0, 0, 0), bytes)

describe('what was locked', () => {
  it('opens with the signature of the round, and with no other', () => {
    expect(ciphertext).toHaveLength(message.length + TIMELOCK_OVERHEAD_BYTES)
    expect(openTimelocked({ ciphertext, signature })).toEqual(opened)
    for (const wrong of [signRound(SECRET, 8n), signRound(new Uint8Array(32).fill(6), 7n)]) {
      expect(openTimelocked({ ciphertext, signature: wrong })).toEqual({
        ok: false,
        error: 'WrongSignature',
      })
    }
  })

  it('may be empty', () => {
    const empty = new Uint8Array()
    const locked = lockTimelocked({ message: empty, round: 7n, publicKey, random })
    expect(openTimelocked({ ciphertext: locked ?? empty, signature })).toEqual({
      ok: true,
      message: empty,
    })
  })

  it('is the same for the same randomness', () => {
    expect(lockTimelocked({ message, round: 7n, publicKey, random })).toEqual(ciphertext)
  })

  it.each([
    ['no point', new Uint8Array(96)],
    ['at infinity', new Uint8Array(96).fill(0xc0, 0, 1)],
  ])('needs a key of the beacon that is not %s', (_title, key) => {
    expect(lockTimelocked({ message, round: 7n, publicKey: key, random })).toBeUndefined()
  })
})

describe('as the chain, it looks at nothing', () => {
  it('that follows the ciphertext or the signature', () => {
    const longer = (bytes: Uint8Array): Uint8Array => concatBytes(bytes, Uint8Array.of(1, 2))
    const claim = { ciphertext: longer(ciphertext), signature: longer(signature) }
    expect(openTimelocked(claim)).toEqual(opened)
  })

  it('that follows the body inside its length, nor at the name of the suite', () => {
    const { u, v, w, sealed, nonce } = parts
    const body = concatBytes(counted(sealed), counted(nonce), Uint8Array.of(9))
    const odd = concatBytes(u, counted(v), counted(w), counted(body), counted(new Uint8Array()))
    expect(openTimelocked({ ciphertext: odd, signature })).toEqual(opened)
  })
})

describe('it stays closed', () => {
  const rows: readonly (readonly [string, Uint8Array, string])[] = [
    ['nothing', new Uint8Array(), 'MalformedCiphertext'],
    ['a part', ciphertext.subarray(0, ciphertext.length - 1), 'MalformedCiphertext'],
    ['no point', remade({ u: new Uint8Array(96) }), 'MalformedCiphertext'],
    ['a mask of 33 bytes', remade({ v: new Uint8Array(33) }), 'MalformedCiphertext'],
    ['a mask of no bytes', remade({ v: new Uint8Array() }), 'MalformedCiphertext'],
    ['a key of 31 bytes', remade({ w: new Uint8Array(31) }), 'MalformedCiphertext'],
    ['a nonce of 8 bytes', remade({ nonce: new Uint8Array(8) }), 'MalformedCiphertext'],
    ['the point at infinity', remade({ u: new Uint8Array(96).fill(0xc0, 0, 1) }), 'WrongSignature'],
    ['another mask', remade({ v: new Uint8Array(32) }), 'WrongSignature'],
    ['another nonce', remade({ nonce: new Uint8Array(12) }), 'WrongSignature'],
    ['less than a tag', remade({ sealed: new Uint8Array(15) }), 'WrongSignature'],
  ]
  it.each(rows)('on %s', (_title, bytes, error) => {
    expect(openTimelocked({ ciphertext: bytes, signature })).toEqual({ ok: false, error })
  })

  it('where a length is above all that there is', () => {
    const bytes = Uint8Array.from(ciphertext).fill(0xff, 96, 104)
    expect(decodeTimelocked(bytes)).toBeUndefined()
  })

  it.each([
    ['too short', signature.subarray(1)],
    ['no point', new Uint8Array(48).fill(0xff)],
  ])('with a signature that is %s', (_title, bad) => {
    // 0xff has the flag of infinity set, which is a point; it opens nothing.
    const error = bad.length < 48 ? 'InvalidSignature' : 'WrongSignature'
    expect(openTimelocked({ ciphertext, signature: bad })).toEqual({ ok: false, error })
  })
})
