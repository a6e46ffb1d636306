import { bip39ToMiniSecret, waitReady } from '@polkadot/wasm-crypto/bundle'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  bytesToHex,
  DEV_PHRASE,
  generateMnemonic,
  hexToBytes,
  mnemonicToMiniSecret,
} from '../../src/index.ts'

beforeAll(async () => {
  await waitReady()
})

/** From the tests of substrate-bip39, password `Substrate`: entropy, phrase, first half of seed. */
const VECTORS: readonly [entropy: string, phrase: string, seed: string][] = [
  [
    `0x${'00'.repeat(16)}`,
    'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about',
    '0x44e9d125f037ac1d51f0a7d3649689d422c2af8b1ec8e00d71db4d7bf6d127e3',
  ],
  [
    `0x${'7f'.repeat(16)}`,
    'legal winner thank year wave sausage worth useful legal winner thank yellow',
    '0x4313249608fe8ac10fd5886c92c4579007272cb77c21551ee5b8d60b78041685',
  ],
]

describe('mnemonics', () => {
  for (const [entropy, phrase, seed] of VECTORS) {
    it(`gives the published phrase and seed of ${entropy}`, () => {
      expect(generateMnemonic(hexToBytes(entropy))).toBe(phrase)
      expect(bytesToHex(mnemonicToMiniSecret(phrase, 'Substrate'))).toBe(seed)
    })
  }

  it('gives the published root seed of the dev phrase', () => {
    expect(bytesToHex(mnemonicToMiniSecret(DEV_PHRASE))).toBe(
      '0xfac7959dbfe72f052e5a0c3c8d6530f202b02fd8f9f5ca3580ec8deb7797479e',
    )
  })

  it('agrees with the Rust implementation on any entropy and password', () => {
    const size = fc.constantFrom(16, 20, 24, 28, 32)
    const entropies = size.chain((n) => fc.uint8Array({ minLength: n, maxLength: n }))
    fc.assert(
      fc.property(
        entropies,
        fc.string({ unit: 'grapheme', maxLength: 20 }),
        (entropy, password) => {
          const phrase = generateMnemonic(entropy)
          expect(mnemonicToMiniSecret(phrase, password)).toEqual(
            bip39ToMiniSecret(phrase, password),
          )
        },
      ),
      { seed: 5, numRuns: 8 },
    )
  })

  it('ignores spaces around and between words', () => {
    const spaced = `  ${DEV_PHRASE.replaceAll(' ', '   ')} `
    expect(mnemonicToMiniSecret(spaced)).toEqual(mnemonicToMiniSecret(DEV_PHRASE))
  })

  const bad: readonly [name: string, phrase: string, code: string][] = [
    ['nothing', '', 'InvalidPhrase'],
    ['a word less', DEV_PHRASE.replace(' walk', ''), 'InvalidPhrase'],
    ['a wrong checksum', DEV_PHRASE.replace('walk', 'obey'), 'InvalidPhrase'],
    ['a word outside the list', DEV_PHRASE.replace('walk', 'sesame'), 'InvalidPhrase'],
    ['capital letters', DEV_PHRASE.toUpperCase(), 'InvalidPhrase'],
    ['an endless text', 'walk '.repeat(1000), 'TooLong'],
  ]
  for (const [name, phrase, code] of bad) {
    it(`refuses ${name} and quotes no word`, () => {
      try {
        mnemonicToMiniSecret(phrase)
        expect.unreachable(name)
      } catch (error) {
        expect(error, name).toMatchObject({ code })
        expect(String(error), name).not.toMatch(/bottom|sesame|walk/i)
      }
    })
  }

  it('refuses entropy of another size', () => {
    for (const size of [0, 15, 17, 33, 64]) {
      const refused = expect.objectContaining({ code: 'InvalidEntropy' })
      expect(() => generateMnemonic(new Uint8Array(size)), `${size} bytes`).toThrow(refused)
    }
  })
})
