import type { Tape, Value } from '../tape.ts'
import { imageShape, misfit } from './shapes.ts'

/**
 * Gives each kernel zero mean and a norm of its own: gain · (w − mean) / ‖w − mean‖. It does for
 * training what normalising a batch does, at the cost of the weights alone and without state.
 * Source: Qiao et al., "Weight Standardization", 2019; Brock et al., "NFNets", 2021.
 * @param weight [K, C, size, size]
 * @param gain [K, 1, 1, 1]
 * @throws TrainError when the shapes do not fit
 */
export function standardize(tape: Tape, weight: Value, gain: Value): Value {
  const { shape } = weight
  const [filters] = imageShape('standardize', weight)
  if (gain.shape.join() !== `${filters},1,1,1`) {
    throw misfit('standardize', `kernels [${shape.join()}] with gains [${gain.shape.join()}]`)
  }
  const each = [filters, 1, 1, 1]
  const mean = (of: Value): Value =>
    tape.emit('ReduceMean', [of], { shape: each, attributes: { axes: { ints: [1, 2, 3] } } })
  const sum = (of: Value): Value =>
    tape.emit('ReduceSum', [of], { shape: each, also: [tape.integers([1, 2, 3])] })
  const times = (left: Value, right: Value): Value => tape.emit('Mul', [left, right], { shape })

  const centred = tape.emit('Sub', [weight, mean(weight)], { shape })
  const norm = tape.emit('Sqrt', [sum(times(centred, centred))], { shape: each })
  const unit = tape.emit('Div', [centred, norm], { shape })
  return tape.record(
    times(unit, gain),
    [weight, gain],
    [
      (gradient) => {
        // What lengthens a kernel or moves its mean changes nothing: both parts are taken out.
        const along = times(unit, sum(times(gradient, unit)))
        const across = tape.emit('Sub', [gradient, along], { shape })
        const level = tape.emit('Sub', [across, mean(across)], { shape })
        return times(level, tape.emit('Div', [gain, norm], { shape: each }))
      },
      (gradient) => sum(times(gradient, unit)),
    ],
  )
}
