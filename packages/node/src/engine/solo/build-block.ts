import type { ExecutedBlock, OpenBlock } from '@plexus/runtime'
import type { Chain } from '../../chain/interface.ts'
import type { Clock } from '../../clock.ts'
import type { Pool } from '../../pool/interface.ts'
import { ExtrinsicRefusedError } from '../errors.ts'
import { applyInherents, fillFromPool, openOnHead, tryApply } from '../fill-block.ts'
import type { ShieldKeys } from '../shield-keys.ts'

/** What one block is made from. */
export interface BlockPlan {
  readonly timestampMs: bigint
  /** Exactly these extrinsics after the inherents; without them, the pool's. */
  readonly extrinsics?: readonly Uint8Array[]
  /** The author's own, between the inherents and the others. */
  readonly own?: readonly Uint8Array[]
  /** No transaction of the pool is begun after this time of the clock. */
  readonly deadlineMs: number
  /** Keys of the authors; without them none is announced, and nothing encrypted is opened. */
  readonly shield?: ShieldKeys
}

/** A block that is ready to be appended. */
export interface BuiltBlock {
  readonly executed: ExecutedBlock
  /** Extrinsics beside the inherents and the author's own. */
  readonly transactions: number
}

/**
 * Builds a block on the head. Pool transactions that turn out invalid are refused to the pool.
 * @throws ExtrinsicRefusedError for a planned extrinsic; anything else is a bug.
 */
export function buildBlock(chain: Chain, pool: Pool, clock: Clock, plan: BlockPlan): BuiltBlock {
  const { runtime } = chain
  const open = openOnHead(chain, plan.timestampMs)
  applyInherents(open, runtime.inherents(plan.timestampMs, plan.shield?.announced()))
  // One that is refused is left out: its maker did not know what the block would be.
  for (const extrinsic of plan.own ?? []) tryApply(open, extrinsic)
  const transactions =
    plan.extrinsics === undefined
      ? fillFromPool(open, pool, { clock, ...plan })
      : applyExactly(open, plan.extrinsics)
  return { executed: open.seal(), transactions }
}

function applyExactly(open: OpenBlock, extrinsics: readonly Uint8Array[]): number {
  extrinsics.forEach((extrinsic, index) => {
    const outcome = tryApply(open, extrinsic)
    if (outcome instanceof Error || outcome.kind === 'invalid') {
      throw new ExtrinsicRefusedError(index, outcome instanceof Error ? outcome : outcome.error)
    }
  })
  return extrinsics.length
}
