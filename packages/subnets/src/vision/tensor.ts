import type { Tensor } from '@plexus/models'
import { SIDE } from './render/coverage.ts'

const PIXELS = SIDE * SIDE

/**
 * Pictures as a model takes them: FP32 of shape [N, 3, 32, 32], channels red, green, blue, values
 * 0 to 1 (byte ÷ 255). Further normalisation is inside the model.
 *
 * @param pictures each 32 × 32 × 3 bytes, row-major
 */
export function picturesToTensor(pictures: readonly Uint8Array[]): Tensor {
  const data = new Float32Array(pictures.length * 3 * PIXELS)
  // PERF: plane after plane takes twice as long, a table of the parts half as long again.
  let red = 0
  for (const pixels of pictures) {
    for (let pixel = 0; pixel < 3 * PIXELS; pixel += 3, red++) {
      data[red] = (pixels[pixel] ?? 0) / 255
      data[red + PIXELS] = (pixels[pixel + 1] ?? 0) / 255
      data[red + 2 * PIXELS] = (pixels[pixel + 2] ?? 0) / 255
    }
    red += 2 * PIXELS
  }
  return { datatype: 'FP32', shape: [pictures.length, 3, SIDE, SIDE], data }
}
