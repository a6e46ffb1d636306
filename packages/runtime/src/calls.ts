import { encode } from '@plexus/primitives'
import { definition, sovereignDefinition } from './definition.ts'
import type { Definition } from './definition.ts'
import { RuntimeCall } from './frame/call.ts'
import type { Call } from './frame/call.ts'

/** Every call of the reference's chain, in the order of its indices. */
export const allCalls = (): readonly Call[] => callsOf(definition)

/**
 * A call by its wire names, e.g. `('Balances', 'transfer_keep_alive', { dest, value })`. Arguments
 * are checked when the call is encoded.
 *
 * @throws Error when no chain has such a call.
 */
export function callOf(
  pallet: string,
  name: string,
  args: Readonly<Record<string, unknown>>,
): RuntimeCall {
  const call = callsOf(sovereignDefinition).find(
    (each) => each.pallet.name === pallet && each.name === name,
  )
  if (call === undefined) throw new Error(`the runtime has no call ${pallet}.${name}`)
  return { call, args }
}

/** The SCALE form of a call. @throws ScaleError when an argument does not fit its type. */
export const encodeCall = (call: RuntimeCall): Uint8Array => encode(RuntimeCall, call)

const callsOf = ({ pallets }: Definition): readonly Call[] =>
  pallets.flatMap(({ calls = [] }) => calls)
