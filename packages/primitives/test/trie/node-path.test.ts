import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesToHex, packPath, unpackPath } from '../../src/index.ts'
import { keyToPath } from '../../src/trie/node-path.ts'

const pathOf = (digits: string) =>
  String.fromCharCode(...Array.from(digits, (digit) => Number.parseInt(digit, 16)))

const arbitraryPath = fc
  .array(fc.integer({ min: 0, max: 15 }), { maxLength: 12 })
  .map((nibbles) => String.fromCharCode(...nibbles))

describe('packPath', () => {
  const rows = [
    ['', '0x00'],
    ['0', '0x0001'],
    ['00', '0x0000'],
    ['5f3', '0x5f3001'],
    ['5f3e', '0x5f3e00'],
  ] as const
  for (const [digits, packed] of rows) {
    it(`packs the path "${digits}" as ${packed}`, () => {
      expect(bytesToHex(packPath(pathOf(digits)))).toBe(packed)
      expect(unpackPath(packPath(pathOf(digits)))).toBe(pathOf(digits))
    })
  }

  it('is undone by unpackPath, so that no two paths share a form', () => {
    fc.assert(fc.property(arbitraryPath, (path) => unpackPath(packPath(path)) === path))
  })

  it('keeps the paths under one path next to each other', () => {
    const paths = fc.uniqueArray(arbitraryPath, { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(paths, fc.nat(), (all, choice) => {
        const prefix = (all[choice % all.length] ?? '').slice(0, 2)
        const byBytes = (a: string, b: string) =>
          Buffer.compare(Buffer.from(packPath(a)), Buffer.from(packPath(b)))
        const under = [...all].sort(byBytes).map((path) => path.startsWith(prefix))
        expect(under.lastIndexOf(true) - under.indexOf(true) + 1).toBe(under.filter(Boolean).length)
      }),
    )
  })
})

describe('keyToPath', () => {
  it('has two nibbles per byte, high first, for keys of any length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.constantFrom(1, 100), (bytes, times) => {
        const key = String.fromCharCode(...bytes).repeat(times)
        const digits = Buffer.from(bytes).toString('hex').repeat(times)
        expect(
          Array.from(keyToPath(key), (nibble) => nibble.charCodeAt(0).toString(16)).join(''),
        ).toBe(digits)
      }),
      { numRuns: 30 },
    )
  })
})
