import { accountId, encode, Reader, u64 } from '@plexus/primitives'
import type { AccountId, DigestItem } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { RuntimePanic } from '../../frame/panic.ts'
import { BlockDigest } from '../system/storage.ts'
import { Authorities, CurrentSlot } from './storage.ts'

/** Names Aura in digests. */
export const ENGINE_ID = new TextEncoder().encode('aura')

const MAX_SLOT = 2n ** 64n - 1n

/** A block whose slot does not fit its parent or its time; the block is void. */
export class SlotError extends RuntimePanic {
  override readonly code = 'Slot'

  constructor(message: string) {
    super(message)
    this.name = 'SlotError'
  }
}

/** The digest item that announces a slot at the start of a block. */
export const slotDigest = (slot: bigint): DigestItem => ({
  type: 'PreRuntime',
  value: [ENGINE_ID, encode(u64, slot)],
})

/** The slot that the block's digest announces, if it does. */
export function announcedSlot(ctx: Context): bigint | undefined {
  for (const item of BlockDigest.get(ctx).logs) {
    if (item.type !== 'PreRuntime') continue
    const [engine, data] = item.value
    if (engine.some((byte, at) => byte !== ENGINE_ID[at])) continue
    return data.length < 8 ? undefined : new Reader(data).u64()
  }
  return undefined
}

/**
 * Who earns the fees: whom the engine reported, or else the account with the same 32 bytes as the
 * authority whose slot it is.
 */
export function blockAuthor(ctx: Context): AccountId | undefined {
  for (const pallet of ctx.rules.pallets) {
    const reported = pallet.author?.(ctx)
    if (reported !== undefined) return reported
  }
  const authority = authorityOf(ctx)
  return authority === undefined ? undefined : accountId(authority)
}

/** The authority whose slot this is, or the one `ahead` slots later. */
export function authorityOf(ctx: Context, ahead = 0n): Uint8Array | undefined {
  const slot = announcedSlot(ctx)
  const authorities = Authorities.get(ctx)
  if (slot === undefined || authorities.length === 0 || slot + ahead > MAX_SLOT) return undefined
  return authorities[Number((slot + ahead) % BigInt(authorities.length))]
}

/** The time of a block must lie in the slot that its digest announced. */
export function checkSlotOf(ctx: Context, now: bigint): void {
  const slot = now / ctx.config.slotDurationMs
  if (CurrentSlot.get(ctx) !== slot) {
    throw new SlotError(`time ${now} is in slot ${slot}, the block is of ${CurrentSlot.get(ctx)}`)
  }
}
