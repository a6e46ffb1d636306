import type { EpochInput } from '../epoch/input.ts'
import type { EpochOutput } from '../epoch/output.ts'
import { decodeRowIfAny } from '../epoch/row.ts'
import { instantiateKernel } from './instantiate.ts'
import { readOutput } from './read-output.ts'
import { totalBytes, writeInput } from './write-input.ts'

/** The fast epoch: WebAssembly, bit by bit what `referenceEpoch` answers. */
export interface YumaKernel {
  /**
   * One epoch of one mechanism, synchronously. The answer is the caller's own; the kernel keeps
   * nothing but its memory, which grows to the largest epoch seen and is used again.
   *
   * PERF: 256 uids ≈ 1 ms, 4,096 uids with 500,000 weights ≈ 50 ms.
   * @throws RangeError when a stored row is not SCALE, or the rows together exceed 1 GiB.
   */
  epoch(input: EpochInput): EpochOutput
}

/** Most bytes of weights, and of bonds, that the kernel's 32-bit memory has room for. */
const MAX_ROW_BYTES = 1 << 29

/**
 * A kernel with a memory of its own. Compiles 16 KiB of WebAssembly synchronously; browsers allow
 * megabytes of that on their main thread (Chrome before 2023: 4 KiB, and a worker without limit).
 */
export function createKernel(): YumaKernel {
  const instance = instantiateKernel()
  return {
    epoch(input) {
      const weightBytes = totalBytes(input.weights, input.n)
      const bondBytes = totalBytes(input.bonds, input.n)
      if (weightBytes > MAX_ROW_BYTES || bondBytes > MAX_ROW_BYTES) {
        throw new RangeError(`Rows of ${weightBytes} and ${bondBytes} bytes are too large.`)
      }
      instance.prepare(input.n, weightBytes, bondBytes)
      writeInput(instance, input)
      if (instance.epoch() === 0) throw malformedRow(input)
      return readOutput(instance, input.n)
    },
  }
}

/** The kernel says only that a row is malformed; this finds which. */
function malformedRow({ n, weights, bonds }: EpochInput): RangeError {
  for (const [name, rows] of [['weights', weights] as const, ['bonds', bonds] as const]) {
    for (const [uid, bytes] of rows.slice(0, n).entries()) {
      try {
        decodeRowIfAny(bytes)
      } catch (cause) {
        return new RangeError(`The row of ${name} of uid ${uid} is malformed.`, { cause })
      }
    }
  }
  return new RangeError('A stored row is malformed.')
}
