import { compareBytes } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { failArithmetic } from '../../frame/dispatch-error.ts'
import { ensure } from '../../frame/error.ts'
import { MAX_BALANCE, MAX_RESERVES } from './config.ts'
import { errors } from './errors.ts'
import { lesser } from './inspect.ts'
import { reserve, unreserve } from './reserve.ts'
import { Reserves } from './storage.ts'
import type { ReserveData } from './types.ts'

/** Rao that the account has reserved under a name of eight bytes. */
export function reservedUnder(ctx: Context, id: Uint8Array, who: AccountId): bigint {
  return amountOf(Reserves.get(ctx, who), id)
}

/**
 * Moves free balance to a reserve of that name; event Reserved. Zero does nothing.
 *
 * @param id eight bytes
 * @param amount in rao
 * @throws DispatchFailure TooManyReserves, Overflow, and what `reserve` throws
 */
export function reserveNamed(ctx: Context, id: Uint8Array, who: AccountId, amount: bigint): void {
  if (amount === 0n) return
  const before = Reserves.get(ctx, who)
  const next = amountOf(before, id) + amount
  if (next > MAX_BALANCE) failArithmetic('Overflow')
  const after = replaced(before, id, next)
  ensure(after.length <= MAX_RESERVES, errors.TooManyReserves)
  reserve(ctx, who, amount)
  Reserves.set(ctx, who, after)
}

/**
 * Moves balance out of the reserve of that name, as much as there is; event Unreserved.
 *
 * @param id eight bytes
 * @param amount in rao
 * @returns rao that did not move
 */
export function unreserveNamed(
  ctx: Context,
  id: Uint8Array,
  who: AccountId,
  amount: bigint,
): bigint {
  const before = Reserves.get(ctx, who)
  const named = amountOf(before, id)
  if (amount === 0n || named === 0n) return amount
  const wanted = lesser(named, amount)
  const moved = wanted - unreserve(ctx, who, wanted)
  const after = replaced(before, id, named - moved)
  if (after.length === 0) Reserves.remove(ctx, who)
  else Reserves.set(ctx, who, after)
  return amount - moved
}

const amountOf = (reserves: readonly ReserveData[], id: Uint8Array): bigint =>
  reserves.find((each) => compareBytes(each.id, id) === 0)?.amount ?? 0n

/** The list with this amount under the name, ascending by name; zero takes the name out. */
function replaced(reserves: readonly ReserveData[], id: Uint8Array, amount: bigint): ReserveData[] {
  const before = reserves.filter((each) => compareBytes(each.id, id) < 0)
  const after = reserves.filter((each) => compareBytes(each.id, id) > 0)
  return amount === 0n ? [...before, ...after] : [...before, { id, amount }, ...after]
}
