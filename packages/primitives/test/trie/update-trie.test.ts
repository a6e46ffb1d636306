import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  bytesToHex,
  createHasher,
  EMPTY_TRIE_ROOT,
  hexToBytes,
  TrieError,
  updateTrie,
} from '../../src/index.ts'
import type { Hasher, NodePath } from '../../src/index.ts'
import {
  applyChanges,
  arbitraryChanges,
  arbitraryEntries,
  keyOf,
  readVectors,
  storeTrie,
} from './support.ts'
import type { KeyChange } from './support.ts'

let hasher: Hasher
beforeAll(async () => {
  hasher = await createHasher()
})

const { histories, tries } = readVectors()

/** A path as hexadecimal digits, to read failures. */
const spell = (path: NodePath) =>
  Array.from(path, (nibble) => nibble.charCodeAt(0).toString(16)).join('')

describe('updateTrie', () => {
  for (const { name, steps } of histories) {
    it(`has the roots of sp-trie: ${name}`, () => {
      const trie = storeTrie(hasher, [])
      for (const [step, { changes, root }] of steps.entries()) {
        const parsed = changes.map(([key, value]): KeyChange => [
          keyOf(key),
          value === null ? undefined : hexToBytes(value),
        ])
        applyChanges(hasher, trie, parsed)
        expect(bytesToHex(trie.root), `${name}, step ${step}`).toBe(root)
      }
    })
  }

  it('stores exactly the nodes that sp-trie stores', () => {
    for (const [row, { entries, root, nodes }] of tries.entries()) {
      const parsed = entries.map(([key, value]) => [keyOf(key), hexToBytes(value)] as const)
      const trie = storeTrie(hasher, parsed, 0)
      expect(bytesToHex(trie.root), `row ${row}`).toBe(root)
      const stored = new Set([...trie.nodes.values()].map(bytesToHex))
      expect(stored, `row ${row}`).toEqual(new Set(nodes))
    }
  })

  it('reaches by any history the root and the nodes of a build from scratch', () => {
    fc.assert(
      fc.property(fc.array(arbitraryChanges, { minLength: 1, maxLength: 8 }), (blocks) => {
        const trie = storeTrie(hasher, [])
        for (const changes of blocks) {
          applyChanges(hasher, trie, changes)
          const fresh = storeTrie(hasher, trie.entries)
          expect(bytesToHex(trie.root)).toBe(bytesToHex(fresh.root))
          expect(new Map([...trie.nodes].map(([path, node]) => [spell(path), node]))).toEqual(
            new Map([...fresh.nodes].map(([path, node]) => [spell(path), node])),
          )
        }
      }),
      { numRuns: 150 },
    )
  })

  it('leaves no node behind when every entry goes', () => {
    fc.assert(
      fc.property(arbitraryEntries, (entries) => {
        const trie = storeTrie(hasher, entries)
        applyChanges(
          hasher,
          trie,
          Array.from(entries.keys(), (key) => [key, undefined] as const),
        )
        expect(trie.nodes.size).toBe(0)
        expect(trie.root).toEqual(EMPTY_TRIE_ROOT)
      }),
    )
  })

  it('writes nothing when every change is already so', () => {
    fc.assert(
      fc.property(arbitraryChanges, (changes) => {
        const trie = storeTrie(hasher, [])
        applyChanges(hasher, trie, changes)
        const update = updateTrie(hasher, trie.nodes, trie.entries)
        expect(update.nodes.size).toBe(0)
        expect(bytesToHex(update.root)).toBe(bytesToHex(trie.root))
      }),
    )
  })

  it('writes nothing when one absent key is removed', () => {
    const trie = storeTrie(hasher, [
      ['abc', new Uint8Array(40)],
      ['abd', new Uint8Array(40)],
    ])
    for (const key of ['', 'a', 'ab', 'abe', 'abcd', 'b', 'x']) {
      expect(updateTrie(hasher, trie.nodes, [[key, undefined]]).nodes.size, key).toBe(0)
    }
  })

  it('takes the last of several changes to one key', () => {
    const last = updateTrie(hasher, new Map(), [['key', new Uint8Array([2])]])
    const both = updateTrie(hasher, new Map(), [
      ['key', new Uint8Array([1])],
      ['key', new Uint8Array([2])],
    ])
    expect(both.root).toEqual(last.root)
  })

  it('loads only nodes on changed paths', () => {
    const entries = Array.from({ length: 256 }, (_, byte) => {
      return [String.fromCharCode(byte) + 'suffix', new Uint8Array(40)] as const
    })
    const { nodes } = storeTrie(hasher, entries)
    const loaded: string[] = []
    const counted = {
      get: (path: NodePath) => {
        loaded.push(spell(path))
        return nodes.get(path)
      },
    }
    updateTrie(hasher, counted, [['\x5asuffix', new Uint8Array(41)]])
    expect(loaded).toEqual(['', '5', '5a'])
  })

  it('names the path of a node that is missing', () => {
    const trie = storeTrie(hasher, [
      ['\x12', new Uint8Array(40)],
      ['\x34', new Uint8Array(40)],
    ])
    trie.nodes.delete('\x03')
    const update = () => updateTrie(hasher, trie.nodes, [['\x34', new Uint8Array(1)]])
    expect(update).toThrow(TrieError)
    expect(update).toThrow('0x3:')
  })
})
