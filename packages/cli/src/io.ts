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
