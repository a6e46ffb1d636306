import { compact, rao, u64, unit } from '@plexus/primitives'
import type { AccountId, AnyType, ValueOf } from '@plexus/primitives'
import type { RuntimeCall } from '../../frame/call.ts'
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
import { events as subtensorEvents } from '../../pallets/subtensor/events.ts'
import { canPayInAlpha, payInAlpha } from '../../pallets/transaction-payment/alpha-fee.ts'
import type { AlphaFee } from '../../pallets/transaction-payment/alpha-fee.ts'
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
  readonly fee: Fee
  readonly tip: bigint
}

/** TAO of which the unused part is given back, or alpha, which is never given back. */
type Fee =
  | { readonly token: 'tao'; readonly credit: Credit }
  | { readonly token: 'alpha'; readonly paid: AlphaFee }

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
    const canPay =
      canWithdraw(ctx, payer, fee) === 'Success' || canPayInAlpha(ctx, payer, call, rao(fee))
    if (!canPay) invalid('Payment')
    return { priority: PRIORITY[info.class] }
  },
  prepare(ctx, { who, call, info, length }, tip) {
    const fee = computeFee(length, info, tip)
    const payer = feePayer(ctx, who, call)
    return { payer, tip, fee: takeFee(ctx, payer, call, fee) }
  },
  postDispatch(ctx, { info, length }, { payer, tip, fee }, { actualWeight, post }) {
    const used = { class: info.class, used: actualWeight, paysFee: paysFee(info, post) }
    const actual = computeActualFee(length, used, tip)
    if (fee.token === 'alpha') report(ctx, payer, fee.paid)
    else if (fee.credit > 0n) settle(ctx, payer, fee.credit, actual)
    const value = { who: payer, actual_fee: actual, tip }
    ctx.deposit(events, { type: 'TransactionFeePaid', value })
  },
}

function takeFee(ctx: Context, payer: AccountId, call: RuntimeCall, fee: bigint): Fee {
  if (fee === 0n) return { token: 'tao', credit: NO_CREDIT }
  const rules = { precision: 'Exact', preservation: 'Preserve', fortitude: 'Polite' } as const
  const credit = attempt(() => withdraw(ctx, payer, fee, rules))
  if (credit !== undefined) return { token: 'tao', credit }
  const paid = payInAlpha(ctx, payer, call, rao(fee)) ?? invalid('Payment')
  return { token: 'alpha', paid }
}

function report(ctx: Context, who: AccountId, { netuid, alphaFee, tao }: AlphaFee): void {
  const value = { who, netuid, alpha_fee: alphaFee, tao_amount: tao }
  ctx.deposit(subtensorEvents, { type: 'TransactionFeePaidWithAlpha', value })
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
