import type { Context } from '../../frame/context.ts'
import { Authorities, CurrentSetId, SetIdSession } from './storage.ts'

/** Starts the first set of authorities, each of weight 1. @param keys ed25519 keys, at most 32 */
export function startGrandpa(ctx: Context, keys: readonly Uint8Array[]): void {
  CurrentSetId.set(ctx, 0n)
  if (keys.length > 0)
    Authorities.set(
      ctx,
      keys.map((key) => [key, 1n] as const),
    )
  SetIdSession.set(ctx, 0n, 0)
}
