import type { Log, LogLevel } from '@plexus/node'
import type { Io } from '../io.ts'
import { paint } from './paint.ts'
import type { Colour } from './paint.ts'

const RANK: Readonly<Record<LogLevel, number>> = { error: 0, warn: 1, info: 2, debug: 3 }
const COLOUR: Readonly<Record<LogLevel, Colour>> = {
  error: 'red',
  warn: 'yellow',
  info: 'green',
  debug: 'dim',
}

/** How a log is written. */
export interface LogOptions {
  /** The least important level that is written. */
  readonly level: LogLevel
  /** One JSON object per line instead of text. */
  readonly json: boolean
}

/** A log on stderr: `12:30:05 info  message key=value`, or JSON lines. */
export function createLog(io: Io, { level, json }: LogOptions): Log {
  const most = RANK[level]
  return (at, message, data = {}) => {
    if (RANK[at] > most) return
    const time = new Date(io.now()).toISOString()
    if (json) {
      const line = { time, level: at, message, ...data }
      io.stderr.write(`${JSON.stringify(line, printable)}\n`)
      return
    }
    const fields = Object.entries(data).map(([key, value]) => ` ${key}=${fieldText(value)}`)
    const name = paint(io, COLOUR[at], at.padEnd(5))
    io.stderr.write(`${time.slice(11, 19)} ${name} ${message}${fields.join('')}\n`)
  }
}

const fieldText = (value: unknown): string =>
  typeof value === 'string' && /^[\w./:-]+$/.test(value) ? value : JSON.stringify(value, printable)

/** JSON knows neither bigint nor errors. */
function printable(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (value instanceof Error) return value.message
  return value
}
