import { bytesToHex, createKeyPair, createSignatures, hexToBytes } from '@plexus/primitives'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { secretOf } from '../../../src/wallet/secret/key-source.ts'
import type { KeySource } from '../../../src/wallet/secret/key-source.ts'
import { fromCanonicalSecret, toCanonicalSecret } from '../../../src/wallet/secret/secret-scalar.ts'
import { failure, fixtureText, keys, PASSWORD, PHRASE, SEED, URI } from '../fixtures.ts'

const { privateKey } = JSON.parse(fixtureText('derived.keyfile')) as { privateKey: string }

describe('secretOf', () => {
  it.each<[name: string, source: KeySource, key: keyof typeof keys]>([
    ['a mnemonic', { kind: 'mnemonic', mnemonic: PHRASE }, 'phrase'],
    ['a mnemonic with stray spaces', { kind: 'mnemonic', mnemonic: ` ${PHRASE}\n` }, 'phrase'],
    ['a seed', { kind: 'seed', seed: SEED }, 'seeded'],
    ['a path of the dev phrase', { kind: 'uri', uri: URI }, 'derived'],
    ['a phrase as URI', { kind: 'uri', uri: PHRASE }, 'phrase'],
    ['a seed as URI', { kind: 'uri', uri: bytesToHex(SEED) }, 'seeded'],
    ['a private key', { kind: 'private-key', privateKey: hexToBytes(privateKey) }, 'derived'],
    [
      'an export',
      {
        kind: 'polkadot-json',
        json: fixtureText('polkadot-sr25519.export'),
        passphrase: PASSWORD,
      },
      'derived',
    ],
  ])('makes of %s the key that the official tools make', async (_, source, key) => {
    expect(bytesToHex((await secretOf(source)).publicKey)).toBe(keys[key].publicKey)
  })

  it('derives along any path as the room of keys does', async () => {
    const signatures = await createSignatures()
    const path = fc
      .array(fc.tuple(fc.constantFrom('/', '//'), fc.stringMatching(/^[a-z0-9]{1,40}$/)), {
        maxLength: 4,
      })
      .map((parts) => parts.flat().join(''))
    await fc.assert(
      fc.asyncProperty(path, async (uri) => {
        const { publicKey, pair } = await secretOf({ kind: 'uri', uri: `${PHRASE}${uri}///pass` })
        const options = { scheme: 'Sr25519', uri: `${PHRASE}${uri}///pass` } as const
        expect(publicKey).toStrictEqual(createKeyPair(options, signatures).publicKey)
        expect(signatures.sr25519.publicKey(pair)).toStrictEqual(publicKey)
        const signature = signatures.sr25519.sign(pair, SEED)
        expect(signatures.sr25519.verify(signature, SEED, publicKey)).toBe(true)
      }),
      { numRuns: 20 },
    )
  })

  it('goes through the form of keyfiles and back', async () => {
    const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 })
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const { pair } = await secretOf({ kind: 'seed', seed })
        const secret = pair.subarray(0, 64)
        expect(fromCanonicalSecret(toCanonicalSecret(secret))).toStrictEqual(secret)
      }),
      { numRuns: 50 },
    )
  })

  it('leaves what it was given as it was', async () => {
    const seed = SEED.slice()
    await secretOf({ kind: 'seed', seed })
    expect(seed).toStrictEqual(SEED)
  })

  it.each<[name: string, source: KeySource]>([
    ['unknown words', { kind: 'mnemonic', mnemonic: 'swordfish '.repeat(12) }],
    ['eleven words', { kind: 'mnemonic', mnemonic: PHRASE.split(' ').slice(1).join(' ') }],
    ['a wrong checksum', { kind: 'mnemonic', mnemonic: `${'legal '.repeat(11)}swordfish` }],
    ['an endless phrase', { kind: 'mnemonic', mnemonic: 'legal '.repeat(1000) }],
    ['a short seed', { kind: 'seed', seed: SEED.subarray(1) }],
    ['a path that ends in a slash', { kind: 'uri', uri: '//swordfish/' }],
    ['a seed of 63 digits', { kind: 'uri', uri: `0x${'9f'.repeat(31)}9//Alice` }],
    ['a private key of 63 bytes', { kind: 'private-key', privateKey: new Uint8Array(63).fill(1) }],
    ['a zero scalar', { kind: 'private-key', privateKey: new Uint8Array(64) }],
    ['a scalar above the order', { kind: 'private-key', privateKey: new Uint8Array(64).fill(255) }],
  ])('refuses %s, quoting none of it', async (_, source) => {
    const error = await failure(secretOf(source))
    expect(error).toMatchObject({ name: 'KeySourceError', code: 'KeySource' })
    expect(error.message).not.toMatch(/swordfish|legal|9f9f|Alice/)
    expect(error.cause).toBeUndefined()
  })
})
