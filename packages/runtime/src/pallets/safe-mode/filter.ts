import type { RuntimeCall } from '../../frame/call.ts'
import type { Context } from '../../frame/context.ts'
import { safeMode } from './id.ts'
import { EnteredUntil } from './storage.ts'

/**
 * Pallets that stay open in safe mode (spec: 20-calls §1.1). `Engine`, which the reference has not,
 * begins each block with a report: without it there would be no block.
 */
const OPEN_PALLETS: ReadonlySet<string> = new Set([
  'Sudo',
  'Multisig',
  'System',
  'Timestamp',
  'Engine',
])

/** Single calls of other pallets that stay open in safe mode. */
const OPEN_CALLS: ReadonlySet<string> = new Set([
  'SubtensorModule.set_weights',
  'SubtensorModule.serve_axon',
  'Commitments.set_commitment',
])

/**
 * Whether safe mode lets the call through: always outside of it, and always for its own calls.
 * Costs one storage read.
 */
export function passesSafeMode(value: RuntimeCall, ctx: Context): boolean {
  const { pallet, name } = value.call
  if (pallet.name === safeMode.name || !EnteredUntil.has(ctx)) return true
  return OPEN_PALLETS.has(pallet.name) || OPEN_CALLS.has(`${pallet.name}.${name}`)
}
