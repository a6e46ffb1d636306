import type { EpochOutput } from '../epoch/output.ts'
import type { KernelInstance } from './instantiate.ts'
import * as place from './layout.ts'

/**
 * Copies of what the kernel computed: its memory is used again by the next epoch. The vectors lie one
 * after another there, and are views of one copy.
 */
export function readOutput(instance: KernelInstance, n: number): EpochOutput {
  const start = instance.address(place.ACTIVE)
  const copy = instance.memory.buffer.slice(start, instance.address(place.NEW_BOND_OFFSETS))
  const flags = (at: number): Uint8Array => new Uint8Array(copy, instance.address(at) - start, n)
  const shares = (at: number): Uint16Array => new Uint16Array(copy, instance.address(at) - start, n)
  const amounts = (at: number): BigUint64Array =>
    new BigUint64Array(copy, instance.address(at) - start, n)
  return {
    active: flags(place.ACTIVE),
    newValidatorPermit: flags(place.NEW_PERMIT),
    stakeWeight: shares(place.STAKE_WEIGHT),
    consensus: shares(place.CONSENSUS),
    validatorTrust: shares(place.VALIDATOR_TRUST),
    incentive: shares(place.INCENTIVE),
    dividends: shares(place.DIVIDENDS),
    stake: amounts(place.STAKE),
    serverEmission: amounts(place.SERVER_EMISSION),
    validatorEmission: amounts(place.VALIDATOR_EMISSION),
    emission: amounts(place.EMISSION),
    bonds: readRows(instance, n),
  }
}

/** The rows are parts of one copy, the empty ones all the same. */
function readRows(instance: KernelInstance, n: number): readonly Uint8Array[] {
  const { buffer } = instance.memory
  const offsets = new Uint32Array(buffer, instance.address(place.NEW_BOND_OFFSETS), n + 1)
  const length = offsets[n] ?? 0
  const bytes = new Uint8Array(buffer, instance.address(place.NEW_BOND_BYTES), length).slice()
  // PERF: most uids have no bonds; a view of bytes for each costs as much as their epoch.
  const empty = Uint8Array.of(0)
  const rows: Uint8Array[] = []
  let start = 0
  for (let uid = 1; uid <= n; uid++) {
    const end = offsets[uid] ?? start
    rows.push(end - start > 1 ? bytes.subarray(start, end) : empty)
    start = end
  }
  return rows
}
