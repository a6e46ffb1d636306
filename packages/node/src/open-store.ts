import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Hash } from '@plexus/primitives'
import { createBlockStore } from './chain/block-store.ts'
import type { Database } from './db/interface.ts'
import { LMDB_FILE } from './db/lmdb/lmdb-database.ts'
import { openDatabase } from './db/open.ts'
import { openTemporaryDatabase } from './db/temporary.ts'
import { foundChain, foundingTask } from './founding/found-chain.ts'
import type { NodeOptions } from './options.ts'

/** Opens the database of a node; a process founds the chain in an empty one, where it can. */
export async function openStore(
  options: Pick<NodeOptions, 'preset' | 'path' | 'memory'>,
  identity: { readonly specVersion: number; readonly genesisHash: Hash },
): Promise<Database> {
  const { path, memory } = options
  if (memory === true) return openDatabase({ memory })
  if (path === undefined) return openTemporaryDatabase(identity)
  const open = (): Promise<Database> => openDatabase({ ...identity, path })
  const task = foundingTask(options)
  if (task === undefined) return open()
  // A description that is refused leaves no directory behind.
  if (!existsSync(join(path, LMDB_FILE))) await foundChain(task)
  const db = await open()
  if (createBlockStore(db).hashAt(0) !== undefined) return db
  // The process died while it founded.
  await db.close()
  await foundChain(task)
  return open()
}
