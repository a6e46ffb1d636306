import { encodeSs58 } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import type { Fault } from '../../frame/pallet.ts'
import { Account } from '../system/storage.ts'
import { EXISTENTIAL_DEPOSIT } from './config.ts'
import { Holds, InactiveIssuance, Reserves, TotalIssuance } from './storage.ts'

/** Every rao of the issuance is in an account, unless Root adjusted the issuance by hand. */
export function issuanceIsInAccounts(ctx: Context): readonly Fault[] {
  let sum = 0n
  for (const [, { data }] of Account.entries(ctx)) sum += data.free + data.reserved
  const total = TotalIssuance.get(ctx)
  return sum === total ? [] : [`accounts have ${sum} rao, the issuance is ${total}`]
}

/** The inactive part of the issuance is a part of it. */
export function inactiveIsPartOfIssuance(ctx: Context): readonly Fault[] {
  const inactive = InactiveIssuance.get(ctx)
  const total = TotalIssuance.get(ctx)
  return inactive <= total ? [] : [`${inactive} rao of an issuance of ${total} are inactive`]
}

/** A living balance is a provider, a reserve or lock a consumer, and reserves cover their names. */
export function accountsAreConsistent(ctx: Context): readonly Fault[] {
  const faults: Fault[] = []
  for (const [[who], { data, providers, consumers }] of Account.entries(ctx)) {
    const report = (what: string): void => void faults.push(`${encodeSs58(who)} ${what}`)
    const named = [...Holds.get(ctx, who), ...Reserves.get(ctx, who)]
    const sum = named.reduce((total, { amount }) => total + amount, 0n)
    if (data.free >= EXISTENTIAL_DEPOSIT && providers === 0) report('has balance, no provider')
    if ((data.reserved > 0n || data.frozen > 0n) && consumers === 0) {
      report('has reserved or frozen balance, no consumer')
    }
    if (data.free + data.reserved === 0n && data.frozen === 0n) continue
    if (sum > data.reserved) report(`has ${data.reserved} rao reserved, ${sum} of them named`)
    if (data.reserved === 0n && data.free < EXISTENTIAL_DEPOSIT) report('has dust')
  }
  return faults
}

export const invariants = [issuanceIsInAccounts, inactiveIsPartOfIssuance, accountsAreConsistent]
