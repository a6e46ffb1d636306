import type { ValueOf, Weight as WeightType } from '@plexus/primitives'

/** Computation time in picoseconds and proof size in bytes. */
export type Weight = ValueOf<typeof WeightType>

const U64_MAX = 2n ** 64n - 1n
/** Reference time of one database read and one write (RocksDbWeight), in ps. */
export const READ_PS = 25_000_000n
export const WRITE_PS = 100_000_000n

export const ZERO_WEIGHT: Weight = { ref_time: 0n, proof_size: 0n }

const cap = (value: bigint): bigint => (value > U64_MAX ? U64_MAX : value)
const floor = (value: bigint): bigint => (value < 0n ? 0n : value)

/** A weight of `refTimePs` plus database accesses; the proof size stays as measured. */
export function weight(
  refTimePs: bigint,
  accesses: {
    readonly reads?: bigint
    readonly writes?: bigint
    readonly proofSize?: bigint
  } = {},
): Weight {
  const { reads = 0n, writes = 0n, proofSize = 0n } = accesses
  return { ref_time: cap(refTimePs + reads * READ_PS + writes * WRITE_PS), proof_size: proofSize }
}

/** Sum, saturating at 64 bits. */
export function addWeights(...weights: readonly Weight[]): Weight {
  let refTime = 0n
  let proofSize = 0n
  for (const each of weights) {
    refTime += each.ref_time
    proofSize += each.proof_size
  }
  return { ref_time: cap(refTime), proof_size: cap(proofSize) }
}

/** Difference, saturating at zero in each dimension. */
export function subtractWeight(a: Weight, b: Weight): Weight {
  return {
    ref_time: floor(a.ref_time - b.ref_time),
    proof_size: floor(a.proof_size - b.proof_size),
  }
}

/** The lesser in each dimension. */
export function minWeight(a: Weight, b: Weight): Weight {
  return {
    ref_time: a.ref_time < b.ref_time ? a.ref_time : b.ref_time,
    proof_size: a.proof_size < b.proof_size ? a.proof_size : b.proof_size,
  }
}

/** The greater in each dimension. */
export function maxWeight(a: Weight, b: Weight): Weight {
  return {
    ref_time: a.ref_time > b.ref_time ? a.ref_time : b.ref_time,
    proof_size: a.proof_size > b.proof_size ? a.proof_size : b.proof_size,
  }
}

/** Whether `a` exceeds `b` in either dimension. */
export function anyGreater(a: Weight, b: Weight): boolean {
  return a.ref_time > b.ref_time || a.proof_size > b.proof_size
}

/** Whether `a` is at least `b` in every dimension. */
export function allAtLeast(a: Weight, b: Weight): boolean {
  return a.ref_time >= b.ref_time && a.proof_size >= b.proof_size
}
