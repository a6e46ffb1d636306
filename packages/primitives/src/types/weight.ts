import { compact } from '../scale/compact.ts'
import { u64 } from '../scale/numbers.ts'
import { struct } from '../scale/struct.ts'
import type { ValueOf } from '../scale/type.ts'

/** `sp_weights::weight_v2::Weight`. */
export const Weight = struct(
  { ref_time: compact(u64), proof_size: compact(u64) },
  { path: ['sp_weights', 'weight_v2', 'Weight'] },
)

/** What a call costs: `ref_time` in picoseconds of the reference machine, `proof_size` in bytes. */
export type Weight = ValueOf<typeof Weight>
