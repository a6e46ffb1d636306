import { taskRandom } from '@plexus/sdk/node'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CLASSES, type Label, OUTLINES } from '../../../src/vision/render/outlines.ts'
import { renderImage } from '../../../src/vision/render/render-image.ts'

const seed = (number: number) => new Uint8Array(32).fill(number)

describe('renderImage', () => {
  it('has an outline for each class, within the box', () => {
    expect(OUTLINES).toHaveLength(CLASSES.length)
    for (const contour of OUTLINES.flat()) {
      expect(contour.length % 2).toBe(0)
      for (const coordinate of contour) expect(Math.abs(coordinate)).toBeLessThanOrEqual(1)
    }
  })

  it('draws the same picture from the same seed, and another from another', () => {
    fc.assert(
      fc.property(fc.nat(255), fc.double({ min: 0, max: 1, noNaN: true }), (number, difficulty) => {
        const one = renderImage(taskRandom(seed(number)), difficulty)
        const same = renderImage(taskRandom(seed(number)), difficulty)
        const other = renderImage(taskRandom(seed((number + 1) % 256)), difficulty)
        expect(same).toEqual(one)
        expect(other.pixels).not.toEqual(one.pixels)
        expect(one.pixels).toHaveLength(32 * 32 * 3)
      }),
      { numRuns: 50 },
    )
  })

  it('draws each label about as often as any other', () => {
    const random = taskRandom(seed(7))
    const counts = new Map<Label, number>()
    for (let n = 0; n < 2000; n++) {
      const { label } = renderImage(random, 1)
      counts.set(label, (counts.get(label) ?? 0) + 1)
    }
    expect(counts.size).toBe(10)
    // 200 ± 5 deviations of 13.4.
    for (const [label, count] of counts)
      expect(Math.abs(count - 200), CLASSES[label]).toBeLessThan(67)
  })

  it('shows the label that it is told', () => {
    expect(renderImage(taskRandom(seed(1)), 0.5, 9).label).toBe(9)
  })

  it('takes a difficulty beyond its bounds as the bound', () => {
    for (const [given, bound] of [
      [-3, 0],
      [7, 1],
      [Number.NaN, 0],
    ] as const)
      expect(renderImage(taskRandom(seed(2)), given), String(given)).toEqual(
        renderImage(taskRandom(seed(2)), bound),
      )
  })

  it('uses no function whose result may differ between machines', async () => {
    const original = { ...Object.fromEntries(NAMES.map((name) => [name, Math[name]])) }
    try {
      for (const name of NAMES)
        Math[name] = () => {
          throw new Error(`Math.${name}`)
        }
      let state = 1
      const below = (n: number) => (state = (state * 48271) % 2147483647) % n
      const float53 = () => below(2 ** 30) / 2 ** 30
      for (let n = 0; n < 50; n++) renderImage({ float53, below }, n / 50)
    } finally {
      Object.assign(Math, original)
    }
  })
})

const NAMES = ['pow', 'sin', 'cos', 'tan', 'exp', 'log', 'atan2', 'hypot', 'random'] as const
