import type { Pruning } from '../../../chain/plan-prune.ts'
import { EVIDENCE_BLOCKS } from '../genesis-file.ts'

/**
 * The lowest block that CometBFT has to keep after a block was written, 0 for all of them
 * (spec: 90-cometbft §7.4). What is committed has reached the disk. Without a snapshot nobody could
 * join who does not find block 1.
 *
 * @param oldestSnapshot its height, where there is one
 */
export function retainHeight(
  height: number,
  pruning: Pruning,
  oldestSnapshot: number | undefined,
): bigint {
  if (pruning === 'archive' || oldestSnapshot === undefined) return 0n
  const lowest = Math.min(height - pruning.keepBlocks, oldestSnapshot, height - EVIDENCE_BLOCKS)
  return BigInt(Math.max(0, lowest))
}
