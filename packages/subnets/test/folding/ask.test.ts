import { describe, expect, it } from 'vitest'
import { askFold, describeFold } from '../../src/folding/ask.ts'
import { FoldingError } from '../../src/folding/errors.ts'
import { createFolder } from '../../src/folding/folder.ts'
import { foldWith } from '../../src/folding/work.ts'

const signal = new AbortController().signal

describe('askFold', () => {
  it('takes H and P for the lattice and A and B for free space, in any case', () => {
    expect(askFold('hhpp hp')).toMatchObject({ tier: 'T1', sequence: 'HHPPHP', params: 'hp-1' })
    expect(askFold(' ABBA\n')).toMatchObject({ tier: 'T2', sequence: 'ABBA', params: 'ab-1' })
  })

  const refused = ['', 'HPH', 'HPAB', 'ABHP', 'XYZ', '12', 'H'.repeat(65), 'A'.repeat(90)]
  for (const text of refused)
    it(`says in a sentence why it does not take "${text.slice(0, 8)}" of ${text.length}`, () => {
      expect(() => askFold(text)).toThrow(FoldingError)
      expect(() => askFold(text)).toThrow(/^[A-Z].*\.$/)
    })
})

describe('describeFold', () => {
  it('draws a square with its energy and its contact', () => {
    const fold = { coords: [0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0], energy: -1 }
    expect(describeFold(askFold('HPPH'), fold).split('\n')).toEqual([
      'HPPH (4 beads, hp-1)',
      'energy    -1',
      'contacts  1 between H and H',
      '          1–4',
      '',
      'layer 1 of 1',
      'h--P',
      '   |',
      'h--P',
    ])
  })

  it('says when the stated energy is another', () => {
    const fold = { coords: [0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0], energy: -5 }
    expect(describeFold(askFold('HPPH'), fold)).toContain('-1, although the miner states -5')
  })

  it('says why an answer is no fold', () => {
    const request = askFold('HPPH')
    expect(describeFold(request, { coords: [0, 0, 0], energy: 0 })).toContain(
      '1 places for 4 beads',
    )
    expect(describeFold(request, { coords: Array.from({ length: 12 }, () => 0), energy: 0 })).toBe(
      'The answer is no fold: a bond is not one cell long.',
    )
  })

  for (const text of ['H'.repeat(64), 'AB'.repeat(44), 'HHPPHPPHPPHPPHPPHPPHPPHH'])
    it(`fits 80 columns for ${text.slice(0, 4)}… of ${text.length}`, async () => {
      const folder = createFolder({ name: 'test', effort: 1, seed: 'ask' })
      for (const budget of [10, 5000]) {
        const request = { ...askFold(text), budget }
        const lines = describeFold(request, await foldWith(request, folder, { signal })).split('\n')
        for (const line of lines.slice(1)) expect(line.length).toBeLessThanOrEqual(80)
      }
    })
})
