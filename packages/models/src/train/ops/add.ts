import type { Tape, Value } from '../tape.ts'
import { sameShape } from './shapes.ts'

/** Adds two values of one shape, as at the end of a residual block. */
export function add(tape: Tape, left: Value, right: Value): Value {
  sameShape('add', left, right)
  const result = tape.emit('Add', [left, right], { shape: left.shape })
  const pass = (gradient: Value): Value => gradient
  return tape.record(result, [left, right], [pass, pass])
}
