import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { chmod, copyFile, lstat, mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { NodeRoom } from '../node-room.ts'
import { ensureFree } from '../run/ensure-free.ts'
import { fillDirectory } from './directory.ts'
import { BackupDamagedError, NetworkDirectoryError, SignedAgainError } from './errors.ts'
import { placesOf, readNodeConfig } from './node-config.ts'
import { malformed, readFields } from './read-json.ts'

/** What a backup holds. */
export interface BackupSummary {
  readonly name: string
  readonly files: number
  /** Height up to which the validator had signed. */
  readonly signedHeight: number
}

/** What is known of the time between a backup and its restoration. */
export type SignedSince =
  /** The node has not run: its own note of what it has signed is the newest. */
  | { readonly kind: 'notRun' }
  /** It may have signed up to this height, and signs nothing at or below it. */
  | { readonly kind: 'upTo'; readonly height: number }

/**
 * Copies a node that does not run: the chain first, so that CometBFT is never older than it.
 * @throws DataDirectoryError where it runs, NetworkDirectoryError, EADDRINUSE
 */
export async function backupNode(
  from: string,
  out: string,
  room: NodeRoom,
): Promise<BackupSummary> {
  const config = await readNodeConfig(from)
  if (config === undefined) {
    throw new NetworkDirectoryError(
      from,
      'is no node of a network: name a directory with a node.json',
    )
  }
  const { chain, home } = placesOf(from)
  const release = existsSync(chain) ? room.holdData(chain) : () => {}
  try {
    // The chain is free, but a CometBFT that lost its node may still write.
    await ensureFree(config.cometPort)
    room.readHome(home)
    const signedHeight = room.signedHeight(home)
    return await fillDirectory(out, async () => {
      const hashes: Record<string, string> = {}
      for (const file of await filesIn(from)) {
        hashes[file] = await copy(join(from, file), join(out, 'node', file))
      }
      const manifest = { format: 1, name: config.name, signedHeight, files: hashes }
      await writeFile(join(out, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, {
        mode: 0o600,
      })
      return { name: config.name, files: Object.keys(hashes).length, signedHeight }
    })
  } finally {
    release()
  }
}

/**
 * Makes a directory of a node out of a backup. Its key is put in last: before, what it may sign is
 * settled.
 * @throws BackupDamagedError, SignedAgainError, NetworkDirectoryError
 */
export async function restoreNode(
  backup: string,
  out: string,
  { since, room }: { readonly since: SignedSince; readonly room: NodeRoom },
): Promise<BackupSummary> {
  const { name, signedHeight, files } = await readManifest(backup)
  if (since.kind === 'upTo' && since.height < signedHeight) {
    throw new SignedAgainError(since.height, signedHeight)
  }
  return fillDirectory(out, async () => {
    const ordered = Object.keys(files).toSorted((a, b) => Number(a === KEY) - Number(b === KEY))
    const { home } = placesOf(out)
    for (const file of ordered) {
      if (file === KEY && since.kind === 'upTo') {
        room.forbidSigning(home, since.height)
        room.markRestored(home)
      }
      const hash = await copy(join(backup, 'node', file), join(out, file))
      if (hash !== files[file]) throw new BackupDamagedError(file, 'has other bytes')
    }
    room.readHome(home)
    return { name, files: ordered.length, signedHeight }
  })
}

interface Manifest {
  readonly name: string
  readonly signedHeight: number
  /** SHA-256 by path. */
  readonly files: Readonly<Record<string, string>>
}

async function readManifest(backup: string): Promise<Manifest> {
  const file = join(backup, MANIFEST)
  if (!existsSync(file)) {
    throw new NetworkDirectoryError(backup, 'is no backup: make one with "plexus network backup"')
  }
  const fields = await readFields(file, ['name', 'signedHeight', 'files'])
  const [name, signedHeight, files] = ['name', 'signedHeight', 'files'].map((key) =>
    fields.get(key),
  )
  if (typeof name !== 'string') throw malformed(file, 'it has no name')
  if (typeof signedHeight !== 'number' || !Number.isSafeInteger(signedHeight)) {
    throw malformed(file, 'it has no height')
  }
  if (!isHashes(files)) throw malformed(file, 'its files are no list of hashes')
  for (const needed of [KEY, SIGN_STATE]) {
    if (!(needed in files)) throw new BackupDamagedError(needed, 'is missing')
  }
  const there = new Set(await filesIn(join(backup, 'node')))
  const missing = Object.keys(files).find((each) => !there.has(each))
  if (missing !== undefined) throw new BackupDamagedError(missing, 'is missing')
  return { name, signedHeight, files }
}

const isHashes = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).every(
    ([name, hash]) =>
      !name.startsWith('/') && !name.split('/').includes('..') && typeof hash === 'string',
  )

/** Paths of what belongs to a backup, the chain first. */
async function filesIn(root: string, under = ''): Promise<readonly string[]> {
  const found: string[] = []
  for (const name of (await readdir(join(root, under))).toSorted(byText)) {
    const path = under === '' ? name : `${under}/${name}`
    const kind = await lstat(join(root, path))
    if (kind.isDirectory()) found.push(...(await filesIn(root, path)))
    else if (kind.isFile() && !LEFT_OUT.test(path)) found.push(path)
  }
  return found
}

/** Notes of running processes, words, and states that others may fetch. */
const LEFT_OUT =
  /^(?:chain\/(?:plexus\.lock|snapshots\/).*|cometbft\/cometbft\.(?:log|pid)|.*\.mdb-lock|.*\/LOCK)$/

/** Copies a file for its owner alone. @returns the SHA-256 of what was copied */
async function copy(from: string, to: string): Promise<string> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  await copyFile(from, to)
  await chmod(to, 0o600)
  const hash = createHash('sha256')
  await pipeline(createReadStream(to), hash)
  return hash.digest('hex')
}

const MANIFEST = 'backup.json'
const KEY = 'cometbft/config/priv_validator_key.json'
const SIGN_STATE = 'cometbft/data/priv_validator_state.json'

const byText = (a: string, b: string): number => (a < b ? -1 : 1)
