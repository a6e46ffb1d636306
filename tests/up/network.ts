import { execFile, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

/** A line of `plexus up --json`. */
export interface Line {
  readonly event: 'standings' | 'summary'
  readonly block: number
  readonly subnets: readonly SubnetLine[]
  readonly qualityToReward: Readonly<Record<string, number | null>>
}

export interface SubnetLine {
  readonly name: string
  readonly netuid: number
  readonly miners: readonly MinerLine[]
  readonly validators: readonly { readonly name: string; readonly vtrust: number }[]
}

export interface MinerLine {
  readonly name: string
  readonly uid: number
  /** Absent for cheats. */
  readonly quality?: number
  readonly incentive: number
  readonly earnedAlphaRao: string
}

/** A `plexus up` process under test. */
export interface Network {
  readonly startedAt: number
  /** The process that leads the group of all. */
  readonly pid: number
  lines(): readonly Line[]
  /** Resolves with the first line that satisfies the condition. */
  until(condition: (line: Line) => boolean, patienceMs: number): Promise<Line>
  /** Process of a program whose command line has all these words. */
  find(...words: readonly string[]): number | undefined
  readonly ended: Promise<number | null>
  stderr(): string
  kill(): void
}

const ROOT = resolve(import.meta.dirname, '../..')
const LAUNCHER = resolve(ROOT, 'bin/plexus.js')

/** Runs a command of a user with this home, and says what it printed. @throws where it fails */
export async function runPlexus(
  home: string,
  args: readonly string[],
  cwd: string = ROOT,
): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [LAUNCHER, ...args], {
    cwd,
    env: { ...process.env, HOME: home },
    timeout: 60_000,
  })
  return stdout
}

/** Starts `plexus up` for a user with this home. */
export function startNetwork(home: string, args: readonly string[]): Network {
  const child = spawn(process.execPath, [LAUNCHER, 'up', '--json', ...args], {
    env: { ...process.env, HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, which ends as a whole.
    detached: true,
  })
  const lines: Line[] = []
  const waiting = new Set<(line: Line) => void>()
  let errors = ''
  readLines(child, (text) => {
    const line = JSON.parse(text) as Line
    lines.push(line)
    for (const one of waiting) one(line)
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-64_000)
  })
  return {
    startedAt: performance.now(),
    pid: child.pid ?? 0,
    lines: () => lines,
    until: (condition, patienceMs) =>
      new Promise((done, fail) => {
        const timer = setTimeout(() => end(undefined), patienceMs)
        const end = (line: Line | undefined): void => {
          clearTimeout(timer)
          waiting.delete(look)
          if (line === undefined)
            fail(new Error(`not within ${patienceMs} ms: ${errors.slice(-800)}`))
          else done(line)
        }
        const look = (line: Line): void => {
          if (condition(line)) end(line)
        }
        waiting.add(look)
      }),
    find: (...words) => childrenOf(child.pid ?? 0).find((pid) => hasWords(pid, words)),
    ended: new Promise((done) => child.once('close', done)),
    stderr: () => errors,
    kill: () => killGroup(child.pid),
  }
}

function killGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // All of it has ended by itself.
  }
}

function readLines(child: ChildProcess, onLine: (line: string) => void): void {
  let rest = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString()).split('\n')
    rest = parts.pop() ?? ''
    for (const part of parts) onLine(part)
  })
}

function childrenOf(pid: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((id) => parentOf(id) === pid)
}

function parentOf(pid: number): number {
  try {
    return Number(/PPid:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  } catch {
    return 0
  }
}

function hasWords(pid: number, words: readonly string[]): boolean {
  try {
    const line = readFileSync(join('/proc', String(pid), 'cmdline'), 'utf8').split('\0')
    return words.every((word) => line.includes(word))
  } catch {
    return false
  }
}

/** A port of loopback that nobody has right now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
