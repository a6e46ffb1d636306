import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { hash } from '@plexus/primitives'
import type { Hash, Hasher } from '@plexus/primitives'
import type { HistoricalState } from '../../../chain/interface.ts'
import { encodeMetadata } from './format.ts'
import type { SnapshotMetadata } from './format.ts'
import { encodePair } from './pairs.ts'
import type { Rest } from './stage.ts'

/** What a snapshot is made of, and where it goes. */
export interface SnapshotPlan {
  /** The state; it is kept until the snapshot is written. */
  readonly view: HistoricalState
  /** SCALE header of its block. */
  readonly header: Uint8Array
  /** An empty directory. */
  readonly directory: string
  readonly hasher: Hasher
  readonly chunkBytes: number
  readonly rest: Rest
  readonly signal: AbortSignal
}

export const METADATA_FILE = 'metadata'
export const chunkFile = (index: number): string => `chunk-${index}`

/**
 * Writes the state in the order of its keys, a bounded part at a time; no more than one chunk is
 * in memory. What is written has reached the disk when this is done.
 */
export async function writeSnapshot(plan: SnapshotPlan): Promise<SnapshotMetadata> {
  const { view, header, directory, hasher, chunkBytes, rest, signal } = plan
  const buffer = new Uint8Array(chunkBytes)
  const chunks: Hash[] = []
  let filled = 0
  let pairs = 0n
  let sinceRest = 0

  async function closeChunk(): Promise<void> {
    const chunk = buffer.subarray(0, filled)
    const file = join(directory, chunkFile(chunks.length))
    chunks.push(hash(hasher.blake2b256(chunk)))
    filled = 0
    await writeDurably(file, chunk)
  }

  for (const key of view.keys('')) {
    const value = view.get(key)
    if (value === undefined) throw new Error('a key of the state has no value')
    const pair = encodePair([key, value])
    for (let at = 0; at < pair.length;) {
      const part = pair.subarray(at, at + chunkBytes - filled)
      buffer.set(part, filled)
      filled += part.length
      at += part.length
      if (filled === chunkBytes) await closeChunk()
    }
    pairs += 1n
    sinceRest += PAIR_COST + pair.length
    if (sinceRest < REST_AFTER) continue
    sinceRest = 0
    await rest()
    signal.throwIfAborted()
  }
  if (filled > 0) await closeChunk()
  const metadata = { header, chunks, pairs }
  await writeDurably(join(directory, METADATA_FILE), encodeMetadata(metadata))
  return metadata
}

/** PERF: a pair takes 5 to 20 µs to find, as long as 1 KiB takes to hash; a turn some 2 ms. */
const PAIR_COST = 1024
const REST_AFTER = 128 * 1024

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}
