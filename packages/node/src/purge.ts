import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { checkOwnership, SNAPSHOT_DIRECTORY } from './db/open.ts'
import { LOCK_FILE, lockDirectory } from './db/directory-lock.ts'
import { LMDB_FILE } from './db/lmdb/lmdb-database.ts'

/**
 * Removes a node's own files from its data directory, and the directory when it is empty then.
 *
 * @returns whether there was anything to remove
 * @throws DataDirectoryError when a node runs on it or the files are somebody else's; nothing is
 * removed then.
 */
export function purge(path: string): Promise<boolean> {
  if (!existsSync(path)) return Promise.resolve(false)
  checkOwnership(path)
  const unlock = lockDirectory(path)
  const own = readdirSync(path).filter((name) => name.startsWith(LMDB_FILE))
  // First what only the database shows to be ours.
  if (own.length > 0) rmSync(join(path, SNAPSHOT_DIRECTORY), { recursive: true, force: true })
  for (const name of own) rmSync(join(path, name), { force: true })
  unlock()
  const rest = readdirSync(path).filter((name) => !name.startsWith(LOCK_FILE))
  if (rest.length === 0) rmSync(path, { recursive: true, force: true })
  return Promise.resolve(own.length > 0)
}
