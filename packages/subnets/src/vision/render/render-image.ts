import { addContour, type Coverage, createCoverage, paint, SIDE } from './coverage.ts'
import { CLASSES, type Label, OUTLINES } from './outlines.ts'
import { finish } from './finish.ts'
import type { Random } from './random.ts'

/** A picture and what it shows. */
export interface LabelledImage {
  /** SIDE × SIDE × 3, row-major, red first. */
  readonly pixels: Uint8Array
  readonly label: Label
}

type Colour = [number, number, number]

/**
 * Draws a picture of one of `CLASSES`. The same on every machine: f64 in a fixed order with
 * + − × ÷ and rounding only, no transcendental functions (spec: 85-subnets §0.3).
 * More than sixty numbers are drawn for a picture beside its noise, so none comes twice.
 *
 * @param difficulty 0 (clear) to 1 (turned, small, pale, hidden, noisy); beyond is cut off
 * @param label drawn where absent
 */
export function renderImage(random: Random, difficulty: number, label?: Label): LabelledImage {
  const hard = difficulty > 0 ? (difficulty < 1 ? difficulty : 1) : 0
  const shown = label ?? randomLabel(random)
  const image = new Float64Array(SIDE * SIDE * 3)
  const coverage = createCoverage()
  const { ground, ink } = drawColours(random, hard)
  fill(image, ground)

  const clutter = Math.floor(random.float53() * (1 + 6 * hard))
  for (let n = 0; n < clutter; n++) drawClutter(random, coverage, image)
  drawOutline(random, hard, coverage, shown)
  paint(coverage, image, ink)
  if (random.float53() < 0.15 + 0.75 * hard) drawOccluder(random, hard, coverage, image)
  return { pixels: finish(random, hard, image), label: shown }
}

/** The first thing that `renderImage` draws when it is not told a label. */
export function randomLabel(random: Random): Label {
  return random.below(CLASSES.length) as Label
}

/** Uniform in (−1, 1). */
function signed(random: Random): number {
  return random.float53() * 2 - 1
}

/** Colours of ground and shape, at least `contrast` apart in brightness. */
function drawColours(random: Random, hard: number): { ground: Colour; ink: Colour } {
  const contrast = 120 - (35 + 55 * random.float53()) * hard
  const bright = 30 + 195 * random.float53()
  const lighter =
    bright < contrast ? true : bright > 255 - contrast ? false : random.float53() < 0.5
  const other = lighter ? bright + contrast : bright - contrast
  const ground: Colour = [0, 0, 0]
  const ink: Colour = [0, 0, 0]
  for (let channel = 0; channel < 3; channel++) {
    ground[channel] = clampByte(bright + 35 * signed(random))
    ink[channel] = clampByte(other + 35 * signed(random))
  }
  return { ground, ink }
}

/** Adds the outline of the label, bent and moved by a random affine map, to the mask. */
function drawOutline(random: Random, hard: number, coverage: Coverage, label: Label): void {
  const size = 13 - 6.5 * hard * random.float53()
  const stretch = 1 + 0.35 * hard * signed(random)
  const shear = 0.45 * hard * signed(random)
  const [cos, sin] = turn((0.08 + 0.5 * hard) * signed(random))
  const middleX = SIDE / 2 + (1 + 4.5 * hard) * signed(random)
  const middleY = SIDE / 2 + (1 + 4.5 * hard) * signed(random)
  const bend = 0.03 + 0.14 * hard * random.float53()
  for (const contour of OUTLINES[label] ?? []) {
    const points = new Float64Array(contour.length)
    for (let at = 0; at < contour.length; at += 2) {
      const y = ((contour[at + 1] ?? 0) + bend * signed(random)) * size
      const x = ((contour[at] ?? 0) + bend * signed(random)) * size * stretch + shear * y
      points[at] = middleX + cos * x - sin * y
      points[at + 1] = middleY + sin * x + cos * y
    }
    addContour(coverage, points, points.length)
  }
}

/** A small triangle anywhere, in any colour. */
function drawClutter(random: Random, coverage: Coverage, image: Float64Array): void {
  const x = SIDE * random.float53()
  const y = SIDE * random.float53()
  const size = 2 + 5 * random.float53()
  const points = new Float64Array(6)
  for (let at = 0; at < 6; at += 2) {
    points[at] = x + size * signed(random)
    points[at + 1] = y + size * signed(random)
  }
  addContour(coverage, points, points.length)
  paint(coverage, image, randomColour(random))
}

/** A bar across the picture, in front of the shape. */
function drawOccluder(random: Random, hard: number, coverage: Coverage, image: Float64Array): void {
  const [cos, sin] = turn(signed(random))
  const off = 9 * signed(random)
  const thick = 0.8 + 3 * hard * random.float53()
  const half = 6 + 20 * random.float53()
  const x = SIDE / 2 - sin * off + 6 * cos * signed(random)
  const y = SIDE / 2 + cos * off + 6 * sin * signed(random)
  const corners = [-half, -thick, half, -thick, half, thick, -half, thick]
  const points = new Float64Array(8)
  for (let at = 0; at < 8; at += 2) {
    const along = corners[at] ?? 0
    const across = corners[at + 1] ?? 0
    points[at] = x + cos * along - sin * across
    points[at + 1] = y + sin * along + cos * across
  }
  addContour(coverage, points, points.length)
  paint(coverage, image, randomColour(random))
}

function fill(image: Float64Array, [red, green, blue]: Colour): void {
  for (let at = 0; at < image.length; at += 3) {
    image[at] = red
    image[at + 1] = green
    image[at + 2] = blue
  }
}

function randomColour(random: Random): Colour {
  return [255 * random.float53(), 255 * random.float53(), 255 * random.float53()]
}

/** Cosine and sine of an angle φ, exactly on the circle, from tan(φ/2). */
function turn(tangentOfHalf: number): readonly [number, number] {
  const square = tangentOfHalf * tangentOfHalf
  return [(1 - square) / (1 + square), (2 * tangentOfHalf) / (1 + square)]
}

function clampByte(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value
}
