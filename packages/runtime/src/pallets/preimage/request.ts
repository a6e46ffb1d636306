import type { Hash } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import type { ModuleError } from '../../frame/error.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { PreimageFor, RequestStatusFor } from './storage.ts'
import { upgradeStatus } from './upgrade-status.ts'

const MAX_COUNT = 0xffff_ffff

/** Asks for a preimage to be on chain, once more; it stays until as many requests are undone. */
export function request(ctx: Context, hash: Hash): void {
  upgradeStatus(ctx, hash)
  const status = RequestStatusFor.get(ctx, hash)
  if (status?.type === 'Requested') {
    const { count } = status.value
    const value = { ...status.value, count: count < MAX_COUNT ? count + 1 : count }
    RequestStatusFor.set(ctx, hash, { type: 'Requested', value })
    return
  }
  const value = { maybe_ticket: status?.value.ticket, count: 1, maybe_len: status?.value.len }
  RequestStatusFor.set(ctx, hash, { type: 'Requested', value })
  ctx.deposit(events, { type: 'Requested', value: { hash } })
}

/**
 * Undoes one request. With the last one a preimage without owner goes, and one with an owner
 * becomes the owner's to take back.
 *
 * @returns NotRequested where there is nothing to undo; hooks go on, calls fail with it
 */
export function unrequest(ctx: Context, hash: Hash): ModuleError | undefined {
  upgradeStatus(ctx, hash)
  const status = RequestStatusFor.get(ctx, hash)
  if (status?.type !== 'Requested') return errors.NotRequested
  const { count, maybe_len: len, maybe_ticket: ticket } = status.value
  if (count > 1) {
    const value = { ...status.value, count: count - 1 }
    RequestStatusFor.set(ctx, hash, { type: 'Requested', value })
  } else if (len === undefined) {
    RequestStatusFor.remove(ctx, hash)
  } else if (ticket === undefined) {
    PreimageFor.remove(ctx, [hash, len])
    RequestStatusFor.remove(ctx, hash)
    ctx.deposit(events, { type: 'Cleared', value: { hash } })
  } else {
    RequestStatusFor.set(ctx, hash, { type: 'Unrequested', value: { ticket, len } })
  }
  return undefined
}
