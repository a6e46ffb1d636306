import { InvalidFieldError, type SubnetSynapse } from '@plexus/sdk/node'
import { VisionError } from './errors.ts'
import { readHeader } from './picture.ts'
import { CLASSES } from './render/outlines.ts'

/** Pictures to be classified. */
export interface ClassifyRequest {
  /** 1 to 64 letters, digits, `-` or `_`. */
  readonly taskId: string
  /** PNG files of 32 × 32 RGB pixels in base64, 1 to 32. */
  readonly images: readonly string[]
  /** What the probabilities stand for: `CLASSES`. */
  readonly classes: readonly string[]
}

/** What the pictures show. */
export interface ClassifyResponse {
  /** A row for each picture, in it a probability for each class. */
  readonly probs: readonly (readonly number[])[]
  /** Name of the model, for people; at most 64 printable ASCII characters. */
  readonly modelId: string
}

/** Pictures in one request at most. */
export const MAX_IMAGES = 32

/** Longest picture in base64, in characters; what a plain PNG of 32 × 32 RGBA pixels needs, and a bit. */
export const MAX_IMAGE_CHARS = 6_144

/** `Classify { task_id, images, classes } → { probs, model_id }` (spec: 85-subnets §2). */
export const classify: SubnetSynapse<ClassifyRequest, ClassifyResponse> = {
  name: 'Classify',
  requestFields: ['task_id', 'images', 'classes'],
  responseFields: ['probs', 'model_id'],
  parseRequest(fields) {
    const { task_id: taskId, images, classes } = fields
    if (typeof taskId !== 'string' || !/^[\w-]{1,64}$/.test(taskId))
      throw new InvalidFieldError('task_id', 'must be 1 to 64 letters, digits, "-" or "_"')
    if (!isList(images, 1, MAX_IMAGES))
      throw new InvalidFieldError('images', `must be a list of 1 to ${MAX_IMAGES} pictures`)
    if (!isList(classes, 0, CLASSES.length) || !sameNames(classes))
      throw new InvalidFieldError('classes', `must be ${JSON.stringify(CLASSES)}`)
    return { taskId, images: images.map(parseImage), classes: CLASSES }
  },
  parseResponse(fields) {
    const { probs, model_id: modelId } = fields
    if (!isList(probs, 1, MAX_IMAGES))
      throw new InvalidFieldError('probs', `must be a list of 1 to ${MAX_IMAGES} rows`)
    if (typeof modelId !== 'string' || !/^[ -~]{1,64}$/.test(modelId))
      throw new InvalidFieldError('model_id', 'must be 1 to 64 printable ASCII characters')
    return { probs: probs.map(parseRow), modelId }
  },
  writeRequest: ({ taskId, images, classes }) => ({ task_id: taskId, images, classes }),
  writeResponse: ({ probs, modelId }) => ({ probs, model_id: modelId }),
}

/** Base64 of the first 30 bytes, which hold all that `readHeader` looks at. */
const HEADER_CHARS = 40

function parseImage(value: unknown, index: number): string {
  const field = `images[${index}]`
  if (typeof value !== 'string' || value.length > MAX_IMAGE_CHARS || !isBase64(value))
    throw new InvalidFieldError(field, `must be base64 of at most ${MAX_IMAGE_CHARS} characters`)
  try {
    readHeader(Buffer.from(value.slice(0, HEADER_CHARS), 'base64'))
    return value
  } catch (error) {
    if (error instanceof VisionError) throw new InvalidFieldError(field, IMAGE_PROBLEM[error.code])
    throw error
  }
}

/** PERF: eight times as fast as a regular expression. */
const isBase64 = (text: string): boolean => Buffer.from(text, 'base64').toString('base64') === text

const IMAGE_PROBLEM = {
  not_png: 'must be a PNG file',
  picture_size: 'must have 32 × 32 pixels',
  picture_kind: 'must have 8 bits per channel, RGB or RGBA, not interlaced',
  model_shape: 'does not fit the model',
  model_output: 'does not fit the model',
} as const

function parseRow(value: unknown, index: number): readonly number[] {
  if (!isList(value, CLASSES.length, CLASSES.length) || !value.every(isNumber))
    throw new InvalidFieldError(`probs[${index}]`, `must be ${CLASSES.length} finite numbers`)
  return value
}

const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value)

function isList(value: unknown, min: number, max: number): value is readonly unknown[] {
  return Array.isArray(value) && value.length >= min && value.length <= max
}

const sameNames = (names: readonly unknown[]): boolean =>
  names.length === CLASSES.length && CLASSES.every((name, at) => names[at] === name)
