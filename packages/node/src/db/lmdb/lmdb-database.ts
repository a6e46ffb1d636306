import { statfsSync } from 'node:fs'
import { open as openFile } from 'node:fs/promises'
import { join } from 'node:path'
import { open } from 'lmdb'
import type { Database as Store, RootDatabase } from 'lmdb'
import { checkKey, isStorable } from '../check-key.ts'
import { TABLES } from '../interface.ts'
import type { Database, Table } from '../interface.ts'
import { naming, toDatabaseError, toWriteError } from './failures.ts'
import { createFileReserve } from './file-reserve.ts'
import { inspectFile } from './inspect-file.ts'
import { scan, scanKeys } from './scan.ts'

/** File of the database inside its directory. */
export const LMDB_FILE = 'plexus.mdb'

/**
 * What an acknowledged write survives.
 *
 * - `disk`: the loss of power; each write waits for the disk (≈ 1 ms on a fast one)
 * - `process`: the death of the process, `kill -9` included. A loss of power may damage the file,
 *   unless `flushed()` was awaited after the last write.
 * - `none`: nothing; the file may lose its name while it is open.
 */
export type Durability = 'disk' | 'process' | 'none'

export interface LmdbOptions {
  /** The data directory; it exists. */
  readonly path: string
  readonly durability: Durability
}

/**
 * A database in one file. Its memory map starts small and grows with the data, so there is no
 * size to configure.
 *
 * @throws DatabaseDamagedError when the file is cut off or is not what LMDB left there.
 */
export function openLmdbDatabase({ path, durability }: LmdbOptions): Database {
  const file = join(path, LMDB_FILE)
  inspectFile(path, file)
  const root = naming(path, () =>
    open({
      path: file,
      encoding: 'binary',
      keyEncoding: 'binary',
      maxDbs: TABLES.length,
      // Overlapping sync would give way to an older snapshot after a loss of power.
      overlappingSync: false,
      noSync: durability !== 'disk',
    }),
  )
  const reserve = durability === 'none' ? undefined : createFileReserve(file)
  const stores = new Map(TABLES.map((table) => [table, openStore(path, root, table)]))
  const storeOf = (table: Table): Store<Uint8Array, Uint8Array> => {
    const store = stores.get(table)
    if (store === undefined) throw new Error(`The database is closed: ${table} cannot be used`)
    return store
  }

  return {
    location: path,
    get(table, key) {
      const store = storeOf(table)
      if (!isStorable(key)) return undefined
      try {
        const shared = store.getBinaryFast(key)
        // The shared buffer is overwritten by the next read.
        return shared && new Uint8Array(shared.buffer, shared.byteOffset, shared.length).slice()
      } catch (error) {
        throw toDatabaseError(path, error)
      }
    },
    range: (table, range) => scan(path, storeOf(table), range),
    keys: (table, range) => scanKeys(path, storeOf(table), range),
    write(batch) {
      for (const { table, key } of batch) checkKey(table, key)
      try {
        reserve?.before(batch)
        root.transactionSync(() => {
          for (const { table, key, value } of batch) {
            if (value === undefined) storeOf(table).removeSync(key)
            else storeOf(table).putSync(key, value)
          }
        })
      } catch (error) {
        throw toWriteError(path, error, () => freeBytes(path))
      }
    },
    async flushed() {
      if (durability !== 'process') return
      await sync(path, file)
    },
    sizeBytes() {
      const { lastPageNumber, pageSize } = root.getStats() as LmdbStats
      return (lastPageNumber + 1) * pageSize
    },
    async close() {
      if (stores.size === 0) return
      stores.clear()
      if (durability === 'process') await sync(path, file)
      await root.close()
    },
  }
}

/** What LMDB says of itself, as far as it is used here. */
interface LmdbStats {
  readonly lastPageNumber: number
  readonly pageSize: number
}

function openStore(path: string, root: RootDatabase, table: Table): Store<Uint8Array, Uint8Array> {
  return naming(path, () =>
    root.openDB<Uint8Array, Uint8Array>(table, { encoding: 'binary', keyEncoding: 'binary' }),
  )
}

function freeBytes(path: string): number {
  const { bavail, bsize } = statfsSync(path)
  return bavail * bsize
}

/** Waits until the disk has what the file system was given. */
async function sync(path: string, file: string): Promise<void> {
  try {
    const handle = await openFile(file, 'r+')
    try {
      await handle.datasync()
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw toDatabaseError(path, error)
  }
}
