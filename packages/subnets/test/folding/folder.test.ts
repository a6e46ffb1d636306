import { describe, expect, it } from 'vitest'
import { FoldingError } from '../../src/folding/errors.ts'
import { createFolder } from '../../src/folding/folder.ts'
import { LAPTOP_FOLDING } from '../../src/folding/options.ts'
import { measureQuality } from '../../src/folding/quality.ts'
import { createFoldingSubnet } from '../../src/folding/subnet.ts'
import { foldWith } from '../../src/folding/work.ts'
import { askFold } from '../../src/folding/ask.ts'

const signal = new AbortController().signal

describe('createFolder', () => {
  it('finds the same fold with the same seed, and searches differently with another', async () => {
    const problem = { tier: 'T2', sequence: 'ABBABBABABBABABBAB' } as const
    const folds = await Promise.all(
      ['a', 'a', 'b'].map((seed) =>
        createFolder({ name: seed, effort: 1, seed }).fold(problem, { budget: 3000, signal }),
      ),
    )
    expect(folds[1]).toEqual(folds[0])
    expect(folds[2]).not.toEqual(folds[0])
  })

  it('ends when it is told to', async () => {
    const stopped = AbortSignal.abort(new Error('enough'))
    const folder = createFolder({ name: 'long', effort: 1, seed: 'a' })
    const problem = { tier: 'T1', sequence: 'HPHPHHPPHPHH' } as const
    await expect(folder.fold(problem, { budget: 1e9, signal: stopped })).rejects.toThrow('enough')
  })

  it('answers with what it has when its time is over', async () => {
    const folder = createFolder({ name: 'timed', effort: 1, seed: 'a', timeLimitMs: 0 })
    const request = { ...askFold('HPHPHHPPHPHH'), budget: 1e9 }
    expect((await foldWith(request, folder, { signal })).energy).toBeLessThan(0)
  })

  for (const effort of [0, -1, NaN, Infinity])
    it(`refuses an effort of ${effort}`, () => {
      expect(() => createFolder({ name: 'bad', effort, seed: '' })).toThrow(FoldingError)
    })
})

describe('foldWith', () => {
  const bad = [
    { name: 'too few numbers', coords: [0, 0, 0] },
    { name: 'no numbers', coords: Array.from({ length: 12 }, () => NaN) },
    { name: 'beads in one place', coords: Array.from({ length: 12 }, () => 0) },
  ]
  for (const { name, coords } of bad)
    it(`does not answer with ${name}`, async () => {
      const folder = { name: 'broken', fold: () => Promise.resolve(coords) }
      await expect(foldWith(askFold('HPPH'), folder, { signal })).rejects.toMatchObject({
        code: 'FoldInvalid',
      })
    })
})

describe('measureQuality', () => {
  it('rises with the steps of a folder and is the same again', async () => {
    const subnet = createFoldingSubnet(LAPTOP_FOLDING)
    const qualities: number[] = []
    for (const effort of [0.005, 0.05, 0.5, 0.5]) {
      const folder = createFolder({ name: `${effort}`, effort, seed: 'a' })
      qualities.push(await measureQuality(folder, { subnet, tasks: 8, seed: 'test' }))
    }
    const [low = 1, middle = 0, high = 0, again] = qualities
    expect(low).toBeLessThan(middle)
    expect(middle).toBeLessThan(high)
    expect(again).toBe(high)
  })
})
