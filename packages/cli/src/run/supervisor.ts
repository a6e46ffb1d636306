import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import type { WriteStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'

/** A program that must run as long as the network does. */
export interface Program {
  /** Unique; names its log file. */
  readonly name: string
  /** Arguments of the `plexus` command. No secret belongs here. */
  readonly args: readonly string[]
  /** Where its stderr goes. */
  readonly logFile: string
  /** It is not started again when it ends. */
  readonly once?: true
}

/** Keeps programs running. */
export interface Supervisor {
  start(program: Program): void
  /** Programs that run right now. */
  running(): number
  /** How often a program was started again after it had ended. */
  restarts(): number
  /** Ends all of them: first politely, then not. */
  stop(): Promise<void>
}

/** What a supervisor needs to know of the process it is in. */
export interface SupervisorOptions {
  /** The launcher of the `plexus` command. */
  readonly launcher: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Hears each line that a program writes to stdout. */
  readonly onLine: (program: string, line: string) => void
  /** Hears of an end that nobody asked for, and of its reason where the program gave one. */
  readonly onEnd: (program: string, how: string) => void
  /** Time for a polite end, in ms; default 5 s. */
  readonly patienceMs?: number
}

interface Kept {
  readonly program: Program
  readonly log: WriteStream
  child?: ChildProcess
  timer?: NodeJS.Timeout
  /** When it was started last, and how often it then failed at once. */
  startedAt: number
  failures: number
}

const FIRST_DELAY_MS = 250
const MAX_DELAY_MS = 8_000
/** A program that ran this long has not failed at once. */
const STABLE_MS = 10_000
const PATIENCE_MS = 5_000
const MAX_LINE = 64 * 1024

export function createSupervisor(options: SupervisorOptions): Supervisor {
  const all: Kept[] = []
  let stopping = false
  let restarts = 0

  const run = (kept: Kept): void => {
    const { program } = kept
    kept.startedAt = performance.now()
    const child = spawn(process.execPath, [options.launcher, ...program.args], {
      env: { ...options.env },
      // Ctrl-C reaches us alone: a second request to end would not wait for a graceful stop.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    kept.child = child
    let failure: string | undefined
    readLines(child.stdout, (line) => options.onLine(program.name, line))
    readLines(child.stderr, (line) => {
      if (line.startsWith('error[')) failure = line
    })
    child.stderr.pipe(kept.log, { end: false })
    child.once('error', (error) => options.onEnd(program.name, error.message))
    child.once('close', (code, signal) => {
      delete kept.child
      if (stopping) return
      options.onEnd(program.name, failure ?? signal ?? `exit code ${String(code)}`)
      if (program.once === true) return
      kept.timer = setTimeout(() => {
        restarts += 1
        run(kept)
      }, delayOf(kept))
    })
  }

  return {
    start(program) {
      const log = createWriteStream(program.logFile, { flags: 'a', mode: 0o600 })
      const kept: Kept = { program, log, startedAt: 0, failures: 0 }
      all.push(kept)
      run(kept)
    },
    running: () => all.filter(({ child }) => child !== undefined).length,
    restarts: () => restarts,
    async stop() {
      stopping = true
      const { patienceMs = PATIENCE_MS } = options
      await Promise.all(all.map((kept) => end(kept, patienceMs)))
    },
  }
}

/** Longer each time that a program fails at once. */
function delayOf(kept: Kept): number {
  const ranMs = performance.now() - kept.startedAt
  kept.failures = ranMs > STABLE_MS ? 0 : kept.failures + 1
  return Math.min(FIRST_DELAY_MS * 2 ** Math.min(kept.failures, 10), MAX_DELAY_MS)
}

async function end({ child, timer, log }: Kept, patienceMs: number): Promise<void> {
  clearTimeout(timer)
  if (child !== undefined && child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((resolve) => child.once('close', resolve))
    child.kill('SIGTERM')
    const force = setTimeout(() => child.kill('SIGKILL'), patienceMs)
    await ended
    clearTimeout(force)
  }
  await new Promise<void>((resolve) => log.end(() => resolve()))
}

function readLines(stream: Readable, onLine: (line: string) => void): void {
  let rest = ''
  const decoder = new StringDecoder('utf8')
  stream.on('data', (bytes: Buffer) => {
    const chunk = decoder.write(bytes)
    const lines = (rest + chunk).split('\n')
    rest = (lines.pop() ?? '').slice(-MAX_LINE)
    for (const line of lines) onLine(line)
  })
}
