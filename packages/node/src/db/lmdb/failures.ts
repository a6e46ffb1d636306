import { DatabaseDamagedError, DatabaseFullError } from '../errors.ts'

/** `errno` of ENOSPC, EFBIG (a limit on file sizes), EDQUOT (Linux, macOS), and MDB_MAP_FULL. */
const FULL: ReadonlySet<unknown> = new Set([28, 27, 122, 69, -30792, 'ENOSPC', 'EFBIG', 'EDQUOT'])

/**
 * EIO, MDB_PAGE_NOTFOUND, MDB_CORRUPTED, MDB_PANIC, MDB_VERSION_MISMATCH, MDB_INVALID, MDB_PROBLEM.
 */
const DAMAGED: ReadonlySet<unknown> = new Set([
  5,
  'EIO',
  -30797,
  -30796,
  -30795,
  -30794,
  -30793,
  -30779,
])

const CUT_SHORT: ReadonlySet<unknown> = new Set([5, 'EIO'])
/** A write that failed leaves its pages free: up to what one block changes. */
const NO_ROOM_BYTES = 16 * 1024 * 1024

/** Names what LMDB or the file system reports by number; anything else passes as it is. */
export function toDatabaseError(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  if (FULL.has(error.code)) return new DatabaseFullError(path, error)
  if (DAMAGED.has(error.code)) return new DatabaseDamagedError(path, error.message, error)
  return error
}

/**
 * Names what a write reports. LMDB calls a write that the file system cut short an input/output
 * error; on a full disk that is want of room.
 * @param freeBytes room on the disk, asked for only then
 */
export function toWriteError(path: string, error: unknown, freeBytes: () => number): unknown {
  const isCutShort = error instanceof Error && 'code' in error && CUT_SHORT.has(error.code)
  if (isCutShort && freeBytes() < NO_ROOM_BYTES) return new DatabaseFullError(path, error)
  return toDatabaseError(path, error)
}

/** Runs something that touches the files under `path` and names its failure. */
export function naming<T>(path: string, run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw toDatabaseError(path, error)
  }
}
