import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { UpDirectoryError } from './errors.ts'

/** Where everything of one `plexus up` is kept. */
export interface UpDirectory {
  readonly path: string
  readonly chain: string
  readonly wallets: string
  /** What miners and validators must remember. */
  readonly state: string
  readonly logs: string
  /** Whether there was something to go on with. */
  readonly isNew: boolean
}

/** Says that a directory is ours; a foreign one is never emptied. */
const MARKER = 'plexus-up.json'
const FORMAT = '{"format":1}\n'
const PARTS = ['chain', 'wallets', 'state', 'logs'] as const

/**
 * Opens the directory of `plexus up`, and makes it where it is missing.
 *
 * @param fresh whether what is in it is thrown away first
 * @throws UpDirectoryError where the directory is somebody else's or of another format
 */
export async function openUpDirectory(path: string, fresh: boolean): Promise<UpDirectory> {
  const isOurs = existsSync(join(path, MARKER))
  if (!isOurs && existsSync(path) && (await readdir(path)).length > 0) {
    throw new UpDirectoryError(path, 'holds files of something else')
  }
  if (isOurs && (await readFile(join(path, MARKER), 'utf8')) !== FORMAT && !fresh) {
    throw new UpDirectoryError(path, 'was written by another version')
  }
  if (isOurs && fresh) {
    for (const part of PARTS) await rm(join(path, part), { recursive: true, force: true })
  }
  const isNew = !existsSync(join(path, 'chain'))
  for (const part of PARTS) await mkdir(join(path, part), { recursive: true, mode: 0o700 })
  await writeFile(join(path, MARKER), FORMAT)
  const [chain, wallets, state, logs] = PARTS.map((part) => join(path, part)) as [
    string,
    string,
    string,
    string,
  ]
  return { path, chain, wallets, state, logs, isNew }
}
