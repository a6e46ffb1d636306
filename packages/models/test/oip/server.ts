import type { ServerResponse } from 'node:http'
import { encodeInferRequest } from '../../src/oip/infer-request.ts'
import type { Tensors } from '../../src/index.ts'
import { sendJson, serve } from '../http/serve.ts'
import type { Got } from '../http/serve.ts'

/** What a test wants of its server. */
export interface Behaviour {
  /** Whether it says that it takes raw tensors. */
  readonly binary?: boolean
  readonly token?: string
  readonly isReady?: () => boolean
  /** Takes part in the answer to an inference; false when it has answered. */
  readonly infer?: (request: Got, response: ServerResponse) => boolean
  readonly inputs?: readonly object[]
  readonly port?: number
}

const SPEC = { datatype: 'FP32', shape: [-1, 2] }

/** A server of the model `double`, which answers y = 2x in JSON, and sends nothing back in binary but 7s. */
export async function serveOip(behaviour: Behaviour = {}): ReturnType<typeof serve> {
  const { binary = false, isReady = () => true, infer } = behaviour
  return serve((request, response) => {
    const { token } = behaviour
    if (token !== undefined && request.headers.authorization !== `Bearer ${token}`) {
      return sendJson(response, { error: 'no token' }, 401)
    }
    switch (request.path) {
      case '/v2':
        return sendJson(response, {
          name: 'test',
          version: '1',
          extensions: binary ? ['binary_tensor_data'] : [],
        })
      case '/v2/health/ready':
        return void response.writeHead(isReady() ? 200 : 503).end()
      case '/v2/models/double/ready':
        return void response.writeHead(isReady() ? 200 : 400).end()
      case '/v2/models/double':
        return sendJson(response, {
          name: 'double',
          platform: 'test',
          inputs: behaviour.inputs ?? [{ name: 'x', ...SPEC }],
          outputs: [{ name: 'y', ...SPEC }],
        })
      case '/v2/models/double/infer':
        if (infer?.(request, response) === false) return undefined
        return binary ? sendSevens(request, response) : sendDoubled(request, response)
      default:
        return sendJson(response, { error: `there is no ${request.path}` }, 404)
    }
  }, behaviour.port)
}

function sendDoubled({ body }: Got, response: ServerResponse): void {
  const { id, inputs } = JSON.parse(body.toString()) as {
    id: string
    inputs: { shape: number[]; datatype: string; data: number[] }[]
  }
  const [{ shape, datatype, data }] = inputs as [(typeof inputs)[number]]
  const outputs = [{ name: 'y', shape, datatype, data: data.map((value) => 2 * value) }]
  sendJson(response, { id, model_name: 'double', outputs })
}

function sendSevens({ headers, body }: Got, response: ServerResponse): void {
  const length = Number(headers['inference-header-content-length'])
  const { id } = JSON.parse(body.subarray(0, length).toString()) as { id: string }
  const y: Tensors = { y: { datatype: 'FP32', shape: [1, 2], data: Float32Array.of(7, 7) } }
  const request = encodeInferRequest(y, { encoding: 'binary', id })
  const end = Number(request.headers['inference-header-content-length'])
  const head = Buffer.from(request.body.subarray(0, end))
    .toString()
    .replace('"inputs"', '"outputs"')
  response
    .writeHead(200, { 'inference-header-content-length': String(head.length) })
    .end(Buffer.concat([Buffer.from(head), request.body.subarray(end)]))
}
