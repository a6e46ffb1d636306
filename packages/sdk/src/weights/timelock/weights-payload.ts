import { bytes, encode, struct, u16, u64, vec } from '@plexus/primitives'
import { ensureHotkey, ensureParallel, ensureVersionKey } from '../checks.ts'
import { lockUntilRound } from './lock.ts'

/** The weights that a validator locks. */
export interface WeightsPayload {
  /** Public key of the committing hotkey, 32 bytes; the chain refuses another's. */
  readonly hotkey: Uint8Array
  readonly uids: readonly number[]
  readonly values: readonly number[]
  /** u64. */
  readonly versionKey: bigint
}

/** `commit_reveal_version` of the calls that take `lockWeights`. */
export const TIMELOCKED_COMMIT_VERSION = 4

const Payload = struct({ hotkey: bytes, uids: vec(u16), values: vec(u16), version_key: u64 })

/** What is inside a timelocked commitment (spec: 80-axon-dendrite §3.3). @throws WeightsError */
export function encodeWeightsPayload(payload: WeightsPayload): Uint8Array {
  const { hotkey, uids, values, versionKey } = payload
  ensureHotkey(hotkey)
  ensureParallel(uids, values)
  ensureVersionKey(versionKey)
  return encode(Payload, { hotkey, uids, values, version_key: versionKey })
}

/**
 * The `commit` of `commit_timelocked_mechanism_weights`; at most 5,000 bytes are taken, which is
 * room for every subnet of 256 neurons and more.
 *
 * @param options `round` from `weightsRevealRound`; `publicKey` as in `lockUntilRound`.
 * @throws WeightsError, TimelockError
 */
export function lockWeights(
  options: WeightsPayload & { readonly round: bigint; readonly publicKey?: Uint8Array },
): Uint8Array {
  const message = encodeWeightsPayload(options)
  const { round, publicKey } = options
  return lockUntilRound(publicKey ? { message, round, publicKey } : { message, round })
}
