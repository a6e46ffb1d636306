import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { merkleProof, merkleRoot, verifyMerkleProof } from '../../../src/subnet/evidence/merkle.ts'

// The reference leaves and roots of Certificate Transparency (RFC 6962).
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((text) => Uint8Array.from(Buffer.from(text, 'hex')))
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

const entries = fc.array(fc.uint8Array({ maxLength: 8 }), { minLength: 1, maxLength: 40 })

describe('merkleRoot', () => {
  for (const [size, root] of ROOTS.entries())
    it(`matches the reference for ${size} entries`, () => {
      expect(Buffer.from(merkleRoot(LEAVES.slice(0, size))).toString('hex')).toBe(root)
    })
})

describe('verifyMerkleProof', () => {
  it('accepts the proof of every entry', () => {
    fc.assert(
      fc.property(entries, fc.nat(), (all, nat) => {
        const index = nat % all.length
        const root = merkleRoot(all)
        const proof = merkleProof(all, index)
        const entry = all[index]!
        expect(verifyMerkleProof({ root, size: all.length, index, entry, proof })).toBe(true)
      }),
    )
  })

  it('refuses another entry, place, size or a longer or shorter proof', () => {
    const root = merkleRoot(LEAVES)
    const proof = merkleProof(LEAVES, 3)
    const good = { root, size: 8, index: 3, entry: LEAVES[3]!, proof }
    const BAD = {
      entry: { ...good, entry: LEAVES[4]! },
      index: { ...good, index: 2 },
      'index beyond the size': { ...good, index: 8 },
      'negative index': { ...good, index: -1 },
      size: { ...good, size: 16 },
      root: { ...good, root: merkleRoot(LEAVES.slice(1)) },
      'longer proof': { ...good, proof: [...proof, root] },
      'shorter proof': { ...good, proof: proof.slice(1) },
    }
    expect(verifyMerkleProof(good)).toBe(true)
    for (const [name, options] of Object.entries(BAD))
      expect(verifyMerkleProof(options), name).toBe(false)
  })

  it('has no proof for an entry that is not there', () => {
    expect(() => merkleProof(LEAVES, 8)).toThrow('no entry 8 among 8')
  })
})
