/** What the process returns; `docs/cli.md` explains each to users. */
export const ExitCode = {
  /** Done, or stopped as asked. */
  Done: 0,
  /** A failure nobody foresaw: a bug. */
  Bug: 1,
  /** The command did its work, and what it compared differs. */
  Different: 1,
  /** The command line is wrong; nothing was started. */
  Usage: 2,
  /** The machine refused: a taken port, a foreign data directory, a full disk. */
  Refused: 3,
} as const

/** One of {@link ExitCode}. */
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode]
