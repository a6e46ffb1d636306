/** A text channel of the process. */
export interface Channel {
  readonly isTTY?: boolean | undefined
  write(text: string): unknown
}

/** Everything the command line touches outside itself. */
export interface Io {
  /** The result and nothing else. */
  readonly stdout: Channel
  /** Everything human: logs, summaries, errors. */
  readonly stderr: Channel
  readonly env: Readonly<Record<string, string | undefined>>
  /** The file of the launcher, which starts this command again. */
  readonly launcher: string
  /** Width of the terminal, where there is one. */
  columns?(): number | undefined
  /** Asks on the terminal without showing what is typed; UTF-8. Undefined without a terminal. */
  askHidden?(question: string): Promise<Uint8Array | undefined>
  /** All of stdin, where it is no terminal; undefined where it is one. At most 64 KiB count. */
  readStdin?(): Promise<Uint8Array | undefined>
  /** Current wall time in ms since 1970. */
  now(): number
  /**
   * Calls back each time the user asks the process to end; the reader of stdout going away
   * counts. Returns how to stop listening.
   */
  onInterrupt(callback: () => void): () => void
  /** Ends the process at once, without waiting for anything. */
  abort(exitCode: number): void
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** The real process. */
export function processIo(): Io {
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    launcher: process.argv[1] ?? '',
    columns: () => process.stderr.columns,
    askHidden,
    readStdin,
    now: () => Date.now(),
    onInterrupt(callback) {
      const onPipe = (error: NodeJS.ErrnoException): void => {
        if (error.code === 'EPIPE') callback()
        else throw error
      }
      for (const signal of SIGNALS) process.on(signal, callback)
      process.stdout.on('error', onPipe)
      return () => {
        for (const signal of SIGNALS) process.off(signal, callback)
        process.stdout.off('error', onPipe)
      }
    },
    abort: (exitCode) => process.exit(exitCode),
  }
}

const ENTER = new Set([10, 13])
const BACKSPACE = new Set([8, 127])
const CTRL_C = 3
const MAX_TYPED = 1024

/** Reads a line of raw bytes, so that neither terminal nor strings keep what was typed. */
function askHidden(question: string): Promise<Uint8Array | undefined> {
  const { stdin, stderr } = process
  if (!stdin.isTTY) return Promise.resolve(undefined)
  stderr.write(question)
  stdin.setRawMode(true)
  const typed = new Uint8Array(MAX_TYPED)
  let length = 0
  return new Promise((resolve) => {
    const end = (result: Uint8Array | undefined): void => {
      stdin.off('data', hear).setRawMode(false).pause()
      typed.fill(0)
      stderr.write('\n')
      resolve(result)
    }
    const hear = (chunk: Buffer): void => {
      for (const byte of chunk) {
        if (ENTER.has(byte)) return end(typed.slice(0, length))
        if (byte === CTRL_C) return end(undefined)
        if (BACKSPACE.has(byte)) length = Math.max(0, length - 1)
        else if (length < MAX_TYPED) typed[length++] = byte
      }
      chunk.fill(0)
    }
    stdin.on('data', hear).resume()
  })
}

const MAX_STDIN = 65_536

async function readStdin(): Promise<Uint8Array | undefined> {
  const { stdin } = process
  if (stdin.isTTY) return undefined
  const whole = new Uint8Array(MAX_STDIN)
  let length = 0
  for await (const chunk of stdin as AsyncIterable<Buffer>) {
    const taken = chunk.subarray(0, MAX_STDIN - length)
    whole.set(taken, length)
    length += taken.length
    chunk.fill(0)
    if (length === MAX_STDIN) break
  }
  const result = whole.slice(0, length)
  whole.fill(0)
  return result
}
