/** What decides which uid gives way to a registration. */
export interface PruneInput {
  /** Per uid: whether a hotkey holds it. */
  readonly hasKey: readonly boolean[]
  /** Emission as stored, by position, in alpha rao; a missing one is 0. */
  readonly emission: BigUint64Array
  readonly blockAtRegistration: BigUint64Array
  /** Uids of the subnet owner that are never pruned. */
  readonly immortalUids: readonly number[]
  readonly block: bigint
  /** Blocks. */
  readonly immunityPeriod: bigint
  readonly minNonImmuneUids: number
}

interface Candidate {
  readonly uid: number
  readonly emission: bigint
  readonly registered: bigint
}

/**
 * The uid with the smallest (emission, registration, uid): a non-immune one as long as more than
 * `minNonImmuneUids` of them exist, otherwise an immune one (spec: 35-yuma-epoch §10).
 */
export function pruneCandidate(input: PruneInput): number | undefined {
  const { immortalUids, block, immunityPeriod, minNonImmuneUids } = input
  const candidates = input.hasKey.flatMap((isHeld, uid): readonly Candidate[] => {
    if (!isHeld || immortalUids.includes(uid)) return []
    const registered = input.blockAtRegistration[uid] ?? 0n
    return [{ uid, emission: input.emission[uid] ?? 0n, registered }]
  })
  const isImmune = ({ registered }: Candidate): boolean =>
    (block > registered ? block - registered : 0n) < immunityPeriod
  const mortal = candidates.filter((candidate) => !isImmune(candidate))
  const pool = mortal.length > minNonImmuneUids ? mortal : candidates.filter(isImmune)
  return pool.reduce<Candidate | undefined>(
    (best, own) => (best === undefined || isBefore(own, best) ? own : best),
    undefined,
  )?.uid
}

function isBefore(a: Candidate, b: Candidate): boolean {
  if (a.emission !== b.emission) return a.emission < b.emission
  if (a.registered !== b.registered) return a.registered < b.registered
  return a.uid < b.uid
}
