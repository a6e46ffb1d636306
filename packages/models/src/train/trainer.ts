import type { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node'
import { encodeModel } from '../onnx-writer/index.ts'
import type { AdamWOptions } from './adam-w.ts'
import { TrainError } from './errors.ts'
import { initialParameters, parameterCount, parametersOf } from './parameters.ts'
import { STATE_NAMES, trainingGraph } from './training-graph.ts'
import type { TrainingGraphOptions } from './training-graph.ts'

/** What is trained, and how it starts. */
export interface TrainerOptions extends Omit<TrainingGraphOptions, 'optimizer'> {
  /** Numbers in [0, 1) that the first weights are drawn from: equal numbers, equal training. */
  readonly uniform: () => number
  readonly optimizer?: Partial<AdamWOptions>
  /** How long the mean of the weights remembers, in [0, 1); 0.999 by default. */
  readonly averageMemory?: number
}

/** A batch of the announced size. */
export interface TrainingBatch {
  /** [batch, channels, height, width], in [0, 1]. */
  readonly images: Float32Array
  /** [batch, classes]; each row is a distribution. */
  readonly targets: Float32Array
}

/** A network in training. Steps must not overlap. */
export interface Trainer {
  readonly parameterCount: number
  /**
   * Moves the weights once.
   * @returns the loss of the batch before the step, in nats
   * @throws TrainError when sizes do not fit or the loss is no longer finite
   */
  step(batch: TrainingBatch, learningRate: number): Promise<number>
  /** A copy of the weights. */
  weights(): Float32Array
  /** A copy of the moving mean of the weights, which is usually the better model. */
  averagedWeights(): Float32Array
  close(): Promise<void>
}

const ADAM_W: AdamWOptions = {
  beta1: 0.9,
  beta2: 0.99,
  epsilon: 1e-8,
  weightDecay: 0.01,
  clipNorm: 1,
}

/**
 * Prepares the training of a network on one core with onnxruntime-node.
 * @throws TrainError when network, images and classes do not fit
 */
export async function createTrainer(options: TrainerOptions): Promise<Trainer> {
  const { network, image, classes, batch, uniform, averageMemory = 0.999 } = options
  const optimizer = { ...ADAM_W, ...options.optimizer }
  const model = trainingGraph({ network, image, classes, batch, optimizer })
  // Loaded late: who only serves models may have no native runtime.
  const { InferenceSession: Session, Tensor } = await import('onnxruntime-node')
  const session = await Session.create(encodeModel(model), SINGLE_CORE)
  const places = parametersOf(network, image)
  const length = parameterCount(places)
  const vector = (data: Float32Array): OrtTensor => new Tensor('float32', data, [length])
  const first = initialParameters(places, uniform)
  let state: Record<string, OrtTensor> = {
    weights: vector(first),
    mean: vector(new Float32Array(length)),
    square: vector(new Float32Array(length)),
    average: vector(first.slice()),
  }
  const clock = createCorrections(optimizer, averageMemory)

  return {
    parameterCount: length,
    async step({ images, targets }, learningRate) {
      const feeds: Record<string, OrtTensor> = {
        ...state,
        images: sized(Tensor, 'images', images, [batch, ...image]),
        targets: sized(Tensor, 'targets', targets, [batch, classes]),
      }
      for (const [name, value] of Object.entries(clock.next(learningRate))) {
        feeds[name] = new Tensor('float32', Float32Array.of(value), [])
      }
      const results = await session.run(feeds)
      const loss = Number(floats(results['loss'])[0])
      if (!Number.isFinite(loss)) {
        throw new TrainError('TrainDiverged', `The loss became ${loss}: lower the learning rate.`)
      }
      state = Object.fromEntries(
        STATE_NAMES.map((name) => [name, vector(floats(results[`next.${name}`]))]),
      )
      return loss
    },
    weights: () => floats(state['weights']).slice(),
    averagedWeights: () => floats(state['average']).slice(),
    close: () => session.release(),
  }
}

const SINGLE_CORE: InferenceSession.SessionOptions = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  graphOptimizationLevel: 'all',
  // Not `set_denormal_as_zero`: it holds for all numbers of the thread that makes the session.
}

/** The numbers of each step that depend on how many there were. */
function createCorrections(
  { beta1, beta2, weightDecay }: AdamWOptions,
  averageMemory: number,
): { next(learningRate: number): Readonly<Record<string, number>> } {
  let [power1, power2, steps] = [1, 1, 0]
  return {
    next(learningRate) {
      power1 *= beta1
      power2 *= beta2
      steps += 1
      return {
        correctedRate: (learningRate * Math.sqrt(1 - power2)) / (1 - power1),
        decay: learningRate * weightDecay,
        // The mean of a young network forgets faster, or it would keep its first weights.
        blend: Math.max(1 - averageMemory, 9 / (steps + 9)),
      }
    },
  }
}

function sized(
  Tensor: new (type: 'float32', data: Float32Array, shape: readonly number[]) => OrtTensor,
  name: string,
  data: Float32Array,
  shape: readonly number[],
): OrtTensor {
  const expected = shape.reduce((product, size) => product * size, 1)
  if (data.length !== expected) {
    throw new TrainError(
      'TrainData',
      `The batch holds ${data.length} numbers of ${name} instead of ${expected}.`,
    )
  }
  return new Tensor('float32', data, shape)
}

function floats(tensor: OrtTensor | undefined): Float32Array {
  if (tensor?.data instanceof Float32Array) return tensor.data
  throw new TrainError('TrainShape', 'The runtime gave back no FP32 tensor.')
}
