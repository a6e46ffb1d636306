import { expect, test } from 'vitest'
import { readSignedRound } from '../../src/beacon/signed-round.ts'
import { ROUND_1000 } from './drand-server.ts'

const read = (answer: unknown, wanted: bigint | 'latest' = 1000n) =>
  readSignedRound(JSON.stringify(answer), wanted)

test.each([1000n, 'latest'] as const)('reads a recorded round, asked for as %s', (wanted) => {
  expect(read(ROUND_1000, wanted)).toEqual({
    round: 1000n,
    randomness: Uint8Array.from(Buffer.from(ROUND_1000.randomness, 'hex')),
    signature: Uint8Array.from(Buffer.from(ROUND_1000.signature, 'hex')),
  })
})

const { signature, randomness } = ROUND_1000
test.each([
  ['a list', [], 'NotARound'],
  ['null', null, 'NotARound'],
  ['no round', { randomness, signature }, 'NotARound'],
  ['round 0', { ...ROUND_1000, round: 0 }, 'NotARound'],
  ['half a round', { ...ROUND_1000, round: 1000.5 }, 'NotARound'],
  ['a round in words', { ...ROUND_1000, round: '1000' }, 'NotARound'],
  ['a round that is no exact number', { ...ROUND_1000, round: 2 ** 53 }, 'NotARound'],
  ['a short signature', { ...ROUND_1000, signature: signature.slice(2) }, 'NotARound'],
  ['a long signature', { ...ROUND_1000, signature: `${signature}00` }, 'NotARound'],
  ['a signature that is no hex', { ...ROUND_1000, signature: 'x'.repeat(96) }, 'NotARound'],
  ['short randomness', { ...ROUND_1000, randomness: randomness.slice(2) }, 'NotARound'],
  ['another round', { ...ROUND_1000, round: 999 }, 'OtherRound'],
  ['other randomness', { ...ROUND_1000, randomness: '00'.repeat(32) }, 'BadRandomness'],
] as const)('refuses %s', (name, answer, fault) => {
  expect(read(answer), name).toBe(fault)
})

test.each(['', '{', 'not found'])('refuses what is no JSON: "%s"', (text) => {
  expect(readSignedRound(text, 'latest')).toBe('NotARound')
})
