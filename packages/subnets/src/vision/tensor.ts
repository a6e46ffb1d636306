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
  let at = 0
  for (const pixels of pictures)
    for (let channel = 0; channel < 3; channel++)
      for (let pixel = channel; pixel < 3 * PIXELS; pixel += 3)
        data[at++] = PARTS[pixels[pixel] ?? 0] ?? 0
  return { datatype: 'FP32', shape: [pictures.length, 3, SIDE, SIDE], data }
}

/** Bytes as parts of 255. */
const PARTS = Float32Array.from({ length: 256 }, (_, byte) => byte / 255)
