import { bytesToHex, hexToBytes } from '@plexus/primitives'
import type { ApiName, Apis } from '../descriptors/generated/index.ts'
import type { Client } from './client.ts'
import type { ReadOptions } from './read-options.ts'

/**
 * Asks a runtime API.
 *
 * @throws DescriptorError where the chain has no such method or another type; TransportError,
 *   RpcResponseError, CodecError
 * @example await callApi(client, 'SubnetInfoRuntimeApi.get_metagraph', [1])
 */
export async function callApi<Name extends ApiName>(
  client: Client,
  name: Name,
  args: Apis[Name]['args'],
  { at, ...options }: ReadOptions = {},
): Promise<Apis[Name]['value']> {
  const runtime = await client.runtime(at, options)
  runtime.ensure('api', name)
  const api = runtime.api(name)
  const where = at === undefined ? [] : [at]
  const method = name.replace('.', '_')
  const params = [method, bytesToHex(api.encodeArgs(args)), ...where]
  const answer = await client.request('state_call', params, options)
  return api.decodeResult(hexToBytes(String(answer))) as Apis[Name]['value']
}
