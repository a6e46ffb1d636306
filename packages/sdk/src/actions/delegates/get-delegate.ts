import { callApi } from '../../client/call-api.ts'
import type { Client } from '../../client/client.ts'
import type { ReadOptions } from '../../client/read-options.ts'
import { readDelegate } from './delegate.ts'
import type { Delegate } from './delegate.ts'

/** A hotkey that takes stake of others; `undefined` where it is none. */
export async function getDelegate(
  client: Client,
  { hotkey, ...options }: ReadOptions & { readonly hotkey: string },
): Promise<Delegate | undefined> {
  const found = await callApi(client, 'DelegateInfoRuntimeApi.get_delegate', [hotkey], options)
  return found === undefined ? undefined : readDelegate(found)
}
