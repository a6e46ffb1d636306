import type { Tape, Value } from '../tape.ts'
import { matrixShape, misfit } from './shapes.ts'

/**
 * A fully connected layer: x·W + b.
 * @param input [N, from]
 * @param weight [from, to]
 * @param bias [to]
 * @throws TrainError when the shapes do not fit
 */
export function dense(tape: Tape, input: Value, weight: Value, bias: Value): Value {
  const [batch, from] = matrixShape('dense', input)
  const [rows, to] = matrixShape('dense', weight)
  if (from !== rows || bias.shape.join() !== `${to}`) {
    throw misfit(
      'dense',
      `[${input.shape.join()}] by [${weight.shape.join()}] plus [${bias.shape.join()}]`,
    )
  }
  const result = tape.emit('Gemm', [input, weight, bias], { shape: [batch, to] })
  return tape.record(
    result,
    [input, weight, bias],
    [
      (gradient) =>
        tape.emit('Gemm', [gradient, weight], {
          shape: input.shape,
          attributes: { transB: { int: 1 } },
        }),
      (gradient) =>
        tape.emit('Gemm', [input, gradient], {
          shape: weight.shape,
          attributes: { transA: { int: 1 } },
        }),
      (gradient) =>
        tape.emit('ReduceSum', [gradient], {
          shape: bias.shape,
          also: [tape.integers([0])],
          attributes: { keepdims: { int: 0 } },
        }),
    ],
  )
}
