import type { Tensor, TensorBackend, TensorSpec } from '@plexus/models'
import { VisionError } from './errors.ts'
import { decodePicture } from './picture.ts'
import { SIDE } from './render/coverage.ts'
import { CLASSES } from './render/outlines.ts'
import type { ClassifyRequest, ClassifyResponse } from './synapse.ts'
import { picturesToTensor } from './tensor.ts'

/** Answers a request: one batch through the model, rows scaled to sum to 1. */
export async function work(
  request: ClassifyRequest,
  backend: TensorBackend,
  options: { readonly signal: AbortSignal },
): Promise<ClassifyResponse> {
  const pictures = request.images.map((image) => decodePicture(Buffer.from(image, 'base64')))
  const probs = await classifyPictures(pictures, backend, options)
  return { probs: probs.map((row) => row.map(rounded)), modelId: modelIdOf(backend) }
}

/**
 * Probabilities by picture.
 * @param pictures each 32 × 32 × 3 bytes
 * @throws VisionError `model_shape`, `model_output`; BackendError
 */
export async function classifyPictures(
  pictures: readonly Uint8Array[],
  backend: TensorBackend,
  options: { readonly signal?: AbortSignal } = {},
): Promise<number[][]> {
  const { input, output } = checkVisionBackend(backend)
  const answer = await backend.infer({ [input]: picturesToTensor(pictures) }, options)
  return readRows(answer[output.name], output, pictures.length)
}

/**
 * Checks at start that a model fits: one input FP32 [N, 3, 32, 32]; an output FP32 [N, 10] of
 * probabilities, or of logits where it is named `logits`. Where there are several outputs, one is
 * named `probs` or `logits`.
 *
 * @throws VisionError `model_shape`
 */
export function checkVisionBackend(backend: TensorBackend): {
  readonly input: string
  readonly output: TensorSpec
} {
  const [input, ...more] = backend.inputs
  const output =
    backend.outputs.find(({ name }) => name === 'probs' || name === 'logits') ?? backend.outputs[0]
  const fits =
    input !== undefined &&
    more.length === 0 &&
    fitsShape(input, [3, SIDE, SIDE]) &&
    output !== undefined &&
    fitsShape(output, [CLASSES.length])
  if (fits) return { input: input.name, output }
  throw new VisionError(
    'model_shape',
    `The model "${backend.name}" takes ${describe(backend.inputs)} and gives ` +
      `${describe(backend.outputs)}; export it for vision with one input FP32[-1,3,${SIDE},${SIDE}] and an ` +
      `output "probs" or "logits" FP32[-1,${CLASSES.length}].`,
  )
}

/** −1 is a free dimension; a batch of fixed size does not fit. */
function fitsShape(spec: TensorSpec, tail: readonly number[]): boolean {
  const [batch, ...rest] = spec.shape
  return (
    spec.datatype === 'FP32' &&
    batch === -1 &&
    rest.length === tail.length &&
    rest.every((size, at) => size === tail[at] || size === -1)
  )
}

const describe = (specs: readonly TensorSpec[]): string =>
  specs.map(({ name, datatype, shape }) => `"${name}" ${datatype}[${shape.join()}]`).join(', ') ||
  'nothing'

function readRows(tensor: Tensor | undefined, spec: TensorSpec, count: number): number[][] {
  const classes = CLASSES.length
  if (!(tensor?.data instanceof Float32Array) || tensor.data.length !== count * classes)
    throw outputError(spec, `is not FP32[${count},${classes}]`)
  const data = tensor.data
  return Array.from({ length: count }, (_, picture) => {
    const row = Array.from(data.subarray(picture * classes, (picture + 1) * classes))
    if (!row.every(Number.isFinite)) throw outputError(spec, 'holds NaN or infinity')
    return spec.name === 'logits' ? softmax(row) : scaled(row, spec)
  })
}

function softmax(row: readonly number[]): number[] {
  const highest = Math.max(...row)
  const powers = row.map((logit) => Math.exp(logit - highest))
  const sum = total(powers)
  return powers.map((power) => power / sum)
}

function scaled(row: readonly number[], spec: TensorSpec): number[] {
  const sum = total(row)
  if (row.some((value) => value < 0) || Math.abs(sum - 1) > 0.01)
    throw outputError(spec, 'does not hold probabilities; name it "logits" if it holds logits')
  return row.map((value) => value / sum)
}

const outputError = (spec: TensorSpec, problem: string) =>
  new VisionError('model_output', `The output "${spec.name}" of the model ${problem}.`)

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

/** Six decimals: shorter on the wire, and far below the tolerance of the sum. */
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6

const modelIdOf = (backend: TensorBackend): string =>
  backend.name.replace(/[^ -~]/g, '?').slice(0, 64) || 'model'
