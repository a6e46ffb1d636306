import { describe, expect, it } from 'vitest'
import { createFolder } from '../../src/folding/folder.ts'
import { LAPTOP_FOLDING } from '../../src/folding/options.ts'
import { createFoldingSubnet } from '../../src/folding/subnet.ts'
import type { FoldRequest, FoldResponse } from '../../src/folding/synapse.ts'
import { symmetries, taskOf } from './helpers.ts'

const OPTIONS = { ...LAPTOP_FOLDING, budget: { T1: 5000, T2: 5000 } }
const signal = new AbortController().signal

async function answered(index: number) {
  const subnet = createFoldingSubnet(OPTIONS)
  const state = subnet.initialState
  const task = taskOf(`verify ${index}`, index)
  const request = subnet.challenge(task, state)
  const folder = createFolder({ name: 'test', effort: 1, seed: 'verify' })
  const response = await subnet.work(request, folder, { signal })
  const judge = (answer: FoldResponse, other: FoldRequest = request) =>
    subnet.verify(task, other, answer, { state, signal })
  return { request, response, judge }
}

describe('verify', () => {
  for (const index of [0, 1])
    it(`takes an honest fold in tier T${index + 1}, however it is turned`, async () => {
      const { response, judge } = await answered(index)
      const verdict = await judge(response)
      expect(verdict).toMatchObject({ ok: true, units: 1 })
      expect(verdict.quality).toBeGreaterThan(0)
      for (const turn of symmetries.slice(0, 12))
        expect(await judge({ ...response, coords: turn(response.coords) })).toEqual(verdict)
    })

  type Spoil = (fold: FoldResponse) => FoldResponse
  const spoilt: readonly { name: string; tiers: readonly number[]; spoil: Spoil; why: string }[] = [
    { name: 'no coordinates', tiers: [0, 1], spoil: (f) => ({ ...f, coords: [] }), why: 'number' },
    {
      name: 'a bead too few',
      tiers: [0, 1],
      spoil: (f) => ({ ...f, coords: f.coords.slice(3) }),
      why: 'number',
    },
    {
      name: 'a bead too many',
      tiers: [0, 1],
      spoil: (f) => ({ ...f, coords: [...f.coords, 0, 0, 0] }),
      why: 'number',
    },
    {
      name: 'all beads in one place',
      tiers: [0, 1],
      spoil: (f) => ({ ...f, coords: f.coords.map(() => 0) }),
      why: 'bond',
    },
    {
      name: 'NaN',
      tiers: [0],
      spoil: (f) => ({ ...f, coords: f.coords.map(() => NaN) }),
      why: 'integers',
    },
    {
      name: 'NaN',
      tiers: [1],
      spoil: (f) => ({ ...f, coords: f.coords.map(() => NaN) }),
      why: 'bond',
    },
    {
      name: 'infinity',
      tiers: [1],
      spoil: (f) => ({ ...f, coords: f.coords.map(() => Infinity) }),
      why: 'bond',
    },
    {
      name: 'a claim of too low an energy',
      tiers: [0, 1],
      spoil: (f) => ({ ...f, energy: f.energy - 1 }),
      why: 'stated',
    },
    {
      name: 'a claim off by a millionth',
      tiers: [0, 1],
      spoil: (f) => ({ ...f, energy: f.energy - 1e-6 }),
      why: 'stated',
    },
    {
      name: 'an energy that is not a number',
      tiers: [0, 1],
      spoil: (f) => ({ ...f, energy: NaN }),
      why: 'stated',
    },
    {
      name: 'fractions on the lattice',
      tiers: [0],
      spoil: (f) => ({ ...f, coords: f.coords.map((x) => x * 1.0001) }),
      why: 'integers',
    },
    {
      name: 'a scaled lattice',
      tiers: [0],
      spoil: (f) => ({ ...f, coords: f.coords.map((x) => 2 * x) }),
      why: 'bond',
    },
    {
      name: 'stretched bonds',
      tiers: [1],
      spoil: (f) => ({ ...f, coords: f.coords.map((x) => x * 1.01) }),
      why: 'bond',
    },
    {
      name: 'a chain that goes back over itself',
      tiers: [0],
      spoil: (f) => ({ ...f, coords: f.coords.map((_, i) => (i % 6 === 3 ? 1 : 0)) }),
      why: 'share',
    },
    {
      name: 'a chain that goes back over itself',
      tiers: [1],
      spoil: (f) => ({ ...f, coords: f.coords.map((_, i) => (i % 6 === 3 ? 1 : 0)) }),
      why: 'overlap',
    },
  ]
  for (const { name, tiers, spoil, why } of spoilt)
    for (const index of tiers)
      it(`refuses ${name} in tier T${index + 1}`, async () => {
        const { response, judge } = await answered(index)
        const verdict = await judge(spoil(response))
        expect(verdict).toMatchObject({ ok: false, quality: 0, units: 0, detail: null })
        expect(verdict.reason).toContain(why)
      })

  it('gives an energy within 10⁻⁹ of the stated one the benefit of the doubt in free space', async () => {
    const { response, judge } = await answered(1)
    expect((await judge({ ...response, energy: response.energy * (1 + 5e-10) })).ok).toBe(true)
  })

  it('gives nothing for what its own quick fold reaches', async () => {
    const { request, judge } = await answered(0)
    const straight = Array.from(request.sequence).flatMap((_, bead) => [bead, 0, 0])
    expect(await judge({ coords: straight, energy: 0 })).toMatchObject({ ok: true, quality: 0 })
  })

  it('measures a chain that came back by its record', async () => {
    const { request, response } = await answered(0)
    const subnet = createFoldingSubnet(OPTIONS)
    const { tier, sequence } = request
    const record = { tier, sequence, energy: response.energy * 1e6, window: 3 }
    const state = { records: [record] }
    const verdict = await subnet.verify(taskOf('later'), request, response, { state, signal })
    expect(verdict).toMatchObject({ ok: true, quality: 0, detail: { baseline: record.energy } })
  })
})
