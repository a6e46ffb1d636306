import { mkdirSync, readdirSync } from 'node:fs'
import { bytesToHex, equalBytes } from '@plexus/primitives'
import type { Hash } from '@plexus/primitives'
import { LOCK_FILE, lockDirectory } from './directory-lock.ts'
import { DatabaseDamagedError, DataDirectoryError } from './errors.ts'
import type { DataDirectoryReason } from './errors.ts'
import type { Database } from './interface.ts'
import { LMDB_FILE, openLmdbDatabase } from './lmdb/lmdb-database.ts'
import type { Durability } from './lmdb/lmdb-database.ts'
import { createMemoryDatabase } from './memory/memory-database.ts'

/** Where a node keeps its data. */
export type DatabaseOptions = { readonly memory: true } | DirectoryOptions

export interface DirectoryOptions {
  /** The data directory; made when it is missing. It belongs to the node alone. */
  readonly path: string
  /** `specVersion` of the runtime that writes the state. */
  readonly specVersion: number
  readonly genesisHash: Hash
  /** Default `disk`. */
  readonly durability?: Durability
}

/** Raised when the tables or their meaning change. */
export const FORMAT_VERSION = 1

/** Directory inside the data directory for copies of the state that nodes which join ask for. */
export const SNAPSHOT_DIRECTORY = 'snapshots'

const text = (value: string): Uint8Array => new TextEncoder().encode(value)

const IDENTITY = {
  format: text('format'),
  specVersion: text('specVersion'),
  genesisHash: text('genesisHash'),
}

/**
 * Opens the database of a node; `close()` gives its directory back.
 *
 * @throws DataDirectoryError when the directory is in use, belongs to something else or to
 * another chain, version or format; it is left as it was.
 * @throws DatabaseDamagedError
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  if ('memory' in options) return createMemoryDatabase()
  const { path } = options
  mkdirSync(path, { recursive: true })
  checkOwnership(path)
  const unlock = lockDirectory(path)
  try {
    const db = openLmdbDatabase({ path, durability: options.durability ?? 'disk' })
    try {
      checkIdentity(db, options)
    } catch (error) {
      await db.close()
      throw error
    }
    return {
      ...db,
      async close() {
        await db.close()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

/**
 * Keeps nodes away from a data directory while its files are copied.
 *
 * @returns what gives the directory back
 * @throws DataDirectoryError where a node runs on it, or the files are no node's
 */
export function holdData(path: string): () => void {
  checkOwnership(path)
  return lockDirectory(path)
}

/** @throws DataDirectoryError when the directory holds files that are not a node's. */
export function checkOwnership(path: string): void {
  const names = readdirSync(path)
  if (names.includes(LMDB_FILE)) return
  const foreign = names.find((name) => !name.startsWith(LOCK_FILE))
  if (foreign === undefined) return
  throw new DataDirectoryError(
    'foreign',
    path,
    `The directory ${path} holds other files (${foreign}): give the node an empty directory ` +
      'with --path.',
  )
}

/** Compares what the directory was made for; a new one is marked. */
function checkIdentity(db: Database, options: DirectoryOptions): void {
  const { path, genesisHash } = options
  const expected = {
    format: text(String(FORMAT_VERSION)),
    specVersion: text(String(options.specVersion)),
    genesisHash,
  }
  const format = db.get('meta', IDENTITY.format)
  if (format === undefined) {
    const [used] = db.keys('numbers', { limit: 1 })
    if (used !== undefined) throw new DatabaseDamagedError(path, 'its format is not recorded')
    db.write(
      (['format', 'specVersion', 'genesisHash'] as const).map((name) => ({
        table: 'meta',
        key: IDENTITY[name],
        value: expected[name],
      })),
    )
    return
  }
  for (const name of ['format', 'genesisHash', 'specVersion'] as const) {
    const found = db.get('meta', IDENTITY[name])
    if (found === undefined) throw new DatabaseDamagedError(path, `its ${name} is not recorded`)
    if (!equalBytes(found, expected[name])) throw mismatch(name, path, found, expected[name])
  }
}

function mismatch(
  name: Extract<DataDirectoryReason, keyof typeof IDENTITY>,
  path: string,
  found: Uint8Array,
  expected: Uint8Array,
): DataDirectoryError {
  const show = (value: Uint8Array): string =>
    name === 'genesisHash' ? bytesToHex(value) : new TextDecoder().decode(value)
  const nouns = { format: 'format', specVersion: 'spec version', genesisHash: 'genesis' }
  return new DataDirectoryError(
    name,
    path,
    `The data directory ${path} has ${nouns[name]} ${show(found)}, this node has ` +
      `${show(expected)}: remove its data with "plexus purge --path ${path}", or give the node ` +
      'another directory with --path.',
  )
}
