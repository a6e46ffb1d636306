import { definitionIn } from './definition.ts'
import { createContext } from './executive/context.ts'
import { runtimeConfig } from './frame/config.ts'
import type { Context } from './frame/context.ts'
import type { Host } from './frame/host.ts'
import type { Fault } from './frame/pallet.ts'
import { Holds, Reserves } from './pallets/balances/storage.ts'
import { Multisigs } from './pallets/multisig/storage.ts'
import { Announcements, Proxies } from './pallets/proxy/storage.ts'
import { Account } from './pallets/system/storage.ts'
import type { StateView } from './state/view.ts'

/**
 * Checks the facts that hold after every block: issuance equals what accounts hold, deposits are
 * backed, tables fit together. Tests and the fuzzer run it; raw writes of Root may break any of
 * them.
 *
 * @returns what is wrong, each with the pallet's name and the values; empty when all holds
 */
export function checkInvariants(host: Host, view: StateView): readonly Fault[] {
  const ctx = contextOf(host, view)
  const { pallets } = definitionIn(host, view)
  const faults = pallets.flatMap(({ id, invariants = [] }) =>
    invariants.flatMap((check) => check(ctx).map((fault) => `${id.name}: ${fault}`)),
  )
  return [...faults, ...reservesCoverDeposits(ctx)]
}

/**
 * Checks what a block changed: the two counters of the issuance move together, nothing is minted
 * beyond the schedule, alpha is conserved. The block's events say what else may change; raw writes
 * of Root may break any of it.
 *
 * @param before the state that the block was made on
 * @param after the state that it left
 * @returns as `checkInvariants`
 */
export function checkTransition(host: Host, before: StateView, after: StateView): readonly Fault[] {
  const block = { before: contextOf(host, before), after: contextOf(host, after) }
  return definitionIn(host, after).pallets.flatMap(({ id, transitions = [] }) =>
    transitions.flatMap((check) => check(block).map((fault) => `${id.name}: ${fault}`)),
  )
}

const contextOf = (host: Host, view: StateView): Context =>
  createContext(
    { host, config: runtimeConfig('fast'), rules: definitionIn(host, view).rules },
    view,
  )

/**
 * What accounts reserve is as much as what is held and all deposits together. Not account by
 * account: the deposit of a pure proxy is another's. It may be more: a pure proxy that drops its
 * proxies itself leaves the deposit where it is.
 */
function reservesCoverDeposits(ctx: Context): readonly Fault[] {
  let reserved = 0n
  for (const [, { data }] of Account.entries(ctx)) reserved += data.reserved
  let due = 0n
  for (const [, holds] of Holds.entries(ctx)) for (const { amount } of holds) due += amount
  for (const [, named] of Reserves.entries(ctx)) for (const { amount } of named) due += amount
  for (const item of [Proxies, Announcements]) {
    for (const [, [, deposit]] of item.entries(ctx)) due += deposit
  }
  for (const [, { deposit }] of Multisigs.entries(ctx)) due += deposit
  return due <= reserved ? [] : [`accounts reserve ${reserved} rao, holds and deposits are ${due}`]
}
