import type { BeaconState } from '@plexus/runtime'

/** Rounds of one block; others follow in the next. PERF: each takes some 70 ms. */
const MAX_IN_BLOCK = 8n
/** Rounds that are made up for after a jump of time; those before are left out. */
const MAX_BEHIND = 100n

/**
 * The rounds that a block of this time writes: those signed since the last that is stored, or the
 * newest where none is. A round is signed at the beginning of its period; round 1 at genesis.
 */
export function dueRounds(
  beacon: Pick<BeaconState, 'genesisUnixSeconds' | 'periodSeconds' | 'lastRound'>,
  timestampMs: bigint,
): readonly bigint[] {
  const { genesisUnixSeconds, periodSeconds, lastRound } = beacon
  const sinceMs = timestampMs - BigInt(genesisUnixSeconds) * 1000n
  if (sinceMs < 0n || periodSeconds === 0) return []
  const newest = sinceMs / (BigInt(periodSeconds) * 1000n) + 1n
  const earliest = lastRound === 0n ? newest : newest - MAX_BEHIND + 1n
  const first = lastRound + 1n > earliest ? lastRound + 1n : earliest
  const rounds: bigint[] = []
  for (let round = first; round <= newest && round < first + MAX_IN_BLOCK; round += 1n) {
    rounds.push(round)
  }
  return rounds
}
