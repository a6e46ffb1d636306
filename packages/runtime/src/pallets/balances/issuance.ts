import type { Context } from '../../frame/context.ts'
import { capped, minus } from './inspect.ts'
import { events } from './events.ts'
import { TotalIssuance } from './storage.ts'

/** Books rao that an account was given from nowhere; event Issued. @param amount in rao */
export function bookIssued(ctx: Context, amount: bigint): void {
  if (amount === 0n) return
  TotalIssuance.update(ctx, (total) => capped(total + amount))
  ctx.deposit(events, { type: 'Issued', value: { amount } })
}

/** Books rao that an account lost to nobody; event Rescinded. @param amount in rao */
export function bookRescinded(ctx: Context, amount: bigint): void {
  if (amount === 0n) return
  TotalIssuance.update(ctx, (total) => minus(total, amount))
  ctx.deposit(events, { type: 'Rescinded', value: { amount } })
}
