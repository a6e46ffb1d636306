import { hexToBytes } from '@plexus/primitives'
import type { Client } from '../../client/client.ts'
import type { ReadOptions } from '../../client/read-options.ts'
import { readStorage } from '../../client/read-storage.ts'

/** What a hotkey has published. */
export interface Commitment {
  readonly data: Uint8Array
  /** Block in which it was published. */
  readonly block: number
}

/** Reads what a hotkey has published on a subnet; `undefined` for nothing, or nothing readable. */
export async function getCommitment(
  client: Client,
  {
    netuid,
    hotkey,
    ...options
  }: ReadOptions & { readonly netuid: number; readonly hotkey: string },
): Promise<Commitment | undefined> {
  const found = await readStorage(client, 'Commitments.CommitmentOf', [netuid, hotkey], options)
  const [field] = found?.info ?? []
  if (found === undefined || field === undefined) return undefined
  const data = bytesOf(field.type, field.value)
  return data === undefined ? undefined : { data, block: found.block }
}

function bytesOf(type: string, value: unknown): Uint8Array | undefined {
  if (!type.startsWith('Raw') && type !== 'BigRaw') return undefined
  if (value === undefined) return new Uint8Array()
  if (typeof value === 'number') return Uint8Array.of(value)
  if (typeof value === 'string') return hexToBytes(value)
  return value instanceof Uint8Array ? value : undefined
}
