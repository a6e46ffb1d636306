import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { bls, signRound, verifyRound } from '../../src/index.ts'
import { roundMessage } from '../../src/timelock/round.ts'
import { QUICKNET_KEY, ROUND_1000 } from './quicknet.ts'

it('a round is signed as the hash of its number, big-endian', () => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(1000n)
  const expected = createHash('sha256').update(bytes).digest()
  expect(roundMessage(1000n)).toEqual(Uint8Array.from(expected))
})

it('the signature of a round holds for this round and this beacon', () => {
  const claim = { round: 1000n, signature: ROUND_1000, publicKey: QUICKNET_KEY }
  expect(verifyRound(claim)).toBe(true)
  expect(verifyRound({ ...claim, round: 999n })).toBe(false)
  expect(verifyRound({ ...claim, signature: ROUND_1000.subarray(1) })).toBeUndefined()
})

it('a beacon whose secret is known signs as well', () => {
  const secret = new Uint8Array(32).fill(9)
  const signature = signRound(secret, 3n)
  expect(verifyRound({ round: 3n, signature, publicKey: bls.publicKey(secret) })).toBe(true)
})
