import type { Weight } from '../../frame/weight.ts'
import { BLOCK_WEIGHTS } from '../system/limits.ts'

/** Most tasks of one block. */
export const MAX_SCHEDULED_PER_BLOCK = 50

const fourFifths = (value: bigint): bigint => (value * 4n) / 5n

/** Weight that tasks may use in one block: 80 % of it. */
export const MAXIMUM_WEIGHT: Weight = {
  ref_time: fourFifths(BLOCK_WEIGHTS.max_block.ref_time),
  proof_size: fourFifths(BLOCK_WEIGHTS.max_block.proof_size),
}
