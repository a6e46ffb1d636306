import { ServeError } from './errors.ts'

/** An address as the chain keeps it. */
export interface ChainIp {
  readonly type: 4 | 6
  readonly value: bigint
}

/**
 * The number of an IP address.
 *
 * @param text `192.0.2.1` or `2001:db8::1`
 * @throws ServeError `InvalidIp`
 */
export function parseIp(text: string): ChainIp {
  const four = parseV4(text)
  if (four !== undefined) return { type: 4, value: four }
  const six = parseV6(text)
  if (six !== undefined) return { type: 6, value: six }
  throw new ServeError('InvalidIp', `“${text.slice(0, 64)}” is no IP address.`)
}

/** The text of an address of the chain. */
export function formatIp(value: bigint, type: number): string {
  if (type !== 6) {
    return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.')
  }
  const groups = Array.from({ length: 8 }, (_, at) =>
    ((value >> BigInt(112 - 16 * at)) & 0xffffn).toString(16),
  )
  return compress(groups)
}

function parseV4(text: string): bigint | undefined {
  const parts = text.split('.')
  if (parts.length !== 4) return undefined
  let value = 0n
  for (const part of parts) {
    if (!/^(0|[1-9][0-9]{0,2})$/.test(part) || Number(part) > 255) return undefined
    value = (value << 8n) | BigInt(part)
  }
  return value
}

const GROUPS = 8

function parseV6(text: string): bigint | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const [head = [], tail] = halves.map(readGroups)
  if (tail === undefined && halves.length === 2) return undefined
  const known = [...head, ...(tail ?? [])]
  const missing = GROUPS - known.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined
  const groups = [...head, ...Array.from({ length: missing }, () => 0n), ...(tail ?? [])]
  if (groups.includes(-1n)) return undefined
  return groups.reduce((value, group) => (value << 16n) | group, 0n)
}

const readGroups = (text: string): bigint[] =>
  text === ''
    ? []
    : text.split(':').map((part) => (/^[0-9a-fA-F]{1,4}$/.test(part) ? BigInt(`0x${part}`) : -1n))

/** The longest run of zeros becomes `::`. */
function compress(groups: readonly string[]): string {
  let best = { start: 0, length: 0 }
  for (let start = 0; start < groups.length; start += 1) {
    let length = 0
    while (groups[start + length] === '0') length += 1
    if (length > best.length) best = { start, length }
  }
  if (best.length < 2) return groups.join(':')
  const before = groups.slice(0, best.start).join(':')
  return `${before}::${groups.slice(best.start + best.length).join(':')}`
}
