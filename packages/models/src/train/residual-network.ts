import type { Network, NetworkScope } from './network.ts'
import { add, conv, dense, globalAverage, relu, standardize } from './ops/index.ts'
import type { Value } from './tape.ts'

/** The size of a {@link residualNetwork}. */
export interface ResidualNetworkOptions {
  /** Channels of each stage; each stage but the first halves height and width. */
  readonly widths: readonly number[]
  readonly classes: number
}

/** Keeps the variance of a unit normal value through Relu: 1 / √(½ − 1/(2π)). */
const RELU_GAIN = 1.7139588594436646

/**
 * A small residual classifier of standardised 3 × 3 convolutions: per stage one that changes width
 * and size and one with a way around it, then the mean of each channel and a dense layer.
 * It costs, per image and in multiplications, 9 · Σ over convolutions of (in · out · height · width).
 */
export function residualNetwork({ widths, classes }: ResidualNetworkOptions): Network {
  return (scope, images) => {
    const { tape } = scope
    let value = centre(scope, images)
    for (const [stage, width] of widths.entries()) {
      const first = stage === 0
      const gain = first ? 1 : RELU_GAIN
      const wide = layer(scope, `stage${stage}.in`, value, { width, gain, stride: first ? 1 : 2 })
      value = relu(tape, wide)
      if (first) continue
      const branch = layer(scope, `stage${stage}.branch`, value, { width, gain: 1, stride: 1 })
      value = relu(tape, add(tape, wide, branch))
    }
    return head(scope, globalAverage(tape, value), classes)
  }
}

/** From [0, 1] to about zero mean and unit variance; inside the model, so that no miner forgets it. */
function centre({ tape }: NetworkScope, images: Value): Value {
  const { shape } = images
  const shifted = tape.emit('Sub', [images, tape.scalar(0.5)], { shape })
  return tape.emit('Mul', [shifted, tape.scalar(4)], { shape })
}

interface LayerOptions {
  readonly width: number
  readonly stride: number
  /** First norm of each kernel. */
  readonly gain: number
}

function layer(scope: NetworkScope, name: string, input: Value, options: LayerOptions): Value {
  const { width, stride, gain } = options
  const channels = input.shape[1] ?? 0
  const weight = scope.parameter({
    name: `${name}.weight`,
    shape: [width, channels, 3, 3],
    start: { deviation: Math.sqrt(1 / (9 * channels)) },
    decays: true,
  })
  const gains = scope.parameter({
    name: `${name}.gain`,
    shape: [width, 1, 1, 1],
    start: { value: gain },
    decays: false,
  })
  const bias = scope.parameter({
    name: `${name}.bias`,
    shape: [width],
    start: { value: 0 },
    decays: false,
  })
  return conv(scope.tape, input, standardize(scope.tape, weight, gains), bias, { stride, pad: 1 })
}

function head(scope: NetworkScope, features: Value, classes: number): Value {
  const from = features.shape[1] ?? 0
  const weight = scope.parameter({
    name: 'head.weight',
    shape: [from, classes],
    start: { deviation: Math.sqrt(1 / from) },
    decays: true,
  })
  const bias = scope.parameter({
    name: 'head.bias',
    shape: [classes],
    start: { value: 0 },
    decays: false,
  })
  return dense(scope.tape, features, weight, bias)
}
