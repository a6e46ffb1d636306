import {
  accountId,
  decodeSs58,
  hash as toHash,
  hexToBytes,
  HexError,
  Ss58Error,
} from '@plexus/primitives'
import type { AccountId, Hash } from '@plexus/primitives'
import { toStorageKey } from '@plexus/runtime'
import type { StorageKey } from '@plexus/runtime'
import { invalidParams } from './errors.ts'
import { LongText } from './long-text.ts'

/**
 * Turns one JSON value into what a handler wants.
 * @throws RpcError -32602 that says what was expected
 */
export type Param<T> = (value: unknown) => T

/** `0x` and the bytes of the largest block, with room for its header. */
const MAX_HEX_LENGTH = 2 * (11 << 20)

/** Bytes in hexadecimal, with or without `0x` (Python sends arguments without). */
export const hexBytes: Param<Uint8Array> = (value) => {
  const text = value instanceof LongText ? value : string(value)
  if (text.length > MAX_HEX_LENGTH) throw invalidParams('no block holds that many bytes')
  if (text instanceof LongText) return text.hex() ?? hexBytes(text.text())
  try {
    return hexToBytes(text)
  } catch (error) {
    if (error instanceof HexError) throw invalidParams(error.message)
    throw error
  }
}

/** A 32-byte hash in hexadecimal. */
export const hash: Param<Hash> = (value) => {
  const bytes = hexBytes(value)
  if (bytes.length !== 32) throw invalidParams(`expected 32 bytes, got ${bytes.length}`)
  return toHash(bytes)
}

/** A block by hash; absent, `null` and `""` mean the best block (spec: 70-rpc §2). */
export const optionalHash: Param<Hash | undefined> = (value) =>
  value === undefined || value === null || value === '' ? undefined : hash(value)

/** A block by number or by hash; absent and `null` leave the choice to the method. */
export const optionalBlock: Param<number | Hash | undefined> = (value) =>
  typeof value === 'number' ? u32(value) : optionalHash(value)

/** Longest storage key that is read, in bytes; a longer one exists nowhere. */
const MAX_KEY_BYTES = 4096

/** A raw storage key or prefix in hexadecimal. */
export const storageKey: Param<StorageKey> = (value) => {
  const bytes = hexBytes(value)
  if (bytes.length > MAX_KEY_BYTES) {
    throw invalidParams(`expected a storage key of at most ${MAX_KEY_BYTES} bytes`)
  }
  return toStorageKey(bytes)
}

/** An integer from 0 to 255. */
export const u8: Param<number> = (value) => integer(value, 0xff)

/** An integer from 0 to 65,535. */
export const u16: Param<number> = (value) => integer(value, 0xffff)

/** An integer from 0 to 2³² − 1. */
export const u32: Param<number> = (value) => integer(value, 2 ** 32 - 1)

/** A number or its big-endian hexadecimal form, as `NumberOrHex`; up to 2⁵³ − 1. */
export const numberOrHex: Param<number> = (value) => {
  if (typeof value !== 'string') return integer(value, Number.MAX_SAFE_INTEGER)
  if (!/^0x[0-9a-f]{1,64}$/i.test(value)) throw invalidParams('expected a number or 0x…')
  return integer(Number(value), Number.MAX_SAFE_INTEGER)
}

/** An amount or a time that may exceed 2⁵³: a number, decimal text or `0x…`; below 2⁶⁴. */
export const u64: Param<bigint> = (value) => {
  const text = typeof value === 'number' ? String(integer(value, Number.MAX_SAFE_INTEGER)) : value
  if (typeof text !== 'string' || !/^(0x[0-9a-f]{1,16}|[0-9]{1,20})$/i.test(text)) {
    throw invalidParams('expected an unsigned 64-bit integer')
  }
  const amount = BigInt(text)
  if (amount >= 1n << 64n) throw invalidParams('expected an unsigned 64-bit integer')
  return amount
}

export const bool: Param<boolean> = (value) => {
  if (typeof value !== 'boolean') throw invalidParams('expected true or false')
  return value
}

export const string: Param<string> = (value) => {
  if (value instanceof LongText) return value.text()
  if (typeof value !== 'string') throw invalidParams('expected a string')
  return value
}

/** The name of a runtime API, e.g. `AccountNonceApi_account_nonce`; it comes back in errors. */
export const apiName: Param<string> = (value) => {
  const name = string(value)
  if (!/^[A-Za-z0-9_]{1,128}$/.test(name)) throw invalidParams('expected the name of a runtime API')
  return name
}

/** The id of a subscription or operation. */
export const id: Param<string> = (value) => {
  if (typeof value === 'number') return String(value)
  return string(value)
}

/** An account as an SS58 address of any network. */
export const account: Param<AccountId> = (value) => {
  try {
    return accountId(decodeSs58(string(value)).account)
  } catch (error) {
    if (error instanceof Ss58Error) throw invalidParams(error.message)
    throw error
  }
}

/** Nothing where the parameter is absent or null. */
export function optional<T>(inner: Param<T>): Param<T | undefined> {
  return (value) => (value === undefined || value === null ? undefined : inner(value))
}

/** A list of at most `max` items. */
export function list<T>(inner: Param<T>, max: number): Param<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) throw invalidParams('expected a list')
    if (value.length > max) throw invalidParams(`expected at most ${max} items`)
    return value.map((item) => inner(item))
  }
}

/** One item or a list of at most `max`. */
export function oneOrMany<T>(inner: Param<T>, max: number): Param<T | readonly T[]> {
  const many = list(inner, max)
  return (value) => (Array.isArray(value) ? many(value) : inner(value))
}

/** One of some words. */
export function oneOf<const W extends string>(...words: readonly W[]): Param<W> {
  return (value) => {
    const word = words.find((candidate) => candidate === value)
    if (word === undefined) throw invalidParams(`expected one of ${words.join(', ')}`)
    return word
  }
}

type Members = Readonly<Record<string, Param<unknown>>>
type MemberValues<M extends Members> = { readonly [K in keyof M]: ReturnType<M[K]> }

/** An object with these members; others are ignored. */
export function object<const M extends Members>(members: M): Param<MemberValues<M>> {
  const entries = Object.entries(members)
  return (value) => {
    if (!isObject(value)) {
      throw invalidParams('expected an object')
    }
    const given = new Map<string, unknown>(Object.entries(value))
    const parsed = entries.map(([name, parse]) => [name, parse(given.get(name))] as const)
    return Object.fromEntries(parsed) as MemberValues<M>
  }
}

/** A pair of two different things. */
export function pair<A, B>(first: Param<A>, second: Param<B>): Param<readonly [A, B]> {
  return (value) => {
    if (!Array.isArray(value) || value.length !== 2) throw invalidParams('expected a pair')
    return [first(value[0]), second(value[1])]
  }
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof LongText)

function integer(value: unknown, max: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > max) {
    throw invalidParams(`expected an integer from 0 to ${max}`)
  }
  return value
}
