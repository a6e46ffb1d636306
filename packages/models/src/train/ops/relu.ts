import type { Tape, Value } from '../tape.ts'

/** max(0, x); the gradient at 0 is 0. */
export function relu(tape: Tape, input: Value): Value {
  const { shape } = input
  const result = tape.emit('Relu', [input], { shape })
  return tape.record(
    result,
    [input],
    // The result is never negative, so its sign is 1 where the gradient passes and 0 elsewhere.
    [(gradient) => tape.emit('Mul', [gradient, tape.emit('Sign', [result], { shape })], { shape })],
  )
}
