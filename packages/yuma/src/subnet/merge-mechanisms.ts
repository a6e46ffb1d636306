import type { EpochOutput } from '../epoch/output.ts'
import { U16_MAX, U64_MAX } from '../fixed.ts'

/** What the epochs of all mechanisms of a subnet answer together, by uid. */
export type MergedEpoch = Omit<EpochOutput, 'bonds' | 'incentive'>

/** The epoch of one mechanism and what it was given to hand out. */
export interface MechanismEpoch {
  readonly output: EpochOutput
  /** In alpha rao, u64. */
  readonly emission: bigint
}

const FRACTION_BITS = 64n

/**
 * One answer from those of all mechanisms: shares and the stored emission are averaged by emission
 * and truncated after each mechanism, paid amounts and stake are added, flags are united (spec:
 * 35-yuma-epoch §9). Incentives and bonds stay with their mechanism.
 *
 * @param mechanisms in the order of their ids, at least one, all with the same uids
 * @param totalEmission of the subnet, in alpha rao
 */
export function mergeMechanisms(
  mechanisms: readonly MechanismEpoch[],
  totalEmission: bigint,
): MergedEpoch {
  const outputs = mechanisms.map(({ output }) => output)
  const weights = mechanisms.map(({ emission }, mechanism) => {
    if (totalEmission !== 0n) return (emission << FRACTION_BITS) / totalEmission
    return mechanism === 0 ? 1n << FRACTION_BITS : 0n
  })
  const n = outputs[0]?.active.length ?? 0
  const united = (of: (output: EpochOutput) => Uint8Array): Uint8Array =>
    new Uint8Array(n).map((_, uid) => (outputs.some((output) => of(output)[uid] === 1) ? 1 : 0))
  const added = (of: (output: EpochOutput) => BigUint64Array): BigUint64Array =>
    new BigUint64Array(n).map((_, uid) =>
      outputs.reduce((total, output) => limit(total + (of(output)[uid] ?? 0n), U64_MAX), 0n),
    )
  const averaged = (of: (output: EpochOutput) => ArrayLike<number | bigint>, max: bigint) =>
    Array.from({ length: n }, (_, uid) =>
      outputs.reduce(
        (mean, output, mechanism) =>
          weighted(mean, BigInt(of(output)[uid] ?? 0), weights[mechanism] ?? 0n, max),
        0n,
      ),
    )
  const share = (of: (output: EpochOutput) => Uint16Array): Uint16Array =>
    Uint16Array.from(averaged(of, U16_MAX), Number)
  return {
    active: united(({ active }) => active),
    newValidatorPermit: united(({ newValidatorPermit }) => newValidatorPermit),
    stakeWeight: share(({ stakeWeight }) => stakeWeight),
    consensus: share(({ consensus }) => consensus),
    validatorTrust: share(({ validatorTrust }) => validatorTrust),
    dividends: share(({ dividends }) => dividends),
    stake: added(({ stake }) => stake),
    serverEmission: added(({ serverEmission }) => serverEmission),
    validatorEmission: added(({ validatorEmission }) => validatorEmission),
    emission: BigUint64Array.from(averaged(({ emission }) => emission, U64_MAX)),
  }
}

/** mean + value · weight, floored to an integer. */
const weighted = (mean: bigint, value: bigint, weight: bigint, max: bigint): bigint =>
  limit(mean + ((value * weight) >> FRACTION_BITS), max)

const limit = (value: bigint, max: bigint): bigint => (value < max ? value : max)
