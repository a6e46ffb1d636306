import { rao, saturatingMinus, saturatingPlus } from '@plexus/primitives'
import type { AccountId, NetUid, Rao } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { DispatchFailure } from '../../frame/dispatch-error.ts'
import { ensure, fail } from '../../frame/error.ts'
import { palletAccount } from '../../frame/pallet-account.ts'
import {
  dropCredit,
  issue,
  reducibleBalance,
  resolve,
  splitCredit,
  TotalIssuance as BalancesIssuance,
  transfer,
  withdraw,
} from '../balances/index.ts'
import type { Credit } from '../balances/index.ts'
import { errors } from './errors.ts'
import { TotalIssuance } from './storage/emission.ts'
import { existingSubnetAccount } from './subnets/account.ts'

// Everything that moves TAO (spec: 30-block-step §5, §8; 40-amm §5). The pallet has an issuance
// counter of its own, which drives the halving.

/** The most TAO there will ever be, in rao. */
export const MAX_ISSUANCE = rao(21_000_000_000_000_000n)
/** Letters of the account below. */
export const BURN_LETTERS = 'burntnsr'
/** Burned TAO goes here and stays part of the issuance. */
export const BURN_ACCOUNT: AccountId = palletAccount(BURN_LETTERS)

/** What a coldkey could send, its existential deposit included, in rao. */
export const coldkeyBalance = (ctx: Context, coldkey: AccountId): Rao =>
  rao(reducibleBalance(ctx, coldkey, 'Expendable', 'Polite'))

/** What a coldkey could send and stay alive, in rao. */
export const keepAliveBalance = (ctx: Context, coldkey: AccountId): Rao =>
  rao(reducibleBalance(ctx, coldkey, 'Preserve', 'Polite'))

/**
 * Sends TAO; the sender may die of it, and its dust then leaves the issuance.
 *
 * @param amount in rao
 * @throws DispatchFailure InsufficientBalance, or what Balances says
 */
export function transferTao(ctx: Context, from: AccountId, to: AccountId, amount: Rao): void {
  ensure(amount <= coldkeyBalance(ctx, from), errors.InsufficientBalance)
  transferCountingDust(ctx, from, to, amount)
}

/** Sends all TAO that can go; nothing happens where there is none. @throws as `transfer` of Balances */
export function transferAllTao(ctx: Context, from: AccountId, to: AccountId): void {
  const amount = coldkeyBalance(ctx, from)
  if (amount > 0n) transferCountingDust(ctx, from, to, amount)
}

function transferCountingDust(ctx: Context, from: AccountId, to: AccountId, amount: Rao): void {
  const before = BalancesIssuance.get(ctx)
  transfer(ctx, from, to, amount, 'Expendable')
  const after = BalancesIssuance.get(ctx)
  if (after < before) reduceIssuance(ctx, rao(before - after))
}

/**
 * Moves TAO of a coldkey into the account of a subnet and keeps the coldkey alive.
 *
 * @param amount in rao; less is moved where the existential deposit would have to go
 * @returns rao that were moved
 * @throws DispatchFailure SubnetNotExists, InsufficientBalance where nothing can be moved
 */
export function transferTaoToSubnet(
  ctx: Context,
  netuid: NetUid,
  coldkey: AccountId,
  amount: Rao,
): Rao {
  if (amount === 0n) return amount
  const account = existingSubnetAccount(ctx, netuid) ?? fail(errors.SubnetNotExists)
  const most = keepAliveBalance(ctx, coldkey)
  const moved = amount < most ? amount : most
  ensure(moved > 0n, errors.InsufficientBalance)
  transfer(ctx, coldkey, account, moved, 'Preserve')
  return moved
}

/** Moves TAO out of the account of a subnet. @throws DispatchFailure as `transferTao` */
export function transferTaoFromSubnet(
  ctx: Context,
  netuid: NetUid,
  coldkey: AccountId,
  amount: Rao,
): void {
  const account = existingSubnetAccount(ctx, netuid) ?? fail(errors.SubnetNotExists)
  transferTao(ctx, account, coldkey, amount)
}

/** Takes TAO out of use for ever; the issuance stays. @throws DispatchFailure as `transferTao` */
export function burnTao(ctx: Context, coldkey: AccountId, amount: Rao): void {
  transferTao(ctx, coldkey, BURN_ACCOUNT, amount)
}

/**
 * Destroys TAO, so that it can be emitted again; the account keeps its existential deposit.
 *
 * @param amount in rao
 * @throws DispatchFailure InsufficientBalance, BalanceWithdrawalError
 */
export function recycleTao(ctx: Context, coldkey: AccountId, amount: Rao): void {
  ensure(amount <= keepAliveBalance(ctx, coldkey), errors.InsufficientBalance)
  reduceIssuance(ctx, amount)
  dropCredit(ctx, withdrawExactly(ctx, coldkey, amount))
}

function withdrawExactly(ctx: Context, coldkey: AccountId, amount: Rao): Credit {
  try {
    return withdraw(ctx, coldkey, amount, {
      precision: 'Exact',
      preservation: 'Expendable',
      fortitude: 'Force',
    })
  } catch (error) {
    if (error instanceof DispatchFailure) fail(errors.BalanceWithdrawalError)
    throw error
  }
}

/** Creates TAO, never above the 21 million. @param amount in rao */
export function mintTao(ctx: Context, amount: Rao): Credit {
  const left = saturatingMinus(MAX_ISSUANCE, rao(BalancesIssuance.get(ctx)))
  const minted = amount < left ? amount : left
  TotalIssuance.update(ctx, (total) => saturatingPlus(total, minted))
  return issue(ctx, minted)
}

/** What `spendTao` led to: what is left of the credit, and whether the part was paid. */
export interface Spending {
  readonly paid: boolean
  readonly rest: Credit
}

/** Pays a part of a credit to an account; nothing is paid where the credit is too small. */
export function spendTao(ctx: Context, account: AccountId, credit: Credit, part: Rao): Spending {
  if (credit < part) return { paid: false, rest: credit }
  const [spent, rest] = splitCredit(credit, part)
  return resolve(ctx, account, spent) > 0n ? { paid: false, rest: credit } : { paid: true, rest }
}

/** Destroys what was minted and not spent. */
export function recycleCredit(ctx: Context, credit: Credit): void {
  if (credit > 0n) reduceIssuance(ctx, rao(credit))
  dropCredit(ctx, credit)
}

function reduceIssuance(ctx: Context, amount: Rao): void {
  TotalIssuance.update(ctx, (total) => saturatingMinus(total, amount))
}
