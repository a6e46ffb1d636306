import { SIDE } from './coverage.ts'
import type { Random } from './random.ts'

const PIXELS = SIDE * SIDE
const HALF = SIDE / 2

/**
 * What happens to a picture after it is drawn: light from one side, blur, noise of brightness and of
 * colour (the latter in blocks of 2 × 2), rounding to bytes.
 */
export function finish(random: Random, hard: number, image: Float64Array): Uint8Array {
  shade(random, hard, image)
  blur(0.22 * hard * random.float53(), image)
  const strength = 3 + (8 + 26 * random.float53()) * hard
  const bytes = randomBytes(random, PIXELS + 2 * HALF * HALF)
  const pixels = new Uint8Array(PIXELS * 3)
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const pixel = row * SIDE + column
      const block = PIXELS + 2 * ((row >> 1) * HALF + (column >> 1))
      const grey = strength * (NOISE[bytes[pixel] ?? 0] ?? 0)
      const warm = 0.6 * strength * (NOISE[bytes[block] ?? 0] ?? 0)
      const cold = 0.6 * strength * (NOISE[bytes[block + 1] ?? 0] ?? 0)
      pixels[pixel * 3] = toByte((image[pixel * 3] ?? 0) + grey + warm)
      pixels[pixel * 3 + 1] = toByte((image[pixel * 3 + 1] ?? 0) + grey - 0.5 * (warm + cold))
      pixels[pixel * 3 + 2] = toByte((image[pixel * 3 + 2] ?? 0) + grey + cold)
    }
  }
  return pixels
}

/** Quantiles of a bell of variance 1, by byte: a rational function, so exact everywhere. */
const NOISE: readonly number[] = bellQuantiles()

function bellQuantiles(): number[] {
  const raw = Array.from({ length: 256 }, (_, byte) => {
    const x = (byte - 127.5) / 127.5
    return (x * (1.8 - x * x)) / (1.15 - x * x)
  })
  let squares = 0
  for (const value of raw) squares += value * value
  const deviation = Math.sqrt(squares / raw.length)
  return raw.map((value) => value / deviation)
}

function shade(random: Random, hard: number, image: Float64Array): void {
  const slant = random.float53() * 2 - 1
  const strength = (0.05 + 0.45 * hard * random.float53()) * (random.float53() < 0.5 ? -1 : 1)
  const flip = random.float53() < 0.5
  const square = slant * slant
  const across = (strength * (1 - square)) / (1 + square) / (SIDE / 2)
  const along = (strength * 2 * slant) / (1 + square) / (SIDE / 2)
  for (let row = 0; row < SIDE; row++) {
    const y = row - (SIDE - 1) / 2
    for (let column = 0; column < SIDE; column++) {
      const x = column - (SIDE - 1) / 2
      const light = 1 + (flip ? across * y + along * x : across * x + along * y)
      const at = (row * SIDE + column) * 3
      image[at] = (image[at] ?? 0) * light
      image[at + 1] = (image[at + 1] ?? 0) * light
      image[at + 2] = (image[at + 2] ?? 0) * light
    }
  }
}

/** Takes from both neighbours in a row, then in a column; the edge of the picture is repeated. */
function blur(weight: number, image: Float64Array): void {
  const middle = 1 - 2 * weight
  for (const [step, stride] of [
    [3, SIDE * 3],
    [SIDE * 3, 3],
  ] as const) {
    for (let line = 0; line < SIDE; line++) {
      for (let channel = 0; channel < 3; channel++) {
        let at = line * stride + channel
        let before = image[at] ?? 0
        for (let n = 0; n < SIDE; n++, at += step) {
          const here = image[at] ?? 0
          const after = n === SIDE - 1 ? here : (image[at + step] ?? 0)
          image[at] = middle * here + weight * (before + after)
          before = here
        }
      }
    }
  }
}

/** Three bytes from each draw. */
function randomBytes(random: Random, length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length; at += 3) {
    const draw = random.below(0x1000000)
    bytes[at] = draw & 255
    bytes[at + 1] = (draw >> 8) & 255
    bytes[at + 2] = draw >> 16
  }
  return bytes
}

function toByte(value: number): number {
  return value <= 0 ? 0 : value >= 255 ? 255 : Math.floor(value + 0.5)
}
