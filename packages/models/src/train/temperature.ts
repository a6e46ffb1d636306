import { TrainError } from './errors.ts'

/** What a classifier said about images whose classes are known. */
export interface ProbabilityTable {
  readonly classes: number
  /** [images, classes], as a model gives them. */
  readonly probabilities: Float32Array
  /** The class of each image. */
  readonly labels: readonly number[]
}

const LEAST = 0.25
const MOST = 4
const STEPS = 40
const GOLDEN = (Math.sqrt(5) - 1) / 2

/**
 * The temperature in [¼, 4] that calibrates a classifier: the least cross-entropy on held-out images.
 * Source: Guo et al., "On Calibration of Modern Neural Networks", 2017, §4.2.
 * @param table what the model says at temperature 1
 * @throws TrainError when probabilities and labels do not fit
 */
export function fitTemperature(table: ProbabilityTable): number {
  const loss = crossEntropyAt(table)
  let [low, high] = [Math.log(LEAST), Math.log(MOST)]
  for (let step = 0; step < STEPS; step += 1) {
    const left = high - GOLDEN * (high - low)
    const right = low + GOLDEN * (high - low)
    if (loss(Math.exp(left)) < loss(Math.exp(right))) high = right
    else low = left
  }
  return Math.exp((low + high) / 2)
}

function crossEntropyAt(table: ProbabilityTable): (temperature: number) => number {
  const { classes, probabilities, labels } = table
  if (labels.length === 0 || probabilities.length !== labels.length * classes) {
    throw new TrainError(
      'TrainData',
      `${labels.length} labels need ${labels.length * classes} probabilities, not ` +
        `${probabilities.length}, and at least one image.`,
    )
  }
  // Logarithms of probabilities are logits up to a constant, and Softmax does not see the constant.
  const logits = Float64Array.from(probabilities, (value) => Math.log(Math.max(value, 1e-30)))
  return (temperature) => {
    let total = 0
    for (const [image, label] of labels.entries()) {
      const row = logits.subarray(image * classes, (image + 1) * classes)
      let sum = 0
      for (const logit of row) sum += Math.exp(logit / temperature)
      total += Math.log(sum) - (row[label] ?? 0) / temperature
    }
    return total / labels.length
  }
}
