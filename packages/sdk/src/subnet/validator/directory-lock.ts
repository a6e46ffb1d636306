import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SubnetError } from '../errors.ts'

/**
 * Keeps other processes out of a directory. The lock of a process that was killed is taken over.
 *
 * @returns gives the directory free
 * @throws SubnetError `StoreInUse`
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  const path = join(directory, 'lock')
  const own = `${process.pid}\n`
  try {
    await writeFile(path, own, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    const holder = Number.parseInt(await readFile(path, 'utf8'), 10)
    if (holder !== process.pid && isAlive(holder))
      throw new SubnetError(
        'StoreInUse',
        `Process ${holder} has ${directory} open; stop it, or remove ${path} if it is something else.`,
      )
    await writeFile(path, own)
  }
  return () => rm(path, { force: true })
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's process is alive too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
