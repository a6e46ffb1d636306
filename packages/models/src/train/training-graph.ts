import { createGraph } from '../onnx-writer/index.ts'
import type { OnnxModel } from '../onnx-writer/index.ts'
import { adamW } from './adam-w.ts'
import type { AdamWOptions } from './adam-w.ts'
import { TrainError } from './errors.ts'
import { gradients } from './gradients.ts'
import type { Network } from './network.ts'
import { crossEntropy } from './ops/index.ts'
import { parameterCount, parametersOf, splitParameters } from './parameters.ts'
import type { ParameterPlace } from './parameters.ts'
import { createTape } from './tape.ts'
import type { Tape, Value } from './tape.ts'

/** What is trained, and on what. */
export interface TrainingGraphOptions {
  readonly network: Network
  /** Channels, height and width of an image. */
  readonly image: readonly number[]
  readonly classes: number
  /** Images per step. */
  readonly batch: number
  readonly optimizer: AdamWOptions
}

/** The vectors that a step takes and gives back: parameters, and what is remembered of gradients. */
export const STATE_NAMES = ['weights', 'mean', 'square', 'average'] as const

/**
 * One step of training as a graph. Takes `images`, `targets` (a distribution per image), the four
 * vectors of {@link STATE_NAMES} and the numbers `correctedRate`, `decay` and `blend`; gives `loss` and
 * the vectors after the step under `next.` and their names. `average` is a moving mean of the weights,
 * `blend` how much of the new weights goes into it.
 * @throws TrainError when network, images and classes do not fit
 */
export function trainingGraph(options: TrainingGraphOptions): OnnxModel {
  const { network, image, classes, batch, optimizer } = options
  const graph = createGraph('training')
  const tape = createTape(graph)
  const input = (name: string, shape: readonly number[]): Value =>
    tape.adopt(graph.input(name, 'FP32', shape), shape, false)

  const places = parametersOf(network, image)
  const vector = [parameterCount(places)]
  const images = input('images', [batch, ...image])
  const targets = input('targets', [batch, classes])
  const [weights, mean, square, average] = [
    input('weights', vector),
    input('mean', vector),
    input('square', vector),
    input('average', vector),
  ]
  const parameters = splitParameters(tape, weights.name, places)
  const logits = network({ tape, parameter: ({ name }) => ask(parameters, name) }, images)
  const loss = crossEntropy(tape, logits, targets)
  const all = places.map(({ name }) => ask(parameters, name))
  const after = adamW(
    tape,
    joinGradients(tape, gradients(tape, loss, all), places),
    {
      weights,
      mean,
      square,
      correctedRate: input('correctedRate', []),
      decay: input('decay', []),
      decays: decayMask(tape, places),
    },
    optimizer,
  )
  const change = tape.emit('Sub', [after.weights, average], { shape: vector })
  const part = tape.emit('Mul', [change, input('blend', [])], { shape: vector })
  const blended = tape.emit('Add', [average, part], { shape: vector })

  graph.output('loss', loss.name, 'FP32', [])
  const next = { ...after, average: blended }
  for (const name of STATE_NAMES) graph.output(`next.${name}`, next[name].name, 'FP32', vector)
  return graph.build()
}

function ask(parameters: ReadonlyMap<string, Value>, name: string): Value {
  const value = parameters.get(name)
  if (value === undefined) {
    throw new TrainError('TrainShape', `The network asks for "${name}" only sometimes.`)
  }
  return value
}

function joinGradients(
  tape: Tape,
  parts: readonly Value[],
  places: readonly ParameterPlace[],
): Value {
  const flat = parts.map((part, index) =>
    tape.emit('Reshape', [part], {
      shape: [places[index]?.size ?? 0],
      also: [tape.integers([-1])],
    }),
  )
  return tape.emit('Concat', flat, {
    shape: [parameterCount(places)],
    attributes: { axis: { int: 0 } },
  })
}

function decayMask(tape: Tape, places: readonly ParameterPlace[]): Value {
  const mask = new Float32Array(parameterCount(places))
  for (const { offset, size, decays } of places) if (decays) mask.fill(1, offset, offset + size)
  const shape = [mask.length]
  return tape.adopt(
    tape.graph.constant('decays', { datatype: 'FP32', shape, data: mask }),
    shape,
    false,
  )
}
