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
  pictures.forEach((pixels, picture) => {
    const start = picture * 3 * PIXELS
    for (let pixel = 0; pixel < PIXELS; pixel++) {
      for (let channel = 0; channel < 3; channel++) {
        data[start + channel * PIXELS + pixel] = (pixels[pixel * 3 + channel] ?? 0) / 255
      }
    }
  })
  return { datatype: 'FP32', shape: [pictures.length, 3, SIDE, SIDE], data }
}
