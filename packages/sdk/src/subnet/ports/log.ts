/**
 * What the loops say: a constant message with a data object. Error: broken; warn: may break; info:
 * rare milestones; debug: per request. Secrets and network text are never data.
 */
export type KitLog = (
  level: 'error' | 'warn' | 'info' | 'debug',
  message: string,
  data?: Readonly<Record<string, unknown>>,
) => void

/** Says nothing. */
export const noLog: KitLog = () => {}

/** Name and code of an error for logs, without its message, which may hold network text. */
export function errorKind(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  return 'code' in error && typeof error.code === 'string'
    ? `${error.name} ${error.code}`
    : error.name
}
