/** Rounds between the oldest and the newest that are kept: a week of quicknet. */
export const MAX_KEPT_PULSES = 216_000n
/** Old rounds that go when new ones are written, at most. */
export const MAX_REMOVED_PULSES = 100
/** Least priority of a round in the pool. */
export const UNSIGNED_PRIORITY = 1_048_576n
