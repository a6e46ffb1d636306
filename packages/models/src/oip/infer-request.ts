import type { Tensors } from '../tensor.ts'
import { toBinary } from './datatypes.ts'
import { toJsonData } from './json-data.ts'

/** How tensors travel: as JSON, or raw behind a JSON header (spec: 87 §2.3). */
export type OipEncoding = 'json' | 'binary'

/** A request as it goes on the wire. */
export interface InferRequest {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** Name of the header that says where the JSON ends and the raw tensors begin. */
export const HEADER_LENGTH = 'inference-header-content-length'

/**
 * Writes a request for all outputs of a model.
 * @throws TensorShapeError for what JSON cannot carry, when the encoding is JSON
 */
export function encodeInferRequest(
  tensors: Tensors,
  { encoding, id }: { readonly encoding: OipEncoding; readonly id: string },
): InferRequest {
  const raw: Uint8Array[] = []
  const inputs = Object.entries(tensors).map(([name, tensor]) => {
    const { datatype, shape } = tensor
    const head = `"name":${JSON.stringify(name)},"shape":[${shape.join()}],"datatype":"${datatype}"`
    if (encoding === 'json') return `{${head},"data":${toJsonData(name, tensor)}}`
    const bytes = toBinary(tensor)
    raw.push(bytes)
    return `{${head},"parameters":{"binary_data_size":${bytes.length}}}`
  })
  const wish = encoding === 'binary' ? '"parameters":{"binary_data_output":true},' : ''
  const json = new TextEncoder().encode(
    `{"id":${JSON.stringify(id)},${wish}"inputs":[${inputs.join(',')}]}`,
  )
  if (encoding === 'json') return { headers: { 'content-type': 'application/json' }, body: json }
  return {
    headers: {
      'content-type': 'application/octet-stream',
      [HEADER_LENGTH]: String(json.length),
    },
    body: Buffer.concat([json, ...raw]),
  }
}
