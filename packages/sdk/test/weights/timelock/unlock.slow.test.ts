import {
  bls,
  bytesToHex,
  concatBytes,
  decode,
  encode,
  hexToBytes,
  signRound,
  verifyRound,
} from '@plexus/primitives'
import { describe, expect, it } from 'vitest'
import {
  encodeWeightsPayload,
  lockUntilRound,
  lockWeights,
  QUICKNET,
  TIMELOCK_OVERHEAD_BYTES,
  TimelockEnvelope,
  TimelockError,
  unlockWithSignature,
} from '../../../src/index.ts'
import { fixtures, ROUND_1000 } from '../fixtures.ts'

const signature = hexToBytes(ROUND_1000)
const text = new TextEncoder().encode('who scores what')

/** A beacon whose secret is known, as a chain without Internet may have. */
const secret = new Uint8Array(32).fill(5)
const beaconKey = bls.publicKey(secret)
const pulse = (round: bigint): Uint8Array => signRound(secret, round)

describe('timelock', () => {
  it('has the key of the beacon that signed round 1000', () => {
    const { publicKey } = QUICKNET
    expect(verifyRound({ round: 1000n, signature, publicKey })).toBe(true)
  })

  it.each(fixtures.locked)('opens what the Python client locked: $message', (row) => {
    const { encrypted_data, reveal_round } = decode(TimelockEnvelope, hexToBytes(row.envelope))
    expect(reveal_round).toBe(1000n)
    const message = unlockWithSignature({ ciphertext: encrypted_data, signature })
    expect(bytesToHex(message)).toBe(row.message)
  })

  it.each(fixtures.committed.map((row, at) => ({ at, ...row })))(
    'reads the weights that the Python client committed, row $at',
    (row) => {
      const message = unlockWithSignature({ ciphertext: hexToBytes(row.commit), signature })
      const expected = encodeWeightsPayload({
        hotkey: hexToBytes(row.hotkey),
        uids: row.uids,
        values: row.values,
        versionKey: BigInt(row.versionKey),
      })
      expect(bytesToHex(message)).toBe(bytesToHex(expected))
    },
  )

  it('opens what it locked, never twice the same', () => {
    const locked = [1, 2].map(() => lockUntilRound({ message: text, round: 1000n }))
    for (const ciphertext of locked) {
      expect(ciphertext).toHaveLength(text.length + TIMELOCK_OVERHEAD_BYTES)
      expect(unlockWithSignature({ ciphertext, signature })).toStrictEqual(text)
    }
    expect(locked[0]).not.toStrictEqual(locked[1])
  })

  it('locks weights with room to spare in what the chain takes', () => {
    const uids = Array.from({ length: 256 }, (_, uid) => uid)
    const weights = { hotkey: new Uint8Array(32), uids, values: uids, versionKey: 0n }
    expect(lockWeights({ ...weights, round: 1000n }).length).toBeLessThan(5000)
  })

  it('follows another beacon by its public key', () => {
    const ciphertext = lockUntilRound({ message: text, round: 7n, publicKey: beaconKey })
    expect(unlockWithSignature({ ciphertext, signature: pulse(7n) })).toStrictEqual(text)
  })

  it('stays closed to the signature of another round or beacon', () => {
    const ciphertext = lockUntilRound({ message: text, round: 7n, publicKey: beaconKey })
    for (const wrong of [pulse(8n), signature]) {
      expect(() => unlockWithSignature({ ciphertext, signature: wrong })).toThrow(
        expect.objectContaining({ name: 'TimelockError', code: 'WrongSignature' }),
      )
    }
  })

  it('notices a changed byte in every part', () => {
    const ciphertext = lockUntilRound({ message: text, round: 1000n })
    // U, the length of V, V, W, the length of the body, the sealed message, nonce, suite.
    for (const at of [0, 50, 96, 110, 150, 176, 200, 235, ciphertext.length - 1]) {
      const changed = Uint8Array.from(ciphertext)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => unlockWithSignature({ ciphertext: changed, signature }), `byte ${at}`).toThrow(
        TimelockError,
      )
    }
  })

  it('refuses every prefix and anything after the end', () => {
    const ciphertext = lockUntilRound({ message: text, round: 1000n })
    const bad = [
      ...Array.from(ciphertext, (_, length) => ciphertext.subarray(0, length)),
      concatBytes(ciphertext, Uint8Array.of(0)),
    ]
    for (const bytes of bad) {
      expect(() => unlockWithSignature({ ciphertext: bytes, signature })).toThrow(
        expect.objectContaining({ code: 'MalformedCiphertext' }),
      )
    }
  })

  it.each([
    ['round zero', { round: 0n }, 'InvalidRound'],
    ['a round above u64', { round: 1n << 64n }, 'InvalidRound'],
    ['a beacon key of zeros', { publicKey: new Uint8Array(96) }, 'InvalidBeaconKey'],
    ['a short beacon key', { publicKey: beaconKey.subarray(1) }, 'InvalidBeaconKey'],
    ['a beacon key at infinity', { publicKey: infinity(96) }, 'InvalidBeaconKey'],
    ['a message above 1 MiB', { message: new Uint8Array(1_048_577) }, 'TooLong'],
  ])('refuses %s', (_, part, code) => {
    expect(() => lockUntilRound({ message: text, round: 1n, ...part })).toThrow(
      expect.objectContaining({ name: 'TimelockError', code }),
    )
  })

  it.each([
    ['too short', signature.subarray(1)],
    ['no point', new Uint8Array(48).fill(0xff)],
    ['infinity', infinity(48)],
  ])('refuses a signature that is %s', (_, bad) => {
    const ciphertext = lockUntilRound({ message: text, round: 1000n })
    expect(() => unlockWithSignature({ ciphertext, signature: bad })).toThrow(
      expect.objectContaining({ name: 'TimelockError', code: 'InvalidSignature' }),
    )
  })

  it('wraps a ciphertext as the Python client does', () => {
    const envelope = { encrypted_data: Uint8Array.of(1, 2), reveal_round: 1000n }
    // Compact length 2, the bytes, u64 little-endian.
    expect(bytesToHex(encode(TimelockEnvelope, envelope))).toBe('0x080102e803000000000000')
  })
})

/** The compressed point at infinity. */
function infinity(length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  bytes[0] = 0xc0
  return bytes
}
