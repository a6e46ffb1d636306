import { bytesToHex, createKeyPair, createSignatures } from '@plexus/primitives'
import { expect, test } from 'vitest'
import { repeatableSignatures } from '../src/repeatable-signatures.ts'

const signatures = await createSignatures()
const keys = (all: typeof signatures, uri: string) => createKeyPair({ scheme: 'Sr25519', uri }, all)
const message = new Uint8Array(100).fill(7)

test.each(['//Alice', '//Alice//hot-1', `0x${'5a'.repeat(32)}`])(
  'signs the same twice with the same signature, which is a valid one (%s)',
  (uri) => {
    const pair = keys(repeatableSignatures(signatures), uri)
    const signature = pair.sign(message)
    expect(bytesToHex(pair.sign(message))).toBe(bytesToHex(signature))
    expect(signatures.sr25519.verify(signature, message, pair.publicKey)).toBe(true)
  },
)

test('takes another nonce for another message and for another key', () => {
  const repeatable = repeatableSignatures(signatures)
  const [alice, bob] = [keys(repeatable, '//Alice'), keys(repeatable, '//Bob')]
  const other = Uint8Array.from(message, (byte) => byte ^ 1)
  // The first half of a signature is the public form of the nonce.
  const nonces = [alice.sign(message), alice.sign(other), bob.sign(message)]
  expect(new Set(nonces.map((each) => bytesToHex(each.subarray(0, 32)))).size).toBe(3)
})
