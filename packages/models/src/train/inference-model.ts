import { createGraph } from '../onnx-writer/index.ts'
import type { OnnxModel } from '../onnx-writer/index.ts'
import type { Network } from './network.ts'
import { parametersOf, partOf } from './parameters.ts'
import { createTape, FREE_BATCH } from './tape.ts'

/** A trained network that is to become a file. */
export interface InferenceModelOptions {
  readonly name: string
  readonly network: Network
  /** Channels, height and width of an image. */
  readonly image: readonly number[]
  readonly classes: number
  /** All parameters, as a trainer gives them. */
  readonly weights: Float32Array
  /** Divides the logits; 1 leaves them, more makes the model less sure. */
  readonly temperature?: number
  readonly metadata?: Readonly<Record<string, string>>
}

/**
 * A network as a model that miners serve: `images` [N, C, H, W] in [0, 1] to `probs`
 * [N, classes], both FP32.
 * @throws TrainError when the weights are not those of the network
 */
export function inferenceModel(options: InferenceModelOptions): OnnxModel {
  const { name, network, image, classes, weights, temperature = 1, metadata = {} } = options
  const graph = createGraph(name)
  const tape = createTape(graph)
  const places = new Map(parametersOf(network, image).map((place) => [place.name, place]))

  const images = tape.adopt(
    graph.input('images', 'FP32', ['N', ...image]),
    [FREE_BATCH, ...image],
    false,
  )
  const logits = network(
    {
      tape,
      parameter(spec) {
        const place = places.get(spec.name)
        const data = place === undefined ? new Float32Array() : partOf(weights, place)
        const constant = graph.constant(spec.name, { datatype: 'FP32', shape: spec.shape, data })
        return tape.adopt(constant, spec.shape, false)
      },
    },
    images,
  )
  const { shape } = logits
  const cooled = tape.emit('Div', [logits, tape.scalar(temperature)], { shape })
  const result = tape.emit('Softmax', [cooled], { shape, attributes: { axis: { int: 1 } } })
  graph.output('probs', result.name, 'FP32', ['N', classes])
  return graph.build(metadata)
}
