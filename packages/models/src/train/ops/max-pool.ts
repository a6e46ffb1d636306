import type { Tape, Value } from '../tape.ts'
import { imageShape, misfit } from './shapes.ts'

/**
 * Largest element of each tile of size × size; the gradient goes to the first of equals.
 * @param input [N, C, H, W] with H and W multiples of the size
 * @throws TrainError when they are not
 */
export function maxPool(tape: Tape, input: Value, size: number): Value {
  const [batch, channels, height, width] = imageShape('maxPool', input)
  if (height % size !== 0 || width % size !== 0) {
    throw misfit('maxPool', `tiles of ${size} do not fill ${height} × ${width}`)
  }
  const tile = { kernel_shape: { ints: [size, size] }, strides: { ints: [size, size] } }
  const [name = '', places = ''] = tape.graph.nodes('MaxPool', [input.name], 2, {
    attributes: tile,
  })
  const result = tape.adopt(name, [batch, channels, height / size, width / size], false)
  return tape.record(
    result,
    [input],
    [
      (gradient) =>
        tape.emit('MaxUnpool', [gradient], {
          shape: input.shape,
          also: [places],
          attributes: tile,
        }),
    ],
  )
}
