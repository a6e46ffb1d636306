import type { Tape, Value } from '../tape.ts'
import { fixedBatch, imageShape } from './shapes.ts'

/**
 * Mean of each channel over the whole image.
 * @param input [N, C, H, W]
 * @returns [N, C]
 */
export function globalAverage(tape: Tape, input: Value): Value {
  const [batch, channels, height, width] = imageShape('globalAverage', input)
  const pooled = tape.emit('GlobalAveragePool', [input], { shape: [batch, channels, 1, 1] })
  const result = tape.emit('Flatten', [pooled], { shape: [batch, channels] })
  const spread = (gradient: Value): Value => {
    const points = [fixedBatch('globalAverage', batch), channels, 1, 1]
    const share = tape.emit('Mul', [gradient, tape.scalar(1 / (height * width))], {
      shape: result.shape,
    })
    const narrow = tape.emit('Reshape', [share], { shape: points, also: [tape.integers(points)] })
    return tape.emit('Expand', [narrow], { shape: input.shape, also: [tape.integers(input.shape)] })
  }
  return tape.record(result, [input], [spread])
}
