import { decodeSs58 } from '@plexus/primitives'
import type { LookupEntry } from '@polkadot-api/metadata-builders'
import { CodecError } from './errors.ts'

/**
 * Makes sure that a value fits a type. The encoders do not: they would turn 70,000 as a u16 into
 * 4,464, and a text into 0.
 *
 * @param path where the value stands, for the message
 * @throws CodecError `BadValue` that names the place
 */
export function checkValue(entry: string, type: LookupEntry, value: unknown, path = ''): void {
  const refuse = (what: string): never => {
    const place = path === '' ? 'The value' : path
    throw new CodecError('BadValue', entry, undefined, `${place} must be ${what}.`)
  }
  const inner = (next: LookupEntry, item: unknown, step: string | number): void =>
    checkValue(entry, next, item, path === '' ? String(step) : `${path}.${step}`)
  switch (type.type) {
    case 'primitive':
      return checkPrimitive(type.value, value, refuse)
    case 'compact':
      return checkInteger(type.size, value, refuse)
    case 'void':
      return value === undefined || value === null ? undefined : refuse('absent')
    case 'AccountId32':
      return isAddress(value) ? undefined : refuse('an SS58 address')
    case 'AccountId20':
      return isHex(value, 20) ? undefined : refuse('0x and 40 hexadecimal digits')
    case 'bitSequence':
      return typeof value === 'object' && value !== null ? undefined : refuse('a sequence of bits')
    case 'option':
      return value === undefined ? undefined : checkValue(entry, type.value, value, path)
    case 'result': {
      const { success, value: held } = record(value, refuse)
      if (typeof success !== 'boolean') refuse('{ success, value }')
      return inner(success === true ? type.value.ok : type.value.ko, held, 'value')
    }
    case 'sequence':
      if (isByte(type.value)) {
        return value instanceof Uint8Array ? undefined : refuse('a Uint8Array')
      }
      list(value, undefined, refuse).forEach((item, at) => inner(type.value, item, at))
      return
    case 'enum': {
      const { type: name, value: held } = record(value, refuse)
      const variant = typeof name === 'string' ? type.value[name] : undefined
      if (variant === undefined) return refuse(`one of ${names(type.value)}`)
      if (variant.type === 'lookupEntry') return inner(variant.value, held, String(name))
      return inner({ ...variant, id: -1 } as LookupEntry, held, String(name))
    }
    case 'array':
      if (isByte(type.value)) {
        return isHex(value, type.len)
          ? undefined
          : refuse(`0x and ${2 * type.len} hexadecimal digits`)
      }
      list(value, type.len, refuse).forEach((item, at) => inner(type.value, item, at))
      return
    case 'tuple': {
      const items = list(value, type.value.length, refuse)
      type.value.forEach((next, at) => inner(next, items[at], at))
      return
    }
    case 'struct': {
      const fields = record(value, refuse)
      for (const [name, next] of Object.entries(type.value)) inner(next, fields[name], name)
    }
  }
}

type Refuse = (what: string) => never

function checkPrimitive(kind: string, value: unknown, refuse: Refuse): void {
  if (kind === 'bool') {
    if (typeof value !== 'boolean') refuse('true or false')
  } else if (kind === 'str' || kind === 'char') {
    if (typeof value !== 'string') refuse('a text')
  } else checkInteger(kind, value, refuse)
}

/** Up to 32 bits a number, above a bigint: as the codecs give them back. */
function checkInteger(kind: string, value: unknown, refuse: Refuse): void {
  const bits = Number(kind.slice(1))
  const isSigned = kind.startsWith('i')
  const end = 1n << BigInt(isSigned ? bits - 1 : bits)
  const range = `from ${isSigned ? -end : 0n} to ${end - 1n}`
  if (bits <= 32 ? !Number.isInteger(value) : typeof value !== 'bigint') {
    refuse(`a ${bits <= 32 ? 'whole number' : 'bigint'} ${range}`)
  }
  const number = BigInt(value as number | bigint)
  if (number < (isSigned ? -end : 0n) || number >= end) refuse(range)
}

const isByte = (type: LookupEntry): boolean => type.type === 'primitive' && type.value === 'u8'

const isHex = (value: unknown, bytes: number): boolean =>
  typeof value === 'string' && value.length === 2 + 2 * bytes && /^0x[0-9a-fA-F]*$/.test(value)

function isAddress(value: unknown): boolean {
  try {
    decodeSs58(value as string)
    return typeof value === 'string'
  } catch {
    return false
  }
}

function list(value: unknown, length: number | undefined, refuse: Refuse): readonly unknown[] {
  if (!Array.isArray(value)) return refuse('a list')
  if (length !== undefined && value.length !== length) return refuse(`a list of ${length}`)
  return value
}

function record(value: unknown, refuse: Refuse): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  return refuse('an object')
}

const MAX_NAMES = 12

/** Some, where there are many. */
function names(variants: object): string {
  const all = Object.keys(variants)
  const shown = all.slice(0, MAX_NAMES).join(', ')
  return all.length > MAX_NAMES ? `${shown} …` : shown
}
