import { bytesToHex } from '@plexus/primitives'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  decodePublicDocument,
  decodeSecretDocument,
  encodePublicDocument,
  encodeSecretDocument,
} from '../../../src/wallet/keyfile/key-document.ts'
import { fromPhrase } from '../../../src/wallet/secret/key-source.ts'
import { fixture, fixtureText, keys, PHRASE } from '../fixtures.ts'

const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))
const parsed = (file: string): Record<string, string> =>
  JSON.parse(fixtureText(file)) as Record<string, string>

describe('key documents', () => {
  it.each(['phrase.keyfile', 'seeded.keyfile', 'derived.keyfile'])(
    'writes of %s what the official wallet wrote',
    (file) => {
      const written = encodeSecretDocument(decodeSecretDocument(fixture(file)))
      const text = new TextDecoder().decode(written)
      expect(JSON.parse(text)).toStrictEqual(parsed(file))
      expect(text).not.toContain('\n')
    },
  )

  it('writes the public half as the official wallet does', () => {
    const { publicKey } = fromPhrase(PHRASE)
    const written = new TextDecoder().decode(encodePublicDocument(publicKey))
    expect(JSON.parse(written)).toStrictEqual(parsed('coldkeypub.txt'))
  })

  it('reads public keys without touching a secret', () => {
    for (const file of ['coldkeypub.txt', 'phrase.keyfile']) {
      const publicKey = decodePublicDocument(fixture(file))
      expect(publicKey && bytesToHex(publicKey)).toBe(keys.phrase.publicKey)
    }
  })

  it('prefers the phrase, then the seed, then the private key', () => {
    const phrase = parsed('phrase.keyfile')['secretPhrase']
    const { secretSeed, privateKey } = parsed('seeded.keyfile')
    const derived = parsed('derived.keyfile')['privateKey']
    const of = (document: unknown): string =>
      bytesToHex(decodeSecretDocument(bytes(document)).publicKey)
    expect(of({ secretPhrase: phrase, secretSeed, privateKey })).toBe(keys.phrase.publicKey)
    expect(of({ secretSeed, privateKey: derived })).toBe(keys.seeded.publicKey)
    expect(of({ privateKey: derived })).toBe(keys.derived.publicKey)
  })

  it('reads null and an unprefixed seed, which old releases wrote', () => {
    const { secretSeed = '' } = parsed('seeded.keyfile')
    const old = { secretPhrase: null, secretSeed: secretSeed.slice(2) }
    expect(bytesToHex(decodeSecretDocument(bytes(old)).publicKey)).toBe(keys.seeded.publicKey)
  })

  const seeded = parsed('seeded.keyfile')
  it.each([
    ['nothing', ''],
    ['garbage', 'no keyfile'],
    ['a list', '[]'],
    ['null', 'null'],
    ['no secret', JSON.stringify(parsed('coldkeypub.txt'))],
    ['a field that is no text', JSON.stringify({ ...seeded, accountId: 1 })],
    ['a seed of 31 bytes', JSON.stringify({ secretSeed: `0x${'11'.repeat(31)}` })],
    ['a seed that is not hexadecimal', JSON.stringify({ secretSeed: '0xzz' })],
    ['a phrase of unknown words', JSON.stringify({ secretPhrase: 'swordfish '.repeat(12) })],
    ['a private key of zeros', JSON.stringify({ privateKey: `0x${'00'.repeat(64)}` })],
    ['a private key above the order', JSON.stringify({ privateKey: `0x${'ff'.repeat(64)}` })],
    ['the public key of another', JSON.stringify({ ...seeded, ...parsed('coldkeypub.txt') })],
    ['an address of another', JSON.stringify({ ...seeded, ss58Address: keys.phrase.address })],
    ['an address with a typing error', JSON.stringify({ ...seeded, ss58Address: 'swordfish' })],
  ])('refuses %s, quoting none of it', (_, text) => {
    try {
      decodeSecretDocument(new TextEncoder().encode(text))
    } catch (error) {
      expect(error).toMatchObject({ name: 'KeyfileFormatError', code: 'KeyfileFormat' })
      expect(String(error)).not.toMatch(/swordfish|1111|9f9f|ffff|0000/)
      expect((error as Error).cause).toBeUndefined()
      return
    }
    expect.unreachable()
  })

  it('never fails in another way', () => {
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.json().map((text) => new TextEncoder().encode(text)),
    )
    fc.assert(
      fc.property(anything, (file) => {
        expect(() => decodeSecretDocument(file)).toThrow(
          expect.objectContaining({ code: 'KeyfileFormat' }),
        )
      }),
    )
  })
})
