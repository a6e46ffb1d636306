import { U16_MAX } from '../../fixed.ts'

/**
 * The part of a subnet's emission that each mechanism gets (spec: 35-yuma-epoch §9). What rounding
 * leaves over goes to mechanism 0.
 *
 * @param amount u64
 * @param mechanismCount 1…16
 * @param split u16 per mechanism, 65535 = all; a missing one is 0; without a split parts are even
 */
export function splitEmissions(
  amount: bigint,
  mechanismCount: number,
  split?: readonly number[],
): readonly bigint[] {
  const even = amount / BigInt(mechanismCount)
  const parts = Array.from({ length: mechanismCount }, (_, mechanism) =>
    split === undefined ? even : (amount * BigInt(split[mechanism] ?? 0)) / U16_MAX,
  )
  const rest = amount - parts.reduce((total, part) => total + part, 0n)
  return parts.map((part, mechanism) => (mechanism === 0 && rest > 0n ? part + rest : part))
}
