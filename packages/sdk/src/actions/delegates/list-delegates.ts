import { callApi } from '../../client/call-api.ts'
import type { Client } from '../../client/client.ts'
import type { ReadOptions } from '../../client/read-options.ts'
import { readDelegate } from './delegate.ts'
import type { Delegate } from './delegate.ts'

/** All hotkeys that take stake of others. */
export async function listDelegates(
  client: Client,
  options: ReadOptions = {},
): Promise<readonly Delegate[]> {
  const found = await callApi(client, 'DelegateInfoRuntimeApi.get_delegates', [], options)
  return found.map(readDelegate)
}
