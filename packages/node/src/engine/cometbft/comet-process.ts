import { execFile, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createWriteStream, existsSync } from 'node:fs'
import type { WriteStream } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Clock } from '../../clock.ts'
import type { Log } from '../../log.ts'
import { awaitPorts } from './await-ports.ts'
import { checkConfiguration } from './check-home.ts'
import {
  createWordKeeper,
  heightsApart,
  isForeign,
  isPassing,
  isVotingElsewhere,
  tellOfStrangers,
} from './comet-words.ts'
import {
  CometBftBehindError,
  CometBftEndedError,
  CometBftForeignError,
  CometBftMissingError,
  CometBftRefusedError,
  KeyVotesElsewhereError,
} from './errors.ts'
import { endOrphan, notePid, startArguments } from './orphan.ts'
import { checkVersion } from './version.ts'

/** How CometBFT is run. */
export interface CometProcessOptions {
  /** A path, or a name that is looked for in the `PATH` of `env`. */
  readonly binary: string
  readonly home: string
  /** The whole environment of the process. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Variables of `env` that `config.toml` must know. */
  readonly settings: readonly string[]
  /** Where its words go; added to. */
  readonly logFile: string
  readonly clock: Clock
  readonly log: Log
  /** It runs again after it had ended. */
  readonly onRestart: () => void
  /** It says that it takes no part any more, and lives on. */
  readonly onConsensusFailure: () => void
  /** It says that it cannot begin at a snapshot, and lives on. */
  readonly onStateSyncFailure: () => void
  /** It does not keep running. */
  readonly onGivenUp: (error: Error) => void
}

/** A CometBFT that runs as long as the node does. */
export interface CometProcess {
  /** @throws CometBftMissingError, CometBftVersionError, HomeDamagedError and others */
  start(): Promise<void>
  /** Ends it, politely at first. */
  stop(): Promise<void>
}

/** Starts it again when it ends, later each time, and gives up where that does not help. */
export function createCometProcess(options: CometProcessOptions): CometProcess {
  const { binary, home, env, logFile, clock, log } = options
  let child: ChildProcess | undefined
  let words: WriteStream | undefined
  let timer: { cancel(): void } | undefined
  let stopping = false
  let ends: number[] = []
  let lastReason: string | undefined
  const hearOfPeers = tellOfStrangers(log)

  function run(): void {
    const started = spawn(binary, startArguments(home), {
      env: { ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child = started
    const keeper = createWordKeeper()
    if (started.pid !== undefined) tellStart(started.pid, options)
    for (const stream of [started.stdout, started.stderr]) {
      const keep = keeper.ear()
      stream.on('data', (chunk: Buffer) => {
        words?.write(chunk)
        const text = chunk.toString()
        keep(text)
        hear(text)
      })
    }
    started.once('error', (error) => log('warn', 'CometBFT cannot be started', { error }))
    started.once('close', (code, signal) =>
      onEnd(signal ?? `exit code ${String(code)}`, keeper.reason()),
    )
  }

  function hear(text: string): void {
    if (text.includes('CONSENSUS FAILURE')) options.onConsensusFailure()
    if (text.includes('State sync failed')) options.onStateSyncFailure()
    hearOfPeers(text)
  }

  function onEnd(how: string, reason: string | undefined): void {
    child = undefined
    if (stopping) return
    const now = clock.now()
    ends = [...ends.filter((at) => now - at < WINDOW_MS), now]
    log('warn', 'CometBFT has ended', { how, recently: ends.length })
    const isSaidAgain = reason !== undefined && reason === lastReason && ends.length > 1
    lastReason = reason
    if (isSaidAgain && !isPassing(reason)) return options.onGivenUp(refusalOf(reason, home))
    if (ends.length > MAX_RESTARTS) {
      return options.onGivenUp(new CometBftEndedError(reason ?? how, logFile))
    }
    timer = clock.after(FIRST_DELAY_MS * 2 ** (ends.length - 1), () => {
      run()
      options.onRestart()
    })
  }

  return {
    async start() {
      await ensureCometBft(binary, env)
      await writeConfiguration(options)
      await endOrphan(home, clock, log)
      await awaitPorts(env, clock)
      words = createWriteStream(logFile, { flags: 'a', mode: 0o600 })
      run()
    },
    async stop() {
      stopping = true
      timer?.cancel()
      if (child !== undefined) await end(child)
      await new Promise<void>((resolve) => (words === undefined ? resolve() : words.end(resolve)))
    },
  }
}

function tellStart(pid: number, { home, log }: CometProcessOptions): void {
  notePid(home, pid)
  log('info', 'Started CometBFT', { pid })
}

/** @throws CometBftMissingError, CometBftVersionError */
export async function ensureCometBft(
  binary: string,
  env: CometProcessOptions['env'],
): Promise<void> {
  checkVersion(await versionOf(binary, env))
}

/** @throws CometBftMissingError */
async function versionOf(binary: string, env: CometProcessOptions['env']): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(binary, ['version'], {
      env: { ...env },
      timeout: PATIENCE_MS,
    })
    return stdout.trim()
  } catch (error) {
    throw new CometBftMissingError(binary, { cause: error })
  }
}

/**
 * Lets CometBFT write its `config.toml` where there is none. Its environment only has a say in
 * settings that stand in this file.
 */
async function writeConfiguration(options: CometProcessOptions): Promise<void> {
  const { home, settings } = options
  const file = join(home, 'config', 'config.toml')
  if (!existsSync(file)) {
    await initHome(options)
  }
  checkConfiguration(file, settings)
}

/** @throws CometBftRefusedError */
async function initHome({ binary, home, env }: CometProcessOptions): Promise<void> {
  try {
    await promisify(execFile)(binary, ['init', '--home', home], { env: { ...env } })
  } catch (error) {
    const keeper = createWordKeeper()
    if (error instanceof Error && 'stderr' in error) keeper.ear()(`${String(error.stderr)}\n`)
    throw new CometBftRefusedError(keeper.reason() ?? 'init fails', home)
  }
}

/** It has said the same twice: a third time would be no other. */
function refusalOf(reason: string, home: string): Error {
  if (isVotingElsewhere(reason)) return new KeyVotesElsewhereError(home)
  if (isForeign(reason)) return new CometBftForeignError(home)
  const heights = heightsApart(reason)
  return heights === undefined
    ? new CometBftRefusedError(reason, home)
    : new CometBftBehindError(heights.ours, heights.theirs, home)
}

async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('close', resolve))
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  const force = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
  await ended
  clearTimeout(force)
}

const PATIENCE_MS = 10_000
const FIRST_DELAY_MS = 250
/** More ends than this within ten minutes are not bad luck. */
const MAX_RESTARTS = 5
const WINDOW_MS = 600_000
