import { AccountId32, equalBytes, u16, vec } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import type { PostInfo } from '../../../frame/call.ts'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { ensureSigned } from '../../../frame/origin.ts'
import { reserve, unreserve } from '../../balances/index.ts'
import { depositOf } from '../constants.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { multisig } from '../id.ts'
import { membersWith, multisigAccount } from '../members.ts'
import { isAt } from '../operate.ts'
import { CallHash, Multisigs } from '../storage.ts'
import { Timepoint } from '../types.ts'
import { multisigWeights } from '../weights.ts'

/** Closes an operation and gives the deposit back; by the account that opened it. */
export const cancelAsMulti = call(
  multisig,
  {
    threshold: u16,
    other_signatories: vec(AccountId32),
    timepoint: Timepoint,
    call_hash: CallHash,
  },
  {
    index: 3,
    name: 'cancel_as_multi',
    weight: ({ other_signatories }) => multisigWeights.cancel(other_signatories.length),
    run(ctx, origin, { threshold, other_signatories, timepoint, call_hash }) {
      const who = ensureSigned(origin)
      const account = accountOf(ctx, who, other_signatories, threshold)
      const open = Multisigs.get(ctx, account, call_hash)
      ensure(open !== undefined, errors.NotFound)
      ensure(isAt(open.when, timepoint), errors.WrongTimepoint)
      ensure(equalBytes(open.depositor, who), errors.NotOwner)
      unreserve(ctx, who, open.deposit)
      Multisigs.remove(ctx, account, call_hash)
      const value = { cancelling: who, timepoint, multisig: account, call_hash }
      ctx.deposit(events, { type: 'MultisigCancelled', value })
    },
  },
)

/** Brings a deposit to today's amount; free when that changes it. */
export const pokeDeposit = call(
  multisig,
  { threshold: u16, other_signatories: vec(AccountId32), call_hash: CallHash },
  {
    index: 4,
    name: 'poke_deposit',
    weight: ({ other_signatories }) => multisigWeights.pokeDeposit(other_signatories.length),
    run(ctx, origin, { threshold, other_signatories, call_hash }): PostInfo {
      const who = ensureSigned(origin)
      const account = accountOf(ctx, who, other_signatories, threshold)
      const open = Multisigs.get(ctx, account, call_hash)
      ensure(open !== undefined, errors.NotFound)
      ensure(equalBytes(open.depositor, who), errors.NotOwner)
      const old_deposit = open.deposit
      const new_deposit = depositOf(threshold)
      if (new_deposit === old_deposit) return { paysFee: true }
      if (new_deposit > old_deposit) reserve(ctx, who, new_deposit - old_deposit)
      else unreserve(ctx, who, old_deposit - new_deposit)
      Multisigs.set(ctx, account, call_hash, { ...open, deposit: new_deposit })
      const value = { who, call_hash, old_deposit, new_deposit }
      ctx.deposit(events, { type: 'DepositPoked', value })
      return { paysFee: false }
    },
  },
)

function accountOf(
  ctx: Context,
  who: AccountId,
  others: readonly AccountId[],
  threshold: number,
): AccountId {
  ensure(threshold >= 2, errors.MinimumThreshold)
  return multisigAccount(ctx, membersWith(who, others), threshold)
}
