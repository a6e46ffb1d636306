/** error: broken; warn: may break; info: rare milestones; debug: per request. */
export type LogLevel = 'error' | 'warn' | 'info' | 'debug'

/** Constant messages with a data object. Keys, seeds and raw network text are never data. */
export type Log = (
  level: LogLevel,
  message: string,
  data?: Readonly<Record<string, unknown>>,
) => void

/** Says nothing. */
export const silent: Log = () => {}
