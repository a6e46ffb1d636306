import { definition } from './definition.ts'
import { createContext } from './executive/context.ts'
import { runtimeConfig } from './frame/config.ts'
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
  const ctx = createContext({ host, config: runtimeConfig('fast'), rules: definition.rules }, view)
  return definition.pallets.flatMap(({ id, invariants = [] }) =>
    invariants.flatMap((check) => check(ctx).map((fault) => `${id.name}: ${fault}`)),
  )
}
