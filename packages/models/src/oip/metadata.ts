import { BackendAnswerError, ModelInvalidError } from '../errors.ts'
import { printable } from '../http/failures.ts'
import { MAX_TENSOR_RANK } from '../tensor.ts'
import type { TensorSpec } from '../tensor.ts'
import { isDatatype } from './datatypes.ts'

/** What a server says of a model (spec: 87 §2.1). */
export interface OipModelMetadata {
  readonly name: string
  readonly inputs: readonly TensorSpec[]
  readonly outputs: readonly TensorSpec[]
}

/** Most tensors of a model. */
const MAX_TENSORS = 1024

/**
 * Reads the metadata of a model.
 * @throws BackendAnswerError, ModelInvalidError
 */
export function readModelMetadata(body: Uint8Array): OipModelMetadata {
  const { name, inputs, outputs } = parse(body)
  if (typeof name !== 'string') throw broken('it names no model')
  return {
    name: printable(name),
    inputs: readSpecs(inputs),
    outputs: readSpecs(outputs),
  }
}

/** Whether a server takes and gives raw tensors; a server without metadata does not. */
export function hasBinaryExtension(body: Uint8Array): boolean {
  const { extensions } = parse(body)
  return Array.isArray(extensions) && extensions.includes('binary_tensor_data')
}

function readSpecs(list: unknown): TensorSpec[] {
  if (list === undefined || list === null) return []
  if (!Array.isArray(list) || list.length > MAX_TENSORS) throw broken('its tensors are no list')
  return (list as readonly unknown[]).map((entry) => {
    if (typeof entry !== 'object' || entry === null) throw broken('a tensor is no object')
    const { name, datatype, shape } = entry as Record<string, unknown>
    if (typeof name !== 'string' || name.length > 256) throw broken('a tensor has no name')
    if (!isDatatype(datatype)) {
      throw new ModelInvalidError(
        `The tensor ${printable(name)} of the served model has no known datatype ` +
          `(${printable(String(datatype))}): serve it with one of the protocol.`,
      )
    }
    return { name, datatype, shape: readShape(name, shape) }
  })
}

function readShape(name: string, shape: unknown): number[] {
  // Servers behind a gRPC gateway write 64-bit integers as strings.
  const dimensions = Array.isArray(shape) ? (shape as readonly unknown[]).map(Number) : undefined
  const isFine = dimensions?.every((dimension) => Number.isInteger(dimension) && dimension >= -1)
  if (dimensions === undefined || isFine !== true || dimensions.length > MAX_TENSOR_RANK) {
    throw broken(`the tensor ${printable(name)} has no shape`)
  }
  return dimensions
}

function parse(body: Uint8Array): Record<string, unknown> {
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder().decode(body))
  } catch (error) {
    throw new BackendAnswerError(
      'The server does not speak the Open Inference Protocol (its metadata are no JSON): correct the address.',
      error,
    )
  }
  if (typeof json !== 'object' || json === null) throw broken('they are no object')
  return json as Record<string, unknown>
}

function broken(what: string): BackendAnswerError {
  return new BackendAnswerError(
    `The metadata of the inference server are against the protocol (${what}): see its version and log.`,
  )
}
