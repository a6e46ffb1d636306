import { blake2b } from '@noble/hashes/blake2.js'
import { base58 } from '@scure/base'
import { equalBytes } from '../bytes/compare.ts'
import { concatBytes } from '../bytes/concat.ts'
import { accountId } from '../types/account-id.ts'
import type { AccountId } from '../types/account-id.ts'

/** Why a text is not an SS58 address, or a prefix cannot be written as one. */
export type Ss58ErrorCode =
  | 'BadBase58'
  | 'BadLength'
  | 'InvalidPrefix'
  | 'FormatNotAllowed'
  | 'InvalidChecksum'

/** A text that is not an SS58 address of a 32-byte account. `code` is stable. */
export class Ss58Error extends Error {
  readonly code: Ss58ErrorCode

  constructor(code: Ss58ErrorCode, message: string) {
    super(message)
    this.name = 'Ss58Error'
    this.code = code
  }
}

/** An account and the network prefix that its address carries. */
export interface Ss58Address {
  readonly account: AccountId
  /** 0 to 16,383 without 46 and 47. */
  readonly prefix: number
}

/** The prefix of Bittensor and of any Substrate chain without its own. */
export const DEFAULT_SS58_PREFIX = 42

const ACCOUNT_BYTES = 32
const CHECKSUM_BYTES = 2
const MAX_PREFIX = 16_383
/** 36 bytes need at most 50 base58 digits. */
const MAX_TEXT = 50
const CHECKSUM_DOMAIN = new TextEncoder().encode('SS58PRE')

/**
 * The address of an account.
 *
 * @throws Ss58Error on a reserved or too large prefix, RangeViolation on another account length.
 */
export function encodeSs58(account: Uint8Array, prefix: number = DEFAULT_SS58_PREFIX): string {
  const payload = concatBytes(prefixBytes(prefix), accountId(account))
  return base58.encode(concatBytes(payload, checksum(payload)))
}

/**
 * The account and prefix of an address. Any prefix is accepted: compare `prefix` where only
 * one network is meant.
 *
 * @throws Ss58Error on anything but one canonical address of a 32-byte account.
 */
export function decodeSs58(text: string): Ss58Address {
  const data = decodeBase58(text)
  const { prefix, length } = readPrefix(data)
  if (data.length !== length + ACCOUNT_BYTES + CHECKSUM_BYTES) {
    throw new Ss58Error('BadLength', 'the address is not of a 32-byte account; check for lost text')
  }
  ensureAllowed(prefix)
  const end = length + ACCOUNT_BYTES
  if (!equalBytes(checksum(data.subarray(0, end)), data.subarray(end))) {
    throw new Ss58Error('InvalidChecksum', 'the address has a typing error; copy it again')
  }
  return { account: accountId(data.slice(length, end)), prefix }
}

function decodeBase58(text: string): Uint8Array {
  if (text.length > MAX_TEXT) {
    throw new Ss58Error('BadLength', `the address is longer than ${MAX_TEXT} characters`)
  }
  try {
    return base58.decode(text)
  } catch {
    throw new Ss58Error('BadBase58', 'the address has a character outside base58; copy it again')
  }
}

/** One byte below 64; else 14 bits as `01aaaaaa bbcccccc`, the value being `cccccc aaaaaabb`. */
function prefixBytes(prefix: number): Uint8Array {
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > MAX_PREFIX) {
    throw new Ss58Error('InvalidPrefix', `an SS58 prefix is an integer from 0 to ${MAX_PREFIX}`)
  }
  ensureAllowed(prefix)
  if (prefix < 64) return Uint8Array.of(prefix)
  return Uint8Array.of(((prefix & 0xfc) >> 2) | 0x40, (prefix >> 8) | ((prefix & 3) << 6))
}

function readPrefix(data: Uint8Array): { prefix: number; length: number } {
  const [first, second] = data
  if (first === undefined || second === undefined) {
    throw new Ss58Error('BadLength', 'the address is too short; check for lost text')
  }
  if (first < 64) return { prefix: first, length: 1 }
  const prefix = ((first << 2) & 0xfc) | (second >> 6) | ((second & 0x3f) << 8)
  // A prefix below 64 in two bytes would be a second spelling of the same address.
  if (first > 127 || prefix < 64) {
    throw new Ss58Error('InvalidPrefix', 'the address starts with no network prefix')
  }
  return { prefix, length: 2 }
}

/** 46 and 47 are reserved in the SS58 registry. */
function ensureAllowed(prefix: number): void {
  if (prefix === 46 || prefix === 47) {
    throw new Ss58Error('FormatNotAllowed', `the SS58 prefix ${prefix} is reserved; use another`)
  }
}

function checksum(payload: Uint8Array): Uint8Array {
  const hash = blake2b(concatBytes(CHECKSUM_DOMAIN, payload), { dkLen: 64 })
  return hash.subarray(0, CHECKSUM_BYTES)
}
