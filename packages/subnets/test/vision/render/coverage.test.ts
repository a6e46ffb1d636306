import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addContour, createCoverage, paint, SIDE } from '../../../src/vision/render/coverage.ts'

/** Coverage by pixel of a polygon, read off by painting white on black. */
function covered(points: readonly number[]): Float64Array {
  const coverage = createCoverage()
  const image = new Float64Array(SIDE * SIDE * 3)
  addContour(coverage, Float64Array.from(points), points.length)
  paint(coverage, image, [1, 1, 1])
  return image.filter((_, at) => at % 3 === 0)
}

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)

describe('coverage', () => {
  it('gives each pixel the part of it that a rectangle covers', () => {
    const image = covered([1.5, 1.25, 3.5, 1.25, 3.5, 2.5, 1.5, 2.5])
    const row = (y: number) => Array.from(image.subarray(y * SIDE, y * SIDE + 5))
    expect(row(0)).toEqual([0, 0, 0, 0, 0])
    // Three quarters of row 1 and half of row 2; half of columns 1 and 3, all of column 2.
    expect(row(1)).toEqual([0, 0.375, 0.75, 0.375, 0])
    expect(row(2)).toEqual([0, 0.25, 0.5, 0.25, 0])
    expect(row(3)).toEqual([0, 0, 0, 0, 0])
  })

  it('halves the pixels on the diagonal of a triangle', () => {
    const image = covered([0, 0, 4, 4, 0, 4])
    expect(image[0]).toBeCloseTo(0.5, 12)
    expect(image[SIDE]).toBeCloseTo(1, 12)
    expect(image[SIDE + 1]).toBeCloseTo(0.5, 12)
    expect(image[SIDE + 2]).toBeCloseTo(0, 12)
  })

  it('covers as much as the area of a triangle within the image, whichever way it runs', () => {
    const inside = fc.double({ min: 0, max: SIDE, noNaN: true })
    fc.assert(
      fc.property(fc.tuple(inside, inside, inside, inside, inside, inside), (corners) => {
        const [ax, ay, bx, by, cx, cy] = corners
        const area = Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2
        expect(sum(covered(corners))).toBeCloseTo(area, 6)
      }),
    )
  })

  it('cuts off what lies outside of the image', () => {
    expect(sum(covered([-100, -100, 200, -100, 200, 200, -100, 200]))).toBeCloseTo(SIDE * SIDE, 9)
    expect(sum(covered([-9, 1, -2, 1, -2, 5, -9, 5]))).toBeCloseTo(0, 12)
    expect(sum(covered([40, 1, 50, 1, 50, 5, 40, 5]))).toBeCloseTo(0, 12)
    expect(sum(covered([-5, 10, 5, 10, 5, 12, -5, 12]))).toBeCloseTo(10, 9)
  })

  it('leaves a hole where an inner contour runs the other way', () => {
    const coverage = createCoverage()
    const image = new Float64Array(SIDE * SIDE * 3)
    addContour(coverage, Float64Array.of(0, 0, 10, 0, 10, 10, 0, 10), 8)
    addContour(coverage, Float64Array.of(4, 4, 4, 6, 6, 6, 6, 4), 8)
    paint(coverage, image, [1, 1, 1])
    expect(sum(image) / 3).toBeCloseTo(96, 9)
  })
})
