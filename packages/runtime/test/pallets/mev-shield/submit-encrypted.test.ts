import { blake2b } from '@noble/hashes/blake2.js'
import { expect, test } from 'vitest'
import { NONE, ROOT, signed } from '../../../src/frame/origin.ts'
import { submitEncrypted } from '../../../src/pallets/mev-shield/calls/submit-encrypted.ts'
import { fails, succeeds } from '../../helpers/expect-call.ts'
import { account, testContext } from '../../helpers/test-context.ts'

const BAD_ORIGIN = { type: 'BadOrigin' } as const

test.each([
  // A compact length takes one byte up to 63, two from 64 on.
  [3, [3 << 2]],
  [64, [((64 << 2) | 1) & 255, 64 >> 6]],
  [0, [0]],
  [8192, [((8192 << 2) | 1) & 255, 8192 >> 6]],
])(
  '%i bytes are announced by the hash of sender and bytes, and nothing is stored',
  (size, length) => {
    const ctx = testContext()
    const who = account(5)
    const ciphertext = new Uint8Array(size).fill(9)
    const before = ctx.state.changes()
    const id = blake2b(Uint8Array.from([...who, ...length, ...ciphertext]), { dkLen: 32 })
    expect(succeeds(ctx, submitEncrypted.with({ ciphertext }), signed(who))).toEqual([
      ['MevShield.EncryptedSubmitted', { id, who }],
    ])
    expect(ctx.state.changes()).toEqual(before)
  },
)

test.each([
  ['Root', ROOT],
  ['nobody', NONE],
] as const)('%s cannot submit', (_who, origin) => {
  const call = submitEncrypted.with({ ciphertext: new Uint8Array(64) })
  fails(testContext(), call, origin, BAD_ORIGIN)
})
