import type { TensorBackend } from '@plexus/models'
import { expect, it } from 'vitest'
import { measureQuality } from '../../src/vision/measure-quality.ts'
import { hollowModel } from './fixtures.ts'

const seed = new Uint8Array(32).fill(5)

/** Says nothing, and remembers what it was shown. */
function blind(): { readonly backend: TensorBackend; readonly shown: Float32Array[] } {
  const shown: Float32Array[] = []
  const infer: TensorBackend['infer'] = ({ images }) => {
    shown.push(images!.data as Float32Array)
    const data = new Float32Array(320).fill(0.1)
    return Promise.resolve({ probs: { datatype: 'FP32', shape: [32, 10], data } })
  }
  return { backend: { ...hollowModel('blind'), infer }, shown }
}

it('finds a blind model worth nothing', async () => {
  const measured = await measureQuality(blind().backend, { tasks: 3, seed, difficulty: 0.7 })
  expect(measured.quality).toBe(0)
  expect(measured.brier).toBeCloseTo(0.9, 5)
  // Ties go to the first class: about a tenth of 96 pictures shows it.
  expect(measured.accuracy).toBeGreaterThan(0)
  expect(measured.accuracy).toBeLessThan(0.3)
})

it('shows models of one seed the same pictures, and those of another seed others', async () => {
  const [one, same, other] = [blind(), blind(), blind()]
  await measureQuality(one.backend, { tasks: 2, seed, difficulty: 0.7 })
  await measureQuality(same.backend, { tasks: 2, seed, difficulty: 0.7 })
  await measureQuality(other.backend, { tasks: 2, seed: new Uint8Array(32), difficulty: 0.7 })
  expect(same.shown).toEqual(one.shown)
  expect(other.shown[0]).not.toEqual(one.shown[0])
})

it('ends when it is told to', async () => {
  const options = { tasks: 1, seed, difficulty: 0.7, signal: AbortSignal.abort() }
  await expect(measureQuality(blind().backend, options)).rejects.toThrow('abort')
})
