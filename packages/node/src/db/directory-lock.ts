import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DataDirectoryError } from './errors.ts'

/** The file that marks a data directory as in use: process id and start time of the user. */
export const LOCK_FILE = 'plexus.lock'

/**
 * Claims a data directory for this process. A claim whose process is gone is taken over, also when
 * another process has its id by now (in a container the node always has the same id).
 *
 * Not seen are users in another process namespace: do not share a directory between containers.
 *
 * @returns what gives the directory back
 * @throws DataDirectoryError `locked`
 */
export function lockDirectory(path: string): () => void {
  const lock = join(path, LOCK_FILE)
  const mine = claimOf(process.pid)
  const draft = `${lock}.${process.pid}`
  writeFileSync(draft, mine)
  try {
    if (!tryLink(draft, lock)) {
      const holder = readClaim(lock)
      if (holder !== undefined && isAlive(holder)) throw locked(path, holder)
      removeStale(lock, holder, `${draft}.stale`)
      if (!tryLink(draft, lock)) throw locked(path, readClaim(lock) ?? 'another process')
    }
  } finally {
    rmSync(draft, { force: true })
  }
  return () => {
    if (readClaim(lock) === mine) rmSync(lock, { force: true })
  }
}

/** Links are made whole or not at all, so that nobody reads half a claim. */
function tryLink(draft: string, lock: string): boolean {
  try {
    linkSync(draft, lock)
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  }
}

/** Between judging and removing, somebody else may have taken over: their claim is put back. */
function removeStale(lock: string, stale: string | undefined, aside: string): void {
  if (stale === undefined) return
  try {
    renameSync(lock, aside)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return
    throw error
  }
  if (readClaim(aside) !== stale) tryLink(aside, lock)
  rmSync(aside, { force: true })
}

function readClaim(lock: string): string | undefined {
  try {
    return readFileSync(lock, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

const claimOf = (pid: number): string => `${pid} ${startOf(pid) ?? 'unknown'}\n`

function isAlive(claim: string): boolean {
  const pid = Number(claim.split(' ')[0])
  if (!Number.isSafeInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (!hasCode(error, 'EPERM')) return false
  }
  return claim === claimOf(pid)
}

/** Start of a process in clock ticks since boot, where the system tells (Linux). */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // Field 22; the name of the program before it may hold spaces and brackets.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return undefined
  }
}

function locked(path: string, holder: string): DataDirectoryError {
  const who = holder.split(' ')[0] ?? holder
  return new DataDirectoryError(
    'locked',
    path,
    `The data directory ${path} is in use by process ${who}: stop that node, or give this one ` +
      'another directory with --path.',
  )
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code
