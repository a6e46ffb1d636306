import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  bytesToHex,
  closestDescendantMerkleValue,
  createHasher,
  hexToBytes,
} from '../../src/index.ts'
import type { Hasher } from '../../src/index.ts'
import { arbitraryEntries, arbitraryKey, keyOf, readVectors, storeTrie } from './support.ts'

let hasher: Hasher
beforeAll(async () => {
  hasher = await createHasher()
})

describe('closestDescendantMerkleValue', () => {
  it('is the embedded node of the two-entry trie that sp-trie spells out', () => {
    const { nodes } = storeTrie(hasher, [
      [keyOf('0x4819'), hexToBytes('0xfe')],
      [keyOf('0x1314'), hexToBytes('0xff')],
    ])
    const rows = [
      ['0x48', '0x43081904fe'],
      ['0x4819', '0x43081904fe'],
      ['0x13', '0x43031404ff'],
      ['0x1315', undefined],
      ['0x131400', undefined],
      ['0x20', undefined],
    ] as const
    for (const [prefix, value] of rows) {
      const found = closestDescendantMerkleValue(hasher, nodes, keyOf(prefix))
      expect(found === undefined ? found : bytesToHex(found), prefix).toBe(value)
    }
  })

  it('is the root hash for the empty prefix, and a stored node of sp-trie for each key', () => {
    for (const [row, { entries, root, nodes }] of readVectors().tries.entries()) {
      const parsed = entries.map(([key, value]) => [keyOf(key), hexToBytes(value)] as const)
      const trie = storeTrie(hasher, parsed, 0)
      const digests = nodes.map((node) => bytesToHex(hasher.blake2b256(hexToBytes(node))))
      const top = closestDescendantMerkleValue(hasher, trie.nodes, '')
      expect(top && bytesToHex(top), `row ${row}`).toBe(root)
      for (const [key] of parsed) {
        const found = closestDescendantMerkleValue(hasher, trie.nodes, key)
        if (found?.length === 32) expect(digests, `row ${row}`).toContain(bytesToHex(found))
        else expect(found?.length, `row ${row}`).toBeLessThan(32)
      }
    }
  })

  it('is absent exactly when no key starts with the prefix', () => {
    fc.assert(
      fc.property(arbitraryEntries, arbitraryKey, (entries, prefix) => {
        const { nodes } = storeTrie(hasher, entries)
        const found = closestDescendantMerkleValue(hasher, nodes, prefix)
        const some = [...entries.keys()].some((key) => key.startsWith(prefix))
        expect(found !== undefined).toBe(some)
      }),
    )
  })

  it('changes with every entry under the prefix', () => {
    fc.assert(
      fc.property(arbitraryEntries, fc.nat(), fc.nat(), (entries, choice, cut) => {
        fc.pre(entries.size > 0)
        const key = [...entries.keys()][choice % entries.size] ?? ''
        const prefix = key.slice(0, cut % (key.length + 1))
        const before = closestDescendantMerkleValue(
          hasher,
          storeTrie(hasher, entries).nodes,
          prefix,
        )
        const changed = new Map(entries).set(key, new Uint8Array(7).fill(9))
        const after = closestDescendantMerkleValue(hasher, storeTrie(hasher, changed).nodes, prefix)
        expect(after).not.toEqual(before)
      }),
    )
  })
})
