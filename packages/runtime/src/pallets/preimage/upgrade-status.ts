import type { AccountId, Hash } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { unreserve } from '../balances/index.ts'
import { attempt, holdDeposit } from './deposit.ts'
import { RequestStatusFor, StatusFor } from './storage.ts'
import type { OldRequestStatus, RequestStatus } from './types.ts'

type Ticket = readonly [AccountId, bigint]

/**
 * Moves the status of a preimage from `StatusFor`, where deposits were reserved, to
 * `RequestStatusFor`, where they are held. Every use of a status starts here.
 *
 * @returns whether there was an old status
 */
export function upgradeStatus(ctx: Context, hash: Hash): boolean {
  const old = StatusFor.get(ctx, hash)
  if (old === undefined) return false
  StatusFor.remove(ctx, hash)
  const status = upgraded(ctx, old)
  if (status !== undefined) RequestStatusFor.set(ctx, hash, status)
  return true
}

/** The new form of a status; `undefined` when its owner cannot pay the deposit any more. */
function upgraded(ctx: Context, old: OldRequestStatus): RequestStatus | undefined {
  if (old.type === 'Unrequested') {
    const { deposit, len } = old.value
    const ticket = holdInstead(ctx, deposit, len)
    return ticket && { type: 'Unrequested', value: { ticket, len } }
  }
  const { deposit, count, len } = old.value
  if (deposit === undefined || len === undefined) {
    if (deposit !== undefined) unreserve(ctx, ...deposit)
    return { type: 'Requested', value: { maybe_ticket: undefined, count, maybe_len: len } }
  }
  const maybe_ticket = holdInstead(ctx, deposit, len)
  return maybe_ticket && { type: 'Requested', value: { maybe_ticket, count, maybe_len: len } }
}

/** Gives a reserved deposit free and holds today's deposit. */
function holdInstead(ctx: Context, deposit: Ticket, length: number): Ticket | undefined {
  const [who] = deposit
  unreserve(ctx, ...deposit)
  const amount = attempt(ctx, () => holdDeposit(ctx, who, length))
  return amount === undefined ? undefined : [who, amount]
}
