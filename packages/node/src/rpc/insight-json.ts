import { accountId, encodeSs58 } from '@plexus/primitives'

// How answers of `runtime.insight` are told in JSON: names stay, with their units; whole numbers
// beyond 2⁵³ may occur anywhere, so that all `bigint`s are decimal text; accounts are addresses.

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

const ACCOUNT_BYTES = 32
/** Enough to tell two fractions of 32 bits apart. */
const DECIMALS = 12
const SCALE = 10n ** BigInt(DECIMALS)

/** A value as JSON. Members that are absent are left out. */
export function insightJson(value: unknown): Json {
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'object' && value !== null) return objectJson(value)
  const isPlain = ['string', 'number', 'boolean'].includes(typeof value)
  return isPlain ? (value as string | number | boolean) : null
}

function objectJson(value: object): Json {
  if (value instanceof Uint8Array && value.length === ACCOUNT_BYTES) {
    return encodeSs58(accountId(value))
  }
  if (Array.isArray(value)) return value.map(insightJson)
  if ('raw' in value && 'fractionBits' in value) return fractionJson(value)
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return Object.fromEntries(members.map(([name, member]) => [name, insightJson(member)]))
}

/** The decimals are cut off after twelve; `raw` is exact: the value times 2³² or, of total stake, 2⁶⁴. */
function fractionJson({ raw, fractionBits }: { raw: unknown; fractionBits: unknown }): Json {
  const exact = BigInt(raw as bigint)
  const scaled = (exact * SCALE) >> BigInt(fractionBits as number)
  return { value: decimal(scaled, DECIMALS), raw: exact.toString() }
}

/** A whole number of 10^−`places` as decimal text. */
export function decimal(scaled: bigint, places: number): string {
  const sign = scaled < 0n ? '-' : ''
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(places + 1, '0')
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`
}
