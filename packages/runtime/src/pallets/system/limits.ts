import { option, struct, u32, u64, Weight } from '@plexus/primitives'
import type { AnyType, ValueOf } from '@plexus/primitives'
import type { DispatchClass } from '../../frame/call.ts'
import type { Weight as WeightValue } from '../../frame/weight.ts'

const perClass = <T extends AnyType>(item: T) =>
  struct(
    { normal: item, operational: item, mandatory: item },
    {
      path: ['frame_support', 'dispatch', 'PerDispatchClass'],
      params: [{ name: 'T', type: item }],
    },
  )

const WeightsPerClass = struct(
  {
    base_extrinsic: Weight,
    max_extrinsic: option(Weight),
    max_total: option(Weight),
    reserved: option(Weight),
  },
  { path: ['frame_system', 'limits', 'WeightsPerClass'] },
)

/** `frame_system::limits::BlockWeights`. */
export const BlockWeights = struct(
  { base_block: Weight, max_block: Weight, per_class: perClass(WeightsPerClass) },
  { path: ['frame_system', 'limits', 'BlockWeights'] },
)

/** `frame_system::limits::BlockLength`. */
export const BlockLength = struct(
  { max: perClass(u32) },
  { path: ['frame_system', 'limits', 'BlockLength'] },
)

/** `frame_support::dispatch::PerDispatchClass<Weight>`: weight used so far in a block. */
export const ConsumedWeight = perClass(Weight)

export type ConsumedWeight = ValueOf<typeof ConsumedWeight>

/** `sp_weights::RuntimeDbWeight`. */
export const RuntimeDbWeight = struct(
  { read: u64, write: u64 },
  { path: ['sp_weights', 'RuntimeDbWeight'] },
)

/** Block hashes that state keeps; older ones cannot be a transaction's birth block. */
export const BLOCK_HASH_COUNT = 2400
/** Address format of the chain. */
export const SS58_PREFIX = 42

const U64_MAX = 2n ** 64n - 1n
const weightOf = (refTimePs: bigint, proofSize = 0n): WeightValue => ({
  ref_time: refTimePs,
  proof_size: proofSize,
})

/** Executing an empty block and an empty extrinsic (frame_support 41.0.0, ps). */
const BASE_BLOCK = weightOf(431_614_000n)
export const BASE_EXTRINSIC = weightOf(108_157_000n)

/** 4 s of reference time, of which normal extrinsics may use three quarters. */
const MAX_BLOCK = weightOf(4_000_000_000_000n, U64_MAX)
const NORMAL_TOTAL = weightOf(3_000_000_000_000n, threeQuarters(U64_MAX))
/** What the start of a block is expected to use at most: a tenth of it. */
const INITIALIZATION = weightOf(400_000_000_000n, U64_MAX / 10n)

const maxExtrinsic = (total: WeightValue): WeightValue =>
  weightOf(
    total.ref_time - INITIALIZATION.ref_time - BASE_EXTRINSIC.ref_time,
    total.proof_size - INITIALIZATION.proof_size,
  )

/** The limits of a block; spec: 50-fees-and-extensions §7. */
export const BLOCK_WEIGHTS: ValueOf<typeof BlockWeights> = {
  base_block: BASE_BLOCK,
  max_block: MAX_BLOCK,
  per_class: {
    normal: {
      base_extrinsic: BASE_EXTRINSIC,
      max_extrinsic: maxExtrinsic(NORMAL_TOTAL),
      max_total: NORMAL_TOTAL,
      reserved: weightOf(0n),
    },
    operational: {
      base_extrinsic: BASE_EXTRINSIC,
      max_extrinsic: maxExtrinsic(MAX_BLOCK),
      max_total: MAX_BLOCK,
      reserved: weightOf(
        MAX_BLOCK.ref_time - NORMAL_TOTAL.ref_time,
        MAX_BLOCK.proof_size - NORMAL_TOTAL.proof_size,
      ),
    },
    mandatory: {
      base_extrinsic: BASE_EXTRINSIC,
      max_extrinsic: undefined,
      max_total: undefined,
      reserved: undefined,
    },
  },
}

/** Bytes, length prefix included, beyond which no block holds an extrinsic of any class. */
export const MAX_EXTRINSIC_BYTES = 10 * 1024 * 1024

/** Bytes of extrinsics in a block. */
export const BLOCK_LENGTH: ValueOf<typeof BlockLength> = {
  max: {
    normal: (MAX_EXTRINSIC_BYTES >> 2) * 3,
    operational: MAX_EXTRINSIC_BYTES,
    mandatory: MAX_EXTRINSIC_BYTES,
  },
}

export type ClassKey = keyof ConsumedWeight

/** The field of a class in per-class tables. */
export const classKey = (of: DispatchClass): ClassKey =>
  of === 'Normal' ? 'normal' : of === 'Operational' ? 'operational' : 'mandatory'

/** Perbill 75 % of an integer, rounded to the nearest as the reference does. */
function threeQuarters(value: bigint): bigint {
  return (value * 3n + 1n) / 4n
}
