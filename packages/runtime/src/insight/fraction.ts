/** A fixed-point number: `raw` / 2^`fractionBits`. */
export interface Fraction {
  readonly raw: bigint
  readonly fractionBits: 32 | 64
}

/** A raw number with 32 fraction bits, as the steps of an epoch have it (I32F32, U96F32). */
export const fraction32 = (raw: bigint): Fraction => ({ raw, fractionBits: 32 })

/** A raw number with 64 fraction bits, as total stake has it (I64F64). */
export const fraction64 = (raw: bigint): Fraction => ({ raw, fractionBits: 64 })
