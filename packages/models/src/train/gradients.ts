import { TrainError } from './errors.ts'
import type { Tape, Value } from './tape.ts'

/**
 * Adds to the graph the gradient of a loss in each of some parameters (reverse mode): the tape is
 * walked backwards, and what several uses of a value contribute is added up.
 * @param loss a scalar
 * @returns one value per parameter, of its shape
 * @throws TrainError when the loss is no scalar or a parameter does not lead to it
 */
export function gradients(tape: Tape, loss: Value, parameters: readonly Value[]): readonly Value[] {
  if (loss.shape.length > 0) {
    throw new TrainError('TrainShape', `The loss has the shape [${loss.shape.join()}]: reduce it.`)
  }
  const known = new Map<string, Value>([[loss.name, tape.scalar(1)]])
  for (const { result, inputs, derivatives } of tape.entries.toReversed()) {
    const gradient = known.get(result.name)
    if (gradient === undefined) continue
    for (const [index, input] of inputs.entries()) {
      const derivative = derivatives[index]
      if (!input.differentiable || derivative === undefined) continue
      const contribution = derivative(gradient)
      const before = known.get(input.name)
      known.set(
        input.name,
        before === undefined
          ? contribution
          : tape.emit('Add', [before, contribution], { shape: input.shape }),
      )
    }
  }
  return parameters.map((parameter) => {
    const gradient = known.get(parameter.name)
    if (gradient === undefined) {
      throw new TrainError('TrainNoGradient', `The loss does not depend on "${parameter.name}".`)
    }
    return gradient
  })
}
