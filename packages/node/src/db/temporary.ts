import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from './interface.ts'
import { openDatabase } from './open.ts'
import type { DirectoryOptions } from './open.ts'

/**
 * A database for one run. Its files lose their names as soon as they are open, so that nothing is
 * left behind however the process ends.
 */
export async function openTemporaryDatabase(
  options: Omit<DirectoryOptions, 'path' | 'durability'>,
): Promise<Database> {
  const path = await mkdtemp(join(tmpdir(), 'plexus-'))
  try {
    return await openDatabase({ ...options, path, durability: 'none' })
  } finally {
    await rm(path, { recursive: true, force: true })
  }
}
