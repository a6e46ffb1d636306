import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { equalBytes, ScaleError } from '@plexus/primitives'
import type { Hasher } from '@plexus/primitives'
import { decodeHeader } from '../../../chain/header-codec.ts'
import type { Log } from '../../../log.ts'
import { decodeMetadata } from './format.ts'
import type { SnapshotMetadata } from './format.ts'
import { chunkFile, METADATA_FILE } from './write-snapshot.ts'

/** A snapshot on the disk. */
export interface StoredSnapshot {
  readonly height: number
  readonly metadata: SnapshotMetadata
}

/** The snapshots of a node, each in a directory that has its height as name. */
export interface SnapshotStore {
  /** Newest first. */
  list(): readonly StoredSnapshot[]
  /**
   * The bytes of a chunk; `undefined` where there is none. A snapshot whose chunk is not what was
   * written is removed: who got it would not speak with us any more.
   */
  chunk(height: number, index: number): Promise<Uint8Array | undefined>
  /** Adds the snapshot that `write` writes into an empty directory, whole or not at all. */
  add(height: number, write: (directory: string) => Promise<SnapshotMetadata>): Promise<void>
}

/** What a store is made of. */
export interface SnapshotStoreOptions {
  /** Made where it is missing; what is half written there is removed. */
  readonly directory: string
  /** Snapshots that are kept, the newest ones. */
  readonly keep: number
  readonly hasher: Hasher
  readonly log: Log
}

export function openSnapshotStore(options: SnapshotStoreOptions): SnapshotStore {
  const { directory, keep, hasher, log } = options
  const placeOf = (height: number): string => join(directory, String(height))
  let snapshots = readAll(options)

  async function drop(dropped: readonly StoredSnapshot[]): Promise<void> {
    snapshots = snapshots.filter((each) => !dropped.includes(each))
    for (const { height } of dropped) await rm(placeOf(height), REMOVE)
  }

  return {
    list: () => snapshots,
    async chunk(height, index) {
      const snapshot = snapshots.find((each) => each.height === height)
      const expected = snapshot?.metadata.chunks[index]
      if (snapshot === undefined || expected === undefined) return undefined
      const bytes = await readChunk(join(placeOf(height), chunkFile(index)))
      if (bytes !== undefined && equalBytes(hasher.blake2b256(bytes), expected)) return bytes
      // Not where it gave way to a newer one meanwhile.
      if (snapshots.includes(snapshot)) {
        log('warn', 'A snapshot is damaged and is removed', { height, chunk: index })
        await drop([snapshot])
      }
      return undefined
    },
    async add(height, write) {
      const draft = `${placeOf(height)}${DRAFT}`
      try {
        await mkdir(draft, { mode: 0o700 })
        const metadata = await write(draft)
        await sync(draft)
        await rm(placeOf(height), REMOVE)
        await rename(draft, placeOf(height))
        await sync(directory)
        const all = [{ height, metadata }, ...snapshots.filter((each) => each.height !== height)]
        snapshots = all.toSorted((a, b) => b.height - a.height)
      } finally {
        await rm(draft, REMOVE)
      }
      await drop(snapshots.slice(keep))
    },
  }
}

const DRAFT = '.part'
const REMOVE = { recursive: true, force: true }

function readAll({ directory, log }: SnapshotStoreOptions): readonly StoredSnapshot[] {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const found: StoredSnapshot[] = []
  for (const name of readdirSync(directory)) {
    const place = join(directory, name)
    if (name.endsWith(DRAFT)) rmSync(place, REMOVE)
    if (!/^\d{1,10}$/.test(name)) continue
    const height = Number(name)
    const metadata = readMetadata(place, height)
    if (metadata !== undefined) found.push({ height, metadata })
    else {
      log('warn', 'A snapshot is damaged and is removed', { height })
      rmSync(place, REMOVE)
    }
  }
  return found.toSorted((a, b) => b.height - a.height)
}

function readMetadata(place: string, height: number): SnapshotMetadata | undefined {
  const file = join(place, METADATA_FILE)
  const metadata = existsSync(file) ? decodeMetadata(readFileSync(file)) : undefined
  if (metadata === undefined || numberOf(metadata) !== height) return undefined
  const isWhole = metadata.chunks.every((_hash, at) => existsSync(join(place, chunkFile(at))))
  return isWhole ? metadata : undefined
}

function numberOf({ header }: SnapshotMetadata): number | undefined {
  try {
    return decodeHeader(header).number
  } catch (error) {
    if (error instanceof ScaleError) return undefined
    throw error
  }
}

async function readChunk(file: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Waits until the disk knows the names in a directory. */
async function sync(directory: string): Promise<void> {
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
