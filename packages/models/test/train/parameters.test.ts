import { expect, it } from 'vitest'
import {
  initialParameters,
  parameterCount,
  parametersOf,
  partOf,
} from '../../src/train/parameters.ts'
import { residualNetwork } from '../../src/train/residual-network.ts'
import { uniformFrom } from './numbers.ts'

const places = parametersOf(residualNetwork({ widths: [4, 8], classes: 3 }), [1, 8, 8])

it('lays parameters one after the other, in the order in which the network asks', () => {
  expect(places.map(({ name, offset, size }) => [name, offset, size])).toEqual([
    // 4 kernels of 1 × 3 × 3, then a gain and a bias each.
    ['stage0.in.weight', 0, 36],
    ['stage0.in.gain', 36, 4],
    ['stage0.in.bias', 40, 4],
    // 8 kernels of 4 × 3 × 3, and 8 of 8 × 3 × 3 on the branch.
    ['stage1.in.weight', 44, 288],
    ['stage1.in.gain', 332, 8],
    ['stage1.in.bias', 340, 8],
    ['stage1.branch.weight', 348, 576],
    ['stage1.branch.gain', 924, 8],
    ['stage1.branch.bias', 932, 8],
    ['head.weight', 940, 24],
    ['head.bias', 964, 3],
  ])
  expect(parameterCount(places)).toBe(967)
  expect(parameterCount([])).toBe(0)
})

it('lets weights decay, but no gains and biases', () => {
  for (const { name, decays } of places) expect(decays, name).toBe(name.endsWith('.weight'))
})

it('starts weights at normal numbers of their deviation and the rest at its value', () => {
  const vector = initialParameters(places, uniformFrom(5))
  for (const place of places) {
    const part = partOf(vector, place)
    if ('value' in place.start) {
      expect(new Set(part), place.name).toEqual(new Set([Math.fround(place.start.value)]))
      continue
    }
    const power = part.reduce((sum, value) => sum + value * value, 0) / part.length
    const ratio = Math.sqrt(power) / place.start.deviation
    // The deviation of a sample of n normal numbers spreads by about 1/√(2n).
    expect(Math.abs(ratio - 1), place.name).toBeLessThan(4 / Math.sqrt(2 * part.length))
  }
})

it('takes a zero from the source of randomness', () => {
  expect(initialParameters(places, () => 0).every(Number.isFinite)).toBe(true)
})

it('refuses images that a network cannot take', () => {
  expect(() => parametersOf(residualNetwork({ widths: [4], classes: 2 }), [1, 8])).toThrow(
    expect.objectContaining({ code: 'TrainShape' }),
  )
})
