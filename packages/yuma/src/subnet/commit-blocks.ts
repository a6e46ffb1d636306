import { NO_COMMIT } from '../epoch/input.ts'

/** A commit of weights: its epoch and the block it came in. */
export interface WeightCommit {
  readonly epoch: bigint
  readonly block: bigint
}

/** The commits of one mechanism, as far as the epoch reads them. */
export interface StoredCommits {
  /** WeightCommits by the uid of their hotkey, each in the order of its queue. */
  readonly queues: readonly (readonly [uid: number, queue: readonly WeightCommit[]])[]
  /** TimelockedWeightCommits: the uid of the hotkey and the commit. */
  readonly timelocked: readonly (readonly [uid: number, commit: WeightCommit])[]
}

/**
 * Block of each uid's earliest commit that has not expired (spec: 35-yuma-epoch §3.2 step 4). Of a
 * queue the first such commit counts. A uid from `n` on is a hotkey without uid and skipped.
 *
 * @param currentEpoch SubnetEpochIndex, as advanced for this epoch
 * @param revealPeriod RevealPeriodEpochs
 */
export function commitBlocks(
  n: number,
  commits: StoredCommits,
  currentEpoch: bigint,
  revealPeriod: bigint,
): BigUint64Array {
  const blocks = new BigUint64Array(n).fill(NO_COMMIT)
  const isAlive = ({ epoch }: WeightCommit): boolean => currentEpoch <= epoch + revealPeriod
  const lower = (uid: number, { block }: WeightCommit): void => {
    const known = blocks[uid]
    if (known !== undefined && block < known) blocks[uid] = block
  }
  for (const [uid, queue] of commits.queues) {
    const first = queue.find(isAlive)
    if (first !== undefined) lower(uid, first)
  }
  for (const [uid, commit] of commits.timelocked) if (isAlive(commit)) lower(uid, commit)
  return blocks
}
