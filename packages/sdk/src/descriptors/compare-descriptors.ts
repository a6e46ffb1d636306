import type { Client } from '../client/client.ts'
import { createChecksums, entryKey, listEntries } from './checksums.ts'
import { CHECKSUMS } from './generated/checksums.ts'

/** How a chain differs from the descriptors of this package; each `kind Pallet.item`. */
export interface DescriptorDifference {
  readonly specVersion: number
  /** In this package and not on the chain. */
  readonly missing: readonly string[]
  /** On both with another type. */
  readonly changed: readonly string[]
  /** On the chain and not in this package. */
  readonly added: readonly string[]
}

/**
 * Compares what the chain offers with what this package was made for. Where only some entries
 * differ all others work; using one that differs is a `DescriptorError`. Runtime APIs are compared
 * where the node gives metadata version 15.
 */
export async function compareDescriptors(
  client: Client,
  options: { readonly signal?: AbortSignal } = {},
): Promise<DescriptorDifference> {
  const { metadata, specVersion } = await client.runtime(undefined, options)
  const checksumOf = createChecksums(metadata)
  const entries = new Map(listEntries(metadata).map((entry) => [entryKey(entry), entry]))
  const missing: string[] = []
  const changed: string[] = []
  const hasApis = metadata.apis.length > 0
  for (const [key, expected] of Object.entries(CHECKSUMS)) {
    const entry = entries.get(key)
    if (entry === undefined) {
      if (hasApis || !key.startsWith('api ')) missing.push(key)
    } else if (checksumOf(entry) !== expected) changed.push(key)
  }
  const added = [...entries.keys()].filter((key) => !Object.hasOwn(CHECKSUMS, key))
  return { specVersion, missing, changed, added }
}
