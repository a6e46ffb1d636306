import { WeightsError } from './errors.ts'

/** Netuids per mechanism in the storage index. */
const NETUIDS = 4096
const MECHANISMS = 16

/**
 * The u16 under which the chain keeps the weights of a mechanism: mechanism · 4096 + netuid
 * (spec: 80-axon-dendrite §3.2).
 *
 * @param netuid 0 to 4095.
 * @param mechid 0 to 15.
 * @throws WeightsError with `InvalidIndex`.
 */
export function netuidIndex(netuid: number, mechid: number): number {
  ensureBelow(NETUIDS, netuid, 'netuid')
  ensureBelow(MECHANISMS, mechid, 'mechanism id')
  return mechid * NETUIDS + netuid
}

function ensureBelow(end: number, value: number, what: string): void {
  if (Number.isInteger(value) && value >= 0 && value < end) return
  throw new WeightsError(
    'InvalidIndex',
    `${value} is not a ${what}; give an integer from 0 to ${end - 1}.`,
  )
}
