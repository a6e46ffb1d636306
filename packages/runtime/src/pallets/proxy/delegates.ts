import { equalBytes } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { ensure, fail } from '../../frame/error.ts'
import { unreserve } from '../balances/index.ts'
import { MAX_PROXIES, proxyDeposit } from './constants.ts'
import { adjustDeposit } from './deposit.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { Proxies, RealPaysFee } from './storage.ts'
import { compareDefinitions } from './types.ts'
import type { ProxyDefinition, ProxyType } from './types.ts'

/**
 * Makes somebody a proxy of an account, which pays the deposit.
 *
 * @throws DispatchFailure NoSelfProxy, Duplicate, TooMany, or that of the reservation.
 */
export function addDelegate(ctx: Context, delegator: AccountId, added: ProxyDefinition): void {
  ensure(!equalBytes(delegator, added.delegate), errors.NoSelfProxy)
  const [proxies, deposit] = Proxies.get(ctx, delegator)
  ensure(!proxies.some((each) => compareDefinitions(each, added) === 0), errors.Duplicate)
  ensure(proxies.length < MAX_PROXIES, errors.TooMany)
  const next = [...proxies, added].sort(compareDefinitions)
  const nextDeposit = proxyDeposit(next.length)
  adjustDeposit(ctx, delegator, deposit, nextDeposit)
  ctx.deposit(events, { type: 'ProxyAdded', value: relation(delegator, added) })
  Proxies.set(ctx, delegator, [next, nextDeposit])
}

/** Ends one relation and gives its deposit back. @throws DispatchFailure NotFound */
export function removeDelegate(ctx: Context, delegator: AccountId, removed: ProxyDefinition): void {
  const [proxies, deposit] = Proxies.get(ctx, delegator)
  const next = proxies.filter((each) => compareDefinitions(each, removed) !== 0)
  ensure(next.length < proxies.length, errors.NotFound)
  const nextDeposit = proxyDeposit(next.length)
  adjustDeposit(ctx, delegator, deposit, nextDeposit)
  RealPaysFee.remove(ctx, delegator, removed.delegate)
  ctx.deposit(events, { type: 'ProxyRemoved', value: relation(delegator, removed) })
  if (next.length === 0) Proxies.remove(ctx, delegator)
  else Proxies.set(ctx, delegator, [next, nextDeposit])
}

/** Ends all relations of an account. */
export function removeAllDelegates(ctx: Context, delegator: AccountId): void {
  const [, deposit] = Proxies.get(ctx, delegator)
  Proxies.remove(ctx, delegator)
  unreserve(ctx, delegator, deposit)
  RealPaysFee.clear(ctx, [delegator])
}

/** The first relation that lets `delegate` act for `real`. @throws DispatchFailure NotProxy */
export function findProxy(
  ctx: Context,
  real: AccountId,
  delegate: AccountId,
  type?: ProxyType,
): ProxyDefinition {
  const [proxies] = Proxies.get(ctx, real)
  const found = proxies.find(
    (each) =>
      equalBytes(each.delegate, delegate) && (type === undefined || each.proxy_type === type),
  )
  return found ?? fail(errors.NotProxy)
}

/** Whether `real` pays the fees of the calls that `delegate` makes for it. */
export const realPaysFee = (ctx: Context, real: AccountId, delegate: AccountId): boolean =>
  RealPaysFee.has(ctx, real, delegate)

const relation = (
  delegator: AccountId,
  { delegate, proxy_type, delay }: ProxyDefinition,
): {
  readonly delegator: AccountId
  readonly delegatee: AccountId
  readonly proxy_type: ProxyType
  readonly delay: number
} => ({ delegator, delegatee: delegate, proxy_type, delay })
