import { equalBytes, hash as toHash } from '@plexus/primitives'
import type { AccountId, Hash } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { ensure, fail } from '../../frame/error.ts'
import { holdDeposit, returnDeposit } from './deposit.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { MAX_PREIMAGE_BYTES } from './limits.ts'
import { unrequest } from './request.ts'
import { PreimageFor, RequestStatusFor } from './storage.ts'
import type { RequestStatus } from './types.ts'
import { upgradeStatus } from './upgrade-status.ts'

/** A preimage that was put on chain. */
export interface Noted {
  readonly hash: Hash
  /** Whether the chain wants it, so that who brings it pays nothing. */
  readonly requested: boolean
}

/**
 * Puts a preimage on chain. A depositor pays unless it is requested; without a depositor it
 * becomes requested.
 *
 * @throws DispatchFailure TooBig, AlreadyNoted, or why the deposit cannot be held
 */
export function note(ctx: Context, preimage: Uint8Array, depositor?: AccountId): Noted {
  const hash = toHash(ctx.host.blake2b256(preimage))
  ensure(preimage.length <= MAX_PREIMAGE_BYTES, errors.TooBig)
  upgradeStatus(ctx, hash)
  const status = statusOnceNoted(ctx, hash, preimage.length, depositor)
  RequestStatusFor.set(ctx, hash, status)
  PreimageFor.set(ctx, [hash, preimage.length], preimage)
  ctx.deposit(events, { type: 'Noted', value: { hash } })
  return { hash, requested: status.type === 'Requested' }
}

function statusOnceNoted(
  ctx: Context,
  hash: Hash,
  len: number,
  depositor: AccountId | undefined,
): RequestStatus {
  const status = RequestStatusFor.get(ctx, hash)
  if (status?.type === 'Requested') {
    return { type: 'Requested', value: { ...status.value, maybe_len: len } }
  }
  if (depositor === undefined) {
    const maybe_ticket = status?.value.ticket
    return { type: 'Requested', value: { maybe_ticket, count: 1, maybe_len: len } }
  }
  if (status !== undefined) return fail(errors.AlreadyNoted)
  const ticket = [depositor, holdDeposit(ctx, depositor, len)] as const
  return { type: 'Unrequested', value: { ticket, len } }
}

/**
 * Takes a preimage back, with its deposit. While it is requested only the deposit goes; one
 * without an owner loses a request instead. `owner` is who must own it; the chain itself needs
 * own nothing.
 *
 * @throws DispatchFailure NotNoted, NotAuthorized
 */
export function unnote(ctx: Context, hash: Hash, owner?: AccountId): void {
  upgradeStatus(ctx, hash)
  const status = RequestStatusFor.get(ctx, hash)
  ensure(status !== undefined, errors.NotNoted)
  const ticket = status.type === 'Requested' ? status.value.maybe_ticket : status.value.ticket
  const owned = owner === undefined || (ticket !== undefined && equalBytes(owner, ticket[0]))
  ensure(owned, errors.NotAuthorized)
  if (ticket === undefined) {
    const refusal = unrequest(ctx, hash)
    if (refusal !== undefined) fail(refusal)
    return
  }
  returnDeposit(ctx, ...ticket)
  if (status.type === 'Requested') {
    const value = { ...status.value, maybe_ticket: undefined }
    RequestStatusFor.set(ctx, hash, { type: 'Requested', value })
    return
  }
  RequestStatusFor.remove(ctx, hash)
  PreimageFor.remove(ctx, [hash, status.value.len])
  ctx.deposit(events, { type: 'Cleared', value: { hash } })
}
