import { blake2b } from '@noble/hashes/blake2.js'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  bytesToHex,
  createHasher,
  EMPTY_TRIE_ROOT,
  hexToBytes,
  orderedTrieRoot,
  trieRoot,
} from '../../src/index.ts'
import type { Hasher } from '../../src/index.ts'
import { keyOf, readVectors } from './support.ts'

let hasher: Hasher
beforeAll(async () => {
  hasher = await createHasher()
})

/** The encoded root nodes that the tests of sp-trie and smoldot spell out. */
const ROOT_NODES = [
  ['no entry', [], '0x00'],
  ['one entry', [['0xaa', '0xbb']], '0x42aa04bb'],
  [
    'two entries under one branch',
    [
      ['0x4819', '0xfe'],
      ['0x1314', '0xff'],
    ],
    '0x8012001443031404ff1443081904fe',
  ],
] as const

const digest = (encoded: string) => bytesToHex(blake2b(hexToBytes(encoded), { dkLen: 32 }))

describe('trieRoot', () => {
  for (const [name, entries, node] of ROOT_NODES) {
    it(`is the hash of the published root node of ${name}`, () => {
      const parsed = entries.map(([key, value]) => [keyOf(key), hexToBytes(value)] as const)
      expect(bytesToHex(trieRoot(hasher, parsed)), name).toBe(digest(node))
      expect(bytesToHex(trieRoot(hasher, parsed, 0)), name).toBe(digest(node))
    })
  }

  it('is the published root of one short entry in both versions', () => {
    const entries = [['abcd', new TextEncoder().encode('hello world')]] as const
    const root = '0x7ab18659d3b2789ef2400d107104c7d4fb93d06d9ab6a8b641a5de7c3fecc851'
    expect(bytesToHex(trieRoot(hasher, entries, 0))).toBe(root)
    expect(bytesToHex(trieRoot(hasher, entries, 1))).toBe(root)
  })

  it('is the published constant without entries', () => {
    expect(trieRoot(hasher, [])).toEqual(EMPTY_TRIE_ROOT)
    expect(bytesToHex(EMPTY_TRIE_ROOT)).toBe(digest('0x00'))
  })
})

describe('orderedTrieRoot', () => {
  for (const { values, root0, root1 } of readVectors().lists) {
    it(`has the roots of sp-trie for ${values.length} values`, () => {
      const parsed = values.map(hexToBytes)
      expect(bytesToHex(orderedTrieRoot(hasher, parsed, 0))).toBe(root0)
      expect(bytesToHex(orderedTrieRoot(hasher, parsed, 1))).toBe(root1)
    })
  }
})
