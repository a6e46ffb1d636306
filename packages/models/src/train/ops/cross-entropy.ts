import type { Tape, Value } from '../tape.ts'
import { fixedBatch, matrixShape, sameShape } from './shapes.ts'

/**
 * Mean over the batch of −Σ t·ln softmax(logits): the loss of a classifier.
 * @param logits [N, classes]
 * @param targets [N, classes], each row a distribution
 * @returns a scalar, in nats
 * @throws TrainError when the shapes differ
 */
export function crossEntropy(tape: Tape, logits: Value, targets: Value): Value {
  sameShape('crossEntropy', logits, targets)
  const { shape } = logits
  const [rows] = matrixShape('crossEntropy', logits)
  const batch = fixedBatch('crossEntropy', rows)
  const rowWise = { axis: { int: 1 } }
  const logs = tape.emit('LogSoftmax', [logits], { shape, attributes: rowWise })
  const products = tape.emit('Mul', [targets, logs], { shape })
  const sum = tape.emit('ReduceSum', [products], {
    shape: [],
    attributes: { keepdims: { int: 0 } },
  })
  const result = tape.emit('Mul', [sum, tape.scalar(-1 / batch)], { shape: [] })
  return tape.record(
    result,
    [logits],
    [
      (gradient) => {
        const guess = tape.emit('Softmax', [logits], { shape, attributes: rowWise })
        const excess = tape.emit('Sub', [guess, targets], { shape })
        const mean = tape.emit('Mul', [excess, tape.scalar(1 / batch)], { shape })
        return tape.emit('Mul', [mean, gradient], { shape })
      },
    ],
  )
}
