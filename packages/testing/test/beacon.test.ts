import { openTimelocked, verifyRound } from '@plexus/primitives'
import { expect, test } from 'vitest'
import { beaconKeyOf, LAST_PUBLIC_ROUND, lockUntil, pulseOf } from '../src/beacon.ts'
import { createRandom } from '../src/random.ts'

test.each([LAST_PUBLIC_ROUND, LAST_PUBLIC_ROUND + 1n])(
  'round %s opens what waits for it',
  (round) => {
    const { signature } = pulseOf(round)
    expect(verifyRound({ round, signature, publicKey: beaconKeyOf(round) })).toBe(true)
    const message = new TextEncoder().encode('later')
    const ciphertext = lockUntil(round, message, createRandom(1))
    expect(lockUntil(round, message, createRandom(1))).toEqual(ciphertext)
    expect(openTimelocked({ ciphertext, signature })).toEqual({ ok: true, message })
  },
)
