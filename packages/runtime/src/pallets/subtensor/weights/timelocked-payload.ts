import {
  bytes,
  decodePrefix,
  equalBytes,
  ScaleError,
  struct,
  u16,
  u64,
  vec,
} from '@plexus/primitives'
import type { AccountId, Type } from '@plexus/primitives'

/** Weights as they come out of a timelocked commitment. */
export interface RevealedWeights {
  readonly uids: readonly number[]
  readonly values: readonly number[]
  readonly versionKey: bigint
}

const HOTKEY_BYTES = 32
const WEIGHTS = { uids: vec(u16), values: vec(u16), version_key: u64 } as const
const Payload = struct({ hotkey: bytes, ...WEIGHTS })
/** The form of older clients, which anybody could copy. */
const LegacyPayload = struct(WEIGHTS)

/**
 * The weights in a message that `who` locked, or `undefined` where it holds none or those of
 * another hotkey. What does not begin with a hotkey is read in the older form; what follows the
 * weights is not looked at (spec: 80-axon-dendrite §3.3).
 */
export function readTimelockedPayload(
  message: Uint8Array,
  who: AccountId,
): RevealedWeights | undefined {
  const payload = readPrefix(Payload, message)
  const names = payload !== undefined && payload.hotkey.length >= HOTKEY_BYTES
  if (names && !equalBytes(payload.hotkey.subarray(0, HOTKEY_BYTES), who)) return undefined
  const weights = names ? payload : readPrefix(LegacyPayload, message)
  if (weights === undefined) return undefined
  const { uids, values, version_key: versionKey } = weights
  return { uids, values, versionKey }
}

function readPrefix<T>(type: Type<T>, message: Uint8Array): T | undefined {
  try {
    return decodePrefix(type, message)
  } catch (error) {
    if (error instanceof ScaleError) return undefined
    throw error
  }
}
