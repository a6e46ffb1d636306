import { weight } from '../../frame/weight.ts'
import { MAX_NOMINATORS } from './config.ts'

const PS_PER_US = 1_000_000n
const nominators = BigInt(MAX_NOMINATORS)
/** A report counts for at least this many authorities. */
const LEAST_AUTHORITIES = 100n

/** Weights by estimate (`pallet_grandpa::default_weights`). */
export const grandpaWeights = {
  reportEquivocation: weight(
    (35n + 95n + 110n + 25n * nominators) * PS_PER_US + 175_000n * LEAST_AUTHORITIES,
    { reads: 5n + 14n + 3n * nominators + 2n, writes: 10n + 3n * nominators },
  ),
  noteStalled: weight(3n * PS_PER_US, { writes: 1n }),
} as const
