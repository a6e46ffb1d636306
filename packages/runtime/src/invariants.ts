import { definitionIn } from './definition.ts'
import { createContext } from './executive/context.ts'
import { runtimeConfig } from './frame/config.ts'
import type { Context } from './frame/context.ts'
import type { Host } from './frame/host.ts'
import type { Fault } from './frame/pallet.ts'
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
  return definitionIn(host, view).pallets.flatMap(({ id, invariants = [] }) =>
    invariants.flatMap((check) => check(ctx).map((fault) => `${id.name}: ${fault}`)),
  )
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
