import { constants } from 'node:fs'
import { copyFile, link, mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { bytesToHex } from '@plexus/primitives'
import { KeyExistsError, KeyfileAccessError } from '../errors.ts'
import { systemCode } from './system-code.ts'

/** Codes of file systems that have no hard links. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])

/**
 * Writes a keyfile so that it is there whole or not at all: into a file of its own beside it, to
 * the disk, then in place. Mode 0600; missing folders are made with mode 0700.
 *
 * @throws KeyExistsError where the file is there and `overwrite` is not set; KeyfileAccessError
 */
export async function writeKeyfile(
  path: string,
  bytes: Uint8Array,
  { overwrite }: { readonly overwrite: boolean },
): Promise<void> {
  const folder = dirname(path)
  const suffix = bytesToHex(crypto.getRandomValues(new Uint8Array(8))).slice(2)
  const draft = join(folder, `.${basename(path)}.${suffix}.tmp`)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    try {
      await writeDraft(draft, bytes)
      if (overwrite) await rename(draft, path)
      else await placeNew(draft, path)
    } finally {
      await rm(draft, { force: true })
    }
    await syncFolder(folder)
  } catch (error) {
    if (error instanceof KeyExistsError) throw error
    throw new KeyfileAccessError('write', path, systemCode(error))
  }
}

async function writeDraft(draft: string, bytes: Uint8Array): Promise<void> {
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A link fails where something stands, which a rename would replace. */
async function placeNew(draft: string, path: string): Promise<void> {
  try {
    await linkOrCopy(draft, path)
  } catch (error) {
    if (systemCode(error) === 'EEXIST') throw new KeyExistsError(path)
    throw error
  }
}

async function linkOrCopy(draft: string, path: string): Promise<void> {
  try {
    await link(draft, path)
  } catch (error) {
    if (!NO_LINKS.has(systemCode(error))) throw error
    await copyFile(draft, path, constants.COPYFILE_EXCL)
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
