import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { bytesToHex, createHasher, hexToBytes, TrieError } from '../../src/index.ts'
import type { Hasher } from '../../src/index.ts'
import { encodeNode } from '../../src/trie/encode-node.ts'
import { decodeNode } from '../../src/trie/node.ts'
import { arbitraryEntries, readVectors, storeTrie } from './support.ts'

let hasher: Hasher
beforeAll(async () => {
  hasher = await createHasher()
})

/** Encodings that sp-trie refuses, each broken in one place. */
const MALFORMED = [
  ['nothing', '0x'],
  ['the empty node', '0x00'],
  ['a header of no kind', '0x0f'],
  ['a leaf cut in the partial key', '0x42'],
  ['a leaf without value', '0x42aa'],
  ['a leaf cut in the value', '0x42aa08bb'],
  ['a leaf with a byte too many', '0x42aa04bbbb'],
  ['an odd partial key that is not padded', '0x411004bb'],
  ['a partial key of endless length', '0x7fffffff'],
  ['a value length in big-integer mode', '0x42aa03000000'],
  ['a hashed leaf cut in the hash', `0x22aa${'11'.repeat(31)}`],
  ['a branch without children', '0x800000'],
  ['a branch cut in the bitmap', '0x8012'],
  ['a branch cut before a child', '0x8012001443031404ff'],
  ['a child of no bytes', '0x80010000'],
  ['a child of 33 bytes', `0x80010084${'11'.repeat(33)}`],
] as const

describe('decodeNode', () => {
  for (const [name, encoded] of MALFORMED) {
    it(`refuses ${name}`, () => {
      expect(() => decodeNode(hexToBytes(encoded)), name).toThrow(TrieError)
    })
  }

  it('is undone by encodeNode on nodes of sp-trie', () => {
    for (const { nodes } of readVectors().tries) {
      for (const encoded of nodes) {
        expect(bytesToHex(encodeNode(decodeNode(hexToBytes(encoded))))).toBe(encoded)
      }
    }
  })

  it('is undone by encodeNode on nodes with hashed values', () => {
    fc.assert(
      fc.property(arbitraryEntries, (entries) => {
        for (const encoded of storeTrie(hasher, entries).nodes.values()) {
          expect(encodeNode(decodeNode(encoded))).toEqual(encoded)
        }
      }),
      { numRuns: 50 },
    )
  })

  it('throws nothing but TrieError on arbitrary bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (encoded) => {
        try {
          decodeNode(encoded)
        } catch (error) {
          expect(error).toBeInstanceOf(TrieError)
        }
      }),
      { numRuns: 500 },
    )
  })
})
