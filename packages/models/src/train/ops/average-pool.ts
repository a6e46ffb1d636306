import type { Tape, Value } from '../tape.ts'
import { fixedBatch, imageShape, misfit } from './shapes.ts'

/**
 * Mean of each tile of size × size.
 * @param input [N, C, H, W] with H and W multiples of the size
 * @throws TrainError when they are not
 */
export function averagePool(tape: Tape, input: Value, size: number): Value {
  const [batch, channels, height, width] = imageShape('averagePool', input)
  if (height % size !== 0 || width % size !== 0) {
    throw misfit('averagePool', `tiles of ${size} do not fill ${height} × ${width}`)
  }
  const rows = height / size
  const columns = width / size
  const result = tape.emit('AveragePool', [input], {
    shape: [batch, channels, rows, columns],
    attributes: { kernel_shape: { ints: [size, size] }, strides: { ints: [size, size] } },
  })
  const spread = (gradient: Value): Value => {
    fixedBatch('averagePool', batch)
    const share = tape.emit('Mul', [gradient, tape.scalar(1 / (size * size))], {
      shape: result.shape,
    })
    const tiles = [batch, channels, rows, 1, columns, 1]
    const full = [batch, channels, rows, size, columns, size]
    const narrow = tape.emit('Reshape', [share], { shape: tiles, also: [tape.integers(tiles)] })
    const wide = tape.emit('Expand', [narrow], { shape: full, also: [tape.integers(full)] })
    return tape.emit('Reshape', [wide], { shape: input.shape, also: [tape.integers(input.shape)] })
  }
  return tape.record(result, [input], [spread])
}
