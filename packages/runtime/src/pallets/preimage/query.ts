import type { Hash } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { PreimageFor, RequestStatusFor } from './storage.ts'
import { upgradeStatus } from './upgrade-status.ts'

/** The length in bytes of a preimage that is on chain. */
export function preimageLength(ctx: Context, hash: Hash): number | undefined {
  upgradeStatus(ctx, hash)
  const status = RequestStatusFor.get(ctx, hash)
  return status?.type === 'Requested' ? status.value.maybe_len : status?.value.len
}

/** A preimage that is on chain; `length` in bytes saves looking it up and must then be right. */
export function fetchPreimage(ctx: Context, hash: Hash, length?: number): Uint8Array | undefined {
  const known = length ?? preimageLength(ctx, hash)
  return known === undefined ? undefined : PreimageFor.get(ctx, [hash, known])
}
