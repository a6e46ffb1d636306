import { access, constants, statfs } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Finding } from './examine.ts'

const GIB = 1024 ** 3
/** A day of a localnet needs less. */
const LEAST_BYTES = GIB

/** Whether the data directory, or the folder that will hold it, can be written. */
export async function lookAtData(path: string | undefined, home: string): Promise<Finding> {
  const wanted = path === undefined ? join(home, '.plexus', 'up') : resolve(path)
  const there = await nearest(wanted)
  try {
    await access(there, constants.W_OK | constants.X_OK)
  } catch {
    const says = `${there} cannot be written: change its permissions, or choose another --path`
    return { what: 'data', ok: false, says }
  }
  const { bavail, bsize } = await statfs(there)
  const free = bavail * bsize
  const says = `${wanted}, ${(free / GIB).toFixed(1)} GiB free`
  if (free >= LEAST_BYTES) return { what: 'data', ok: true, says }
  return { what: 'data', ok: false, says: `${says}: make room for 1 GiB, or choose another --path` }
}

/** The path itself, or the first folder above it that exists. */
async function nearest(path: string): Promise<string> {
  try {
    await access(path)
    return path
  } catch {
    return path === dirname(path) ? path : nearest(dirname(path))
  }
}
