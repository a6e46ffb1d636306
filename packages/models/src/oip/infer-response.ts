import { BackendAnswerError } from '../errors.ts'
import type { HttpAnswer } from '../http/http-client.ts'
import { printable } from '../http/failures.ts'
import { countElements } from '../tensor.ts'
import type { Tensor, Tensors } from '../tensor.ts'
import { fromBinary, isDatatype } from './datatypes.ts'
import { HEADER_LENGTH } from './infer-request.ts'
import { fromJsonData } from './json-data.ts'

/** Most outputs of one answer. */
const MAX_OUTPUTS = 1024

/**
 * Reads the answer to an inference request, in either encoding or both mixed.
 * @param id what the request said; an answer with another id is refused
 * @throws BackendAnswerError
 */
export function decodeInferResponse(
  { headers, body }: Pick<HttpAnswer, 'headers' | 'body'>,
  id: string,
): Tensors {
  const length = headerLength(headers.get(HEADER_LENGTH), body.length)
  const answer = parseObject(body.subarray(0, length))
  if (answer['id'] !== undefined && answer['id'] !== '' && answer['id'] !== id) {
    throw broken('it answers another request')
  }
  const outputs = answer['outputs']
  if (!Array.isArray(outputs) || outputs.length > MAX_OUTPUTS)
    throw broken('it has no list of outputs')
  const raw = { bytes: body.subarray(length), at: 0 }
  const tensors = new Map<string, Tensor>()
  for (const output of outputs as readonly unknown[]) {
    const [name, tensor] = readOutput(output, raw)
    if (tensors.has(name)) throw broken(`the output ${name} comes twice`)
    tensors.set(name, tensor)
  }
  if (raw.at !== raw.bytes.length) throw broken(`${raw.bytes.length - raw.at} bytes are left over`)
  return Object.fromEntries(tensors)
}

function readOutput(output: unknown, raw: { bytes: Uint8Array; at: number }): [string, Tensor] {
  if (typeof output !== 'object' || output === null) throw broken('an output is no object')
  const { name, datatype, shape, data, parameters } = output as Record<string, unknown>
  if (typeof name !== 'string' || name.length > 256) throw broken('an output has no name')
  const where = `the output ${printable(name)}`
  if (!isDatatype(datatype)) throw broken(`${where} has no known datatype`)
  if (!isShape(shape)) throw broken(`${where} has no shape`)
  const elements = countElements(shape)
  if (elements === undefined) throw broken(`${where} has a shape beyond the limits`)
  const size =
    typeof parameters === 'object' && parameters !== null
      ? (parameters as Record<string, unknown>)['binary_data_size']
      : undefined
  if (size === undefined) {
    const tensor = fromJsonData(datatype, shape, elements, data)
    if (tensor === undefined) throw broken(`the data of ${where} are not ${elements} × ${datatype}`)
    return [name, tensor]
  }
  if (!isSize(size) || size > raw.bytes.length - raw.at) {
    throw broken(`${where} has more bytes than came`)
  }
  const bytes = raw.bytes.subarray(raw.at, raw.at + size)
  raw.at += size
  const tensor = fromBinary(datatype, shape, elements, bytes)
  if (tensor === undefined) throw broken(`the bytes of ${where} are not ${elements} × ${datatype}`)
  return [name, tensor]
}

function isShape(shape: unknown): shape is readonly number[] {
  return Array.isArray(shape) && shape.every((dimension) => typeof dimension === 'number')
}

function headerLength(header: string | undefined, total: number): number {
  if (header === undefined) return total
  const length = /^\d{1,10}$/.test(header) ? Number(header) : Number.NaN
  if (!(length <= total)) throw broken('its JSON header is longer than its body')
  return length
}

function parseObject(bytes: Uint8Array): Record<string, unknown> {
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw new BackendAnswerError(
      'The inference server sent an answer that is no JSON (NaN and infinities are none): use the binary encoding.',
      error,
    )
  }
  if (typeof json !== 'object' || json === null) throw broken('it is no object')
  return json as Record<string, unknown>
}

function broken(what: string): BackendAnswerError {
  return new BackendAnswerError(
    `The inference server sent an answer against the protocol (${what}): see its version and log.`,
  )
}

function isSize(size: unknown): size is number {
  return Number.isSafeInteger(size) && Number(size) >= 0
}
