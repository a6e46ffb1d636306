import { compact, u64, unit } from '@plexus/primitives'
import type { AccountId, AnyType, ValueOf } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { blockAuthor } from '../../pallets/aura/slot.ts'
import { attempt } from '../../pallets/balances/attempt.ts'
import {
  canWithdraw,
  dropCredit,
  NO_CREDIT,
  payBack,
  resolve,
  totalBalance,
  withdraw,
} from '../../pallets/balances/index.ts'
import type { Credit } from '../../pallets/balances/index.ts'
import { events } from '../../pallets/transaction-payment/events.ts'
import { computeActualFee, computeFee } from '../../pallets/transaction-payment/fee.ts'
import { feePayer } from '../../pallets/transaction-payment/payer.ts'
import { paysFee } from '../apply.ts'
import type { TransactionExtension } from '../extension.ts'
import { invalid } from '../validity.ts'

const Tip = compact(u64)

/** Who paid in advance, and what. */
interface Paid {
  readonly payer: AccountId
  readonly credit: Credit
  readonly tip: bigint
}

/** Fees do not order transactions on this chain; classes do (spec: 50-fees-and-extensions §5). */
const PRIORITY = { Normal: 1n, Mandatory: 1n, Operational: 10_000_000_000n } as const

/**
 * Takes the fee before the call runs, gives back what was not used, and pays the rest to the
 * author of the block. The explicit part is a tip in rao.
 */
export const chargeTransactionPayment: TransactionExtension<ValueOf<typeof Tip>, Paid> = {
  identifier: 'ChargeTransactionPayment',
  explicit: Tip as AnyType,
  implicit: unit as AnyType,
  validate(ctx, { who, call, info, length }, tip) {
    const fee = computeFee(length, info, tip)
    const payer = feePayer(ctx, who, call)
    if (canWithdraw(ctx, payer, fee) !== 'Success') invalid('Payment')
    return { priority: PRIORITY[info.class] }
  },
  prepare(ctx, { who, call, info, length }, tip) {
    const fee = computeFee(length, info, tip)
    const payer = feePayer(ctx, who, call)
    return { payer, tip, credit: takeFee(ctx, payer, fee) }
  },
  postDispatch(ctx, { info, length }, { payer, tip, credit }, { actualWeight, post }) {
    const used = { class: info.class, used: actualWeight, paysFee: paysFee(info, post) }
    const fee = computeActualFee(length, used, tip)
    if (credit > 0n) settle(ctx, payer, credit, fee)
    const value = { who: payer, actual_fee: fee, tip }
    ctx.deposit(events, { type: 'TransactionFeePaid', value })
  },
}

function takeFee(ctx: Context, payer: AccountId, fee: bigint): Credit {
  if (fee === 0n) return NO_CREDIT
  const rules = { precision: 'Exact', preservation: 'Preserve', fortitude: 'Polite' } as const
  return attempt(() => withdraw(ctx, payer, fee, rules)) ?? invalid('Payment')
}

function settle(ctx: Context, payer: AccountId, credit: Credit, fee: bigint): void {
  const refund = credit > fee ? credit - fee : 0n
  // A refund of nothing is an event all the same; an account that is gone gets none.
  const isAlive = totalBalance(ctx, payer) > 0n
  const earned = isAlive ? payBack(ctx, payer, credit, refund) : credit
  if (earned === 0n) return
  const author = blockAuthor(ctx)
  dropCredit(ctx, author === undefined ? earned : resolve(ctx, author, earned))
}
