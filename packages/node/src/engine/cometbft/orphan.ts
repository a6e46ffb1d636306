import { execFile } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Clock } from '../../clock.ts'
import type { Log } from '../../log.ts'

/** Notes which process serves a home, for the node that comes after one that was killed. */
export function notePid(home: string, pid: number): void {
  writeFileSync(pidFile(home), `${pid}\n`, { mode: 0o600 })
}

/**
 * Ends the CometBFT of a node that was killed. Mostly it ends by itself, because its application is
 * gone; one that was fetching blocks (0.38.25) may hang for ever instead, and hold the ports.
 */
export async function endOrphan(home: string, clock: Clock, log: Log): Promise<void> {
  const pid = readPid(home)
  if (pid === undefined) return
  for (let tries = 0; await serves(pid, home); tries += 1) {
    if (tries === MAX_TRIES) {
      log('warn', 'Ending the CometBFT of a node that was killed', { pid })
      kill(pid)
    }
    if (tries === 2 * MAX_TRIES) return
    await new Promise<void>((resolve) => void clock.after(WAIT_MS, resolve))
  }
  rmSync(pidFile(home), { force: true })
}

function readPid(home: string): number | undefined {
  try {
    const pid = Number(readFileSync(pidFile(home), 'utf8'))
    return Number.isSafeInteger(pid) && pid > 1 ? pid : undefined
  } catch {
    return undefined
  }
}

/** The number alone says nothing: the system gives it to others later. */
async function serves(pid: number, home: string): Promise<boolean> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-ww', '-o', 'args=', '-p', String(pid)])
    return stdout.trimEnd().endsWith(` ${startArguments(home).join(' ')}`)
  } catch {
    return false
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has just ended, or is somebody else's: then its ports tell.
  }
}

/** What CometBFT is started with. */
export const startArguments = (home: string): readonly string[] => ['start', '--home', home]

const pidFile = (home: string): string => join(home, 'cometbft.pid')

const MAX_TRIES = 20
const WAIT_MS = 200
