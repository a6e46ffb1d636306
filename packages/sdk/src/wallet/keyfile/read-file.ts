import { open } from 'node:fs/promises'
import { KeyfileAccessError, KeyfileFormatError, KeyMissingError } from '../errors.ts'
import { systemCode } from './system-code.ts'

const MAX_BYTES = 65_536

/**
 * The bytes of a keyfile, at most 64 KiB.
 *
 * @throws KeyMissingError, KeyfileAccessError, KeyfileFormatError
 */
export async function readKeyfile(path: string): Promise<Uint8Array> {
  const bytes = await readIfThere(path)
  if (bytes === undefined) throw new KeyMissingError(path)
  return bytes
}

/** As `readKeyfile`; undefined where there is no file. */
export async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    const file = await open(path, 'r')
    try {
      const stats = await file.stat()
      if (!stats.isFile()) throw new KeyfileFormatError('it is no regular file')
      if (stats.size > MAX_BYTES) throw new KeyfileFormatError('it is longer than 64 KiB')
      const bytes = new Uint8Array(stats.size)
      const { bytesRead } = await file.read(bytes, 0, bytes.length, 0)
      return bytes.subarray(0, bytesRead)
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof KeyfileFormatError) throw error
    const code = systemCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw new KeyfileAccessError('read', path, code)
  }
}
