import { accountId, decodeSs58, HexError, hexToBytes, Ss58Error } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { SovereignFormatError } from './errors.ts'

/** The fields of an object: all of `needed`, some of `possible`, no other. */
export function fieldsOf(
  value: unknown,
  at: string,
  needed: readonly string[],
  possible: readonly string[] = [],
): ReadonlyMap<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SovereignFormatError(at, `is ${shown(value)} and must be an object`)
  }
  const fields = new Map<string, unknown>(Object.entries(value))
  const foreign = [...fields.keys()].find(
    (name) => !needed.includes(name) && !possible.includes(name),
  )
  if (foreign !== undefined) {
    throw new SovereignFormatError(inside(at, foreign.slice(0, MAX_SHOWN)), 'is not known')
  }
  const missing = needed.find((name) => !fields.has(name))
  if (missing !== undefined) throw new SovereignFormatError(inside(at, missing), 'is missing')
  return fields
}

/** The entries of a list, each read by `read`. */
export function listOf<T>(
  value: unknown,
  at: string,
  bounds: { readonly least: number; readonly most: number },
  read: (entry: unknown, at: string) => T,
): readonly T[] {
  if (!Array.isArray(value)) throw new SovereignFormatError(at, `is ${shown(value)}, not a list`)
  const { least, most } = bounds
  if (value.length < least || value.length > most) {
    const range = `${least} to ${most}`
    throw new SovereignFormatError(at, `has ${value.length} entries; ${range} can be`)
  }
  return value.map((entry: unknown, index) => read(entry, `${at}[${index}]`))
}

/** An account: an SS58 address of any network, or 32 bytes in hexadecimal digits. */
export function accountOf(value: unknown, at: string): AccountId {
  if (typeof value !== 'string') {
    throw new SovereignFormatError(at, `is ${shown(value)} and must be an address`)
  }
  if (value.startsWith('0x')) return accountId(bytesOf(value, at, ACCOUNT_BYTES))
  try {
    return decodeSs58(value).account
  } catch (error) {
    if (!(error instanceof Ss58Error)) throw error
    throw new SovereignFormatError(at, `is no address (${error.message})`, { cause: error })
  }
}

/** Bytes as `0x` and hexadecimal digits. */
export function bytesOf(value: unknown, at: string, length: number): Uint8Array {
  if (typeof value === 'string' && value.startsWith('0x') && value.length === 2 + 2 * length) {
    try {
      return hexToBytes(value)
    } catch (error) {
      if (!(error instanceof HexError)) throw error
    }
  }
  const form = `0x and ${2 * length} hexadecimal digits`
  throw new SovereignFormatError(at, `is ${shown(value)} and must be ${form}`)
}

/** Rao as decimal digits in a text: JSON's own numbers are not exact. */
export function raoOf(value: unknown, at: string): bigint {
  const rao = typeof value === 'string' && DIGITS.test(value) ? BigInt(value) : undefined
  if (rao !== undefined && rao <= MAX_U64) return rao
  throw new SovereignFormatError(at, `is ${shown(value)} and must be rao, as in "1000000000"`)
}

/** A whole number from 0 to `most`. */
export function wholeOf(value: unknown, at: string, most: number): number {
  if (Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most) return Number(value)
  throw new SovereignFormatError(at, `is ${shown(value)} and must be a whole number up to ${most}`)
}

/** One of a few words. */
export function wordOf<W extends string>(value: unknown, at: string, words: readonly W[]): W {
  const found = words.find((word) => word === value)
  if (found !== undefined) return found
  throw new SovereignFormatError(at, `is ${shown(value)} and must be ${words.join(' or ')}`)
}

/** A value that was not expected, short enough for a sentence. */
function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, MAX_SHOWN))
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}

const inside = (at: string, name: string): string => (at === '' ? name : `${at}.${name}`)

const ACCOUNT_BYTES = 32
const MAX_SHOWN = 80
const DIGITS = /^(?:0|[1-9]\d{0,19})$/
const MAX_U64 = (1n << 64n) - 1n
