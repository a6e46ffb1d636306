import { encode } from '@plexus/primitives'
import { definition } from './definition.ts'
import { RuntimeCall } from './frame/call.ts'
import type { Call } from './frame/call.ts'

/** Every call of the runtime, in the order of its indices. */
export const allCalls = (): readonly Call[] =>
  definition.pallets.flatMap((pallet) => pallet.calls ?? [])

/**
 * A call by its wire names, e.g. `('Balances', 'transfer_keep_alive', { dest, value })`. Arguments
 * are checked when the call is encoded.
 *
 * @throws Error when the runtime has no such call.
 */
export function callOf(
  pallet: string,
  name: string,
  args: Readonly<Record<string, unknown>>,
): RuntimeCall {
  const call = allCalls().find((each) => each.pallet.name === pallet && each.name === name)
  if (call === undefined) throw new Error(`the runtime has no call ${pallet}.${name}`)
  return { call, args }
}

/** The SCALE form of a call. @throws ScaleError when an argument does not fit its type. */
export const encodeCall = (call: RuntimeCall): Uint8Array => encode(RuntimeCall, call)
