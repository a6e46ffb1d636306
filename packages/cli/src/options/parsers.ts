import type { LogLevel, NodeOptions, Sealing } from '@plexus/node'
import { UsageError } from '../errors.ts'

const UNIT_MS: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
])

/** Longest timer that the platform takes, in ms (24.8 days). */
const MAX_DELAY_MS = 2 ** 31 - 1

/** `250ms`, `10s`, `5m`, `1h` → ms, 1 to 2³¹ − 1. */
export function parseDuration(text: string): number {
  const [, digits = '', unit = ''] = /^(\d{1,10})(ms|s|m|h)$/.exec(text) ?? []
  const ms = Number(digits) * (UNIT_MS.get(unit) ?? 0)
  if (ms >= 1 && ms <= MAX_DELAY_MS) return ms
  throw new UsageError(`"${text}" is not a duration: write for example 500ms, 10s, 5m or 1h.`)
}

/** A whole number between two bounds, both included. */
export function parseWhole(text: string, what: string, min: number, max: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
  if (value >= min && value <= max) return value
  throw new UsageError(`"${text}" is not ${what}: give a whole number from ${min} to ${max}.`)
}

/** Milliseconds between blocks, 1 to one hour. */
export const parseBlockTime = (text: string): number =>
  parseWhole(text, 'a block time in milliseconds', 1, 3_600_000)

/** Blocks, 0 to 1,000,000. */
export const parseFinalityLag = (text: string): number =>
  parseWhole(text, 'a finality lag in blocks', 0, 1_000_000)

/** A port, 0 for any free one. */
export const parsePort = (text: string): number => parseWhole(text, 'a port', 0, 65_535)

/** A repeatable port flag. */
export const collectPorts = (text: string, before: readonly number[] = []): readonly number[] => [
  ...before,
  parsePort(text),
]

/** A repeatable flag whose value may also be a list with commas. */
export function collectList(text: string, before: readonly string[] = []): readonly string[] {
  const items = text.split(',').map((item) => item.trim())
  if (items.every((item) => item !== '')) return [...before, ...items]
  throw new UsageError(`"${text}" has an empty entry: separate the entries by single commas.`)
}

/** A repeatable flag whose value is the URL of a web server. */
export function collectUrls(text: string, before: readonly string[] = []): readonly string[] {
  if (/^https?:/i.test(text) && URL.canParse(text)) return [...before, text]
  throw new UsageError(`"${text}" is not a web address: write for example https://api.drand.sh.`)
}

/** `interval` leaves the pace to the preset (undefined); a number is an interval in ms. */
export function parseSealing(text: string): Sealing | undefined {
  if (text === 'interval') return undefined
  if (text === 'instant' || text === 'manual') return { mode: text }
  if (/^\d+$/.test(text)) return { mode: 'interval', intervalMs: parseBlockTime(text) }
  throw new UsageError(
    `"${text}" is not a way to seal blocks: write interval, instant, manual or milliseconds.`,
  )
}

/** `archive` keeps every state; a number keeps that many last blocks'. */
export function parsePruning(text: string): NonNullable<NodeOptions['pruning']> {
  if (text === 'archive') return 'archive'
  if (/^\d+$/.test(text)) {
    return { keepBlocks: parseWhole(text, 'a number of blocks to keep', 1, 4_294_967_295) }
  }
  throw new UsageError(`"${text}" is not a pruning mode: write archive or a number of blocks.`)
}

/** One of a few words. */
export function parseWord<W extends string>(words: readonly W[], what: string) {
  return (text: string): W => {
    const found = words.find((word) => word === text)
    if (found !== undefined) return found
    throw new UsageError(`"${text}" is not ${what}: write ${words.join(' or ')}.`)
  }
}

/** How much the log says. */
export const parseLogLevel = parseWord<LogLevel>(['error', 'warn', 'info', 'debug'], 'a log level')

/** Which constants the chain runs with. */
export const parseTiming = parseWord<NodeOptions['timing']>(['fast', 'normal'], 'a timing')
