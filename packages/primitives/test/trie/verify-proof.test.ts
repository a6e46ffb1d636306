import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  compareBytes,
  createHasher,
  EMPTY_TRIE_ROOT,
  hash,
  hexToBytes,
  ProofError,
  proveKeys,
  TrieError,
  verifyProof,
} from '../../src/index.ts'
import type { Hasher } from '../../src/index.ts'
import { arbitraryEntries, arbitraryKey, keyOf, readVectors, storeTrie } from './support.ts'

let hasher: Hasher
beforeAll(async () => {
  hasher = await createHasher()
})

const expected = (value: Uint8Array | undefined) =>
  value === undefined ? { kind: 'absent' } : { kind: 'present', value }

describe('verifyProof', () => {
  it('reads every entry from proofs that sp-trie made', () => {
    for (const [row, { entries, root, nodes }] of readVectors().tries.entries()) {
      const proof = nodes.map(hexToBytes)
      for (const [key, value] of entries) {
        const proven = verifyProof(hasher, hash(hexToBytes(root)), proof, keyOf(key))
        expect(proven, `row ${row}, key ${key}`).toEqual(expected(hexToBytes(value)))
      }
      const absent = verifyProof(hasher, hash(hexToBytes(root)), proof, 'not there')
      expect(absent, `row ${row}`).toEqual({ kind: 'absent' })
    }
  })

  it('accepts what proveKeys made for any set of keys, present or absent', () => {
    fc.assert(
      fc.property(arbitraryEntries, fc.array(arbitraryKey, { maxLength: 6 }), (entries, keys) => {
        const trie = storeTrie(hasher, entries)
        const proof = proveKeys(hasher, trie.nodes, (key) => entries.get(key), keys)
        for (const key of keys) {
          const proven = verifyProof(hasher, hash(trie.root), proof, key)
          expect(proven).toEqual(expected(entries.get(key)))
        }
      }),
    )
  })

  it('refuses a proof of one key with any bit flipped or any part missing', () => {
    fc.assert(
      fc.property(arbitraryEntries, arbitraryKey, fc.nat(), (entries, absentOrNot, bit) => {
        const trie = storeTrie(hasher, entries)
        const present = [...entries.keys()]
        for (const key of [absentOrNot, present[bit % (present.length || 1)] ?? '']) {
          const proof = proveKeys(hasher, trie.nodes, (name) => entries.get(name), [key])
          for (const [at, part] of proof.entries()) {
            const flipped = part.slice()
            const byte = (bit >>> 3) % flipped.length
            flipped[byte] = (flipped[byte] ?? 0) ^ (1 << (bit & 7))
            const verify = (parts: readonly Uint8Array[]) => () =>
              verifyProof(hasher, hash(trie.root), parts, key)
            expect(verify(proof.with(at, flipped))).toThrow(ProofError)
            expect(verify(proof.toSpliced(at, 1))).toThrow(ProofError)
          }
        }
      }),
    )
  })

  it('shows every key absent under the root of the empty trie', () => {
    expect(verifyProof(hasher, EMPTY_TRIE_ROOT, [], 'key')).toEqual({ kind: 'absent' })
  })

  it('says that a part is no node when its hash fits but its form does not', () => {
    const part = hexToBytes('0x0f')
    const verify = () => verifyProof(hasher, hash(hasher.blake2b256(part)), [part], 'key')
    expect(verify).toThrow(expect.objectContaining({ code: 'MalformedProof' }))
  })
})

describe('proveKeys', () => {
  it('gives each part once, in byte order', () => {
    const entries = new Map(['a1', 'a2', 'b'].map((key) => [key, new Uint8Array(50)]))
    const { nodes } = storeTrie(hasher, entries)
    const proof = proveKeys(hasher, nodes, (key) => entries.get(key), ['a1', 'a2', 'a1', 'b'])
    expect(proof).toEqual([...proof].sort(compareBytes))
    // The root, the branch of a1 and a2, and what all three share: the leaf and its value.
    expect(proof.length).toBe(4)
  })

  it('refuses a value that is not the one in the trie', () => {
    const { nodes } = storeTrie(hasher, [['key', new Uint8Array(50)]])
    for (const wrong of [undefined, new Uint8Array(51)]) {
      expect(() => proveKeys(hasher, nodes, () => wrong, ['key'])).toThrow(TrieError)
    }
  })

  it('is empty from the empty trie', () => {
    expect(proveKeys(hasher, new Map(), () => undefined, ['key'])).toEqual([])
  })
})
