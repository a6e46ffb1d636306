import { compact, MultiAddress, u64 } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import { ensure } from '../../../frame/error.ts'
import { lookup } from '../../../frame/lookup.ts'
import { ensureRoot } from '../../../frame/origin.ts'
import { changeAccountBurningDust } from '../account.ts'
import { EXISTENTIAL_DEPOSIT } from '../config.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { balances } from '../id.ts'
import { capped, minus } from '../inspect.ts'
import { bookIssued, bookRescinded } from '../issuance.ts'
import { unreserve } from '../reserve.ts'
import { InactiveIssuance, TotalIssuance } from '../storage.ts'
import { AdjustmentDirection } from '../types.ts'
import { balancesWeights } from '../weights.ts'

/** Frees reserved balance of any account; Root only. */
export const forceUnreserve = call(
  balances,
  { who: MultiAddress, amount: u64 },
  {
    index: 5,
    name: 'force_unreserve',
    weight: balancesWeights.forceUnreserve,
    run(ctx, origin, { who, amount }) {
      ensureRoot(origin)
      unreserve(ctx, lookup(who), amount)
    },
  },
)

/** Sets the free balance of any account; less than the existential deposit is nothing. Root only. */
export const forceSetBalance = call(
  balances,
  { who: MultiAddress, new_free: compact(u64) },
  {
    index: 8,
    name: 'force_set_balance',
    weight: balancesWeights.forceSetBalance,
    run(ctx, origin, args) {
      ensureRoot(origin)
      const who = lookup(args.who)
      const free = args.new_free < EXISTENTIAL_DEPOSIT ? 0n : args.new_free
      let before = 0n
      changeAccountBurningDust(ctx, who, (data) => {
        before = data.free
        return { ...data, free }
      })
      bookIssued(ctx, minus(free, before))
      bookRescinded(ctx, minus(before, free))
      ctx.deposit(events, { type: 'BalanceSet', value: { who, free } })
    },
  },
)

/** Corrects the issuance; Root only. No account changes. */
export const forceAdjustTotalIssuance = call(
  balances,
  { direction: AdjustmentDirection, delta: compact(u64) },
  {
    index: 9,
    name: 'force_adjust_total_issuance',
    weight: balancesWeights.forceAdjustTotalIssuance,
    run(ctx, origin, { direction, delta }) {
      ensureRoot(origin)
      ensure(delta > 0n, errors.DeltaZero)
      const before = TotalIssuance.get(ctx)
      const after = direction === 'Increase' ? capped(before + delta) : minus(before, delta)
      ensure(InactiveIssuance.get(ctx) <= after, errors.IssuanceDeactivated)
      TotalIssuance.set(ctx, after)
      ctx.deposit(events, { type: 'TotalIssuanceForced', value: { old: before, new: after } })
    },
  },
)
