import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { SubnetError } from '../errors.ts'
import {
  parseWindowLog,
  readVerdictLine,
  verdictKey,
  writeVerdictLine,
} from '../evidence/window-log.ts'
import type { WindowHeader } from '../evidence/window-log.ts'
import { lockDirectory } from './directory-lock.ts'
import type { OpenWindow, SavedState, ValidatorStore } from './store.ts'

/** Where and how a validator keeps its state. */
export interface DirectoryStoreOptions {
  /** Made where it is missing, for its owner alone. One validator, one directory. */
  readonly directory: string
  /** Logs of this many windows are kept. Default: 200. */
  readonly keepWindows?: number
  /**
   * When the disk is told to write: after `each` verdict, or at the `end` of the window. A kill of
   * the process loses nothing either way; a power cut does. Default: `each`.
   */
  readonly fsync?: 'each' | 'end'
}

/** A validator's store on disk. */
export interface DirectoryStore<Detail, State> extends ValidatorStore<Detail, State> {
  /** Closes its files. Nothing may be written afterwards. */
  close(): Promise<void>
}

/**
 * Keeps `state.json` (replaced as a whole), `secret`, and `windows/<window>.jsonl`: the log of a
 * window, one line per verdict, of at most 66 KiB. A log whose last line was cut short by a crash is
 * cut back to its whole lines.
 *
 * @throws SubnetError `StoreInUse` where another process that lives has the directory open
 */
export async function openDirectoryStore<Detail, State>(
  options: DirectoryStoreOptions,
): Promise<DirectoryStore<Detail, State>> {
  const { directory, keepWindows = 200, fsync = 'each' } = options
  const windows = join(directory, 'windows')
  await mkdir(windows, { recursive: true, mode: 0o700 })
  const unlock = await lockDirectory(directory)
  const stateFile = join(directory, 'state.json')
  const fileOf = (window: number) => join(windows, `${window}.jsonl`)
  let current: LogFile<Detail, State> | undefined

  const reopen = async (window: number) => {
    await current?.close()
    current = undefined
    const text = await readIfThere(fileOf(window))
    if (text === undefined || !text.includes('\n')) return undefined
    current = await openLog<Detail, State>(fileOf(window), text, fsync)
    return current
  }

  return {
    secret: () => secretOf(join(directory, 'secret')),
    async load() {
      const text = await readIfThere(stateFile)
      return text === undefined ? undefined : parseState<State>(text, stateFile)
    },
    async save(state) {
      await replaceFile(directory, stateFile, `${JSON.stringify(state)}\n`)
      if (state.closed !== undefined) await prune(windows, state.closed - keepWindows)
    },
    async open(header: WindowHeader<State>) {
      const known = await reopen(header.window)
      if (known !== undefined) return known
      await replaceFile(windows, fileOf(header.window), `${JSON.stringify(header)}\n`)
      const made = await reopen(header.window)
      if (made === undefined)
        throw new SubnetError('StoreBroken', `The log of window ${header.window} cannot be made.`)
      return made
    },
    reopen,
    async close() {
      await current?.close()
      current = undefined
      await unlock()
    },
  }
}

interface LogFile<Detail, State> extends OpenWindow<Detail, State> {
  close(): Promise<void>
}

async function openLog<Detail, State>(
  path: string,
  text: string,
  fsync: 'each' | 'end',
): Promise<LogFile<Detail, State>> {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  const record = parseWindowLog<Detail, State>(whole)
  const file = await open(path, 'r+')
  let size = Buffer.byteLength(whole)
  await file.truncate(size)
  const known = new Set(record.verdicts.map(verdictKey))
  const inOrder = createQueue()
  const write = async (line: string) => {
    const bytes = Buffer.from(`${line}\n`)
    await writeAll(file, bytes, size)
    size += bytes.length
  }
  return {
    record,
    append: (verdict) =>
      inOrder(async () => {
        const line = writeVerdictLine(verdict)
        const key = verdictKey(verdict)
        if (!known.has(key)) {
          await write(line)
          known.add(key)
          if (fsync === 'each') await file.datasync()
        }
        return readVerdictLine<Detail>(line)
      }),
    finish: (end) =>
      inOrder(async () => {
        await write(JSON.stringify(end))
        await file.datasync()
      }),
    close: () => inOrder(() => file.close()),
  }
}

/** Writes at a place, so that a write that failed half-way is written over. */
async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  let done = 0
  while (done < bytes.length) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done)
    done += bytesWritten
  }
}

/** Runs one after another; the failure of one does not stop the next. */
function createQueue(): <Value>(work: () => Promise<Value>) => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const result = last.then(work, work)
    last = result.catch(() => undefined)
    return result
  }
}

async function replaceFile(directory: string, path: string, text: string): Promise<void> {
  const next = `${path}.next`
  const file = await open(next, 'w', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(next, path)
  const parent = await open(directory, 'r')
  try {
    await parent.sync()
  } finally {
    await parent.close()
  }
}

async function secretOf(path: string): Promise<Uint8Array> {
  const known = await readIfThere(path)
  if (known === undefined) {
    const text = randomBytes(32).toString('hex')
    await replaceFile(join(path, '..'), path, `${text}\n`)
    return Buffer.from(text, 'hex')
  }
  const secret = Buffer.from(known.trim(), 'hex')
  if (secret.length !== 32)
    throw new SubnetError(
      'StoreBroken',
      `${path} does not hold 32 bytes in hexadecimal; remove it to make a new one.`,
    )
  return secret
}

function parseState<State>(text: string, path: string): SavedState<State> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && 'format' in value && value.format === 1)
      return value as SavedState<State>
  } catch (error) {
    throw brokenState(path, error)
  }
  throw brokenState(path)
}

const brokenState = (path: string, cause?: unknown): SubnetError =>
  new SubnetError(
    'StoreBroken',
    `${path} is not the state of a validator; move it away to begin anew.`,
    { cause },
  )

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

async function prune(windows: string, last: number): Promise<void> {
  const names = await readdir(windows)
  for (const name of names) {
    const window = Number.parseInt(name, 10)
    if (window <= last) await rm(join(windows, name), { force: true })
  }
}
