import { WeightsError } from './errors.ts'
import type { WeightsErrorCode } from './errors.ts'

const U16_MAX = 65_535

/** @throws WeightsError with `InvalidHotkey` unless 32 bytes are given. */
export function ensureHotkey(hotkey: Uint8Array): void {
  if (hotkey.length === 32) return
  throw new WeightsError(
    'InvalidHotkey',
    `A hotkey has 32 bytes, not ${hotkey.length}; give its public key.`,
  )
}

/** @throws WeightsError unless both are u16 lists of one length. */
export function ensureParallel(uids: readonly number[], values: readonly number[]): void {
  if (uids.length !== values.length) {
    throw new WeightsError(
      'LengthMismatch',
      `There are ${uids.length} uids and ${values.length} weights; give one weight per uid.`,
    )
  }
  ensureU16s(uids, 'InvalidUid', 'uid')
  ensureU16s(values, 'InvalidWeight', 'weight')
}

/** @throws WeightsError with `InvalidVersionKey` outside u64. */
export function ensureVersionKey(versionKey: bigint): void {
  if (versionKey >= 0n && versionKey <= 0xffff_ffff_ffff_ffffn) return
  throw new WeightsError(
    'InvalidVersionKey',
    `${versionKey} is no version key; give a whole number from 0 to 2^64 − 1.`,
  )
}

/** @throws WeightsError with `code` on the first item outside u16. */
export function ensureU16s(items: readonly number[], code: WeightsErrorCode, what: string): void {
  const at = items.findIndex((item) => !Number.isInteger(item) || item < 0 || item > U16_MAX)
  if (at < 0) return
  throw new WeightsError(code, `The ${what} at ${at} is not an integer from 0 to ${U16_MAX}.`)
}
