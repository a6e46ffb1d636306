import type { Hash } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { DispatchFailure } from '../../../frame/dispatch-error.ts'
import { NumRootClaim, NumStakingColdkeys, StakingColdkeysByIndex } from '../storage/root-claim.ts'
import { claimRoot } from './claim.ts'

const U64_MAX = (1n << 64n) - 1n
/** Steps that a block hash holds, each of 8 bytes. */
const STEPS = 4n
const STEP_BYTES = 8

/** Claims for a few coldkeys that the hash of the parent block draws (spec: 30-block-step §12.3). */
export function autoClaimRoot(ctx: Context, parentHash: Hash): void {
  const count = NumStakingColdkeys.get(ctx)
  for (const index of drawIndices(parentHash, NumRootClaim.get(ctx), count)) {
    const coldkey = StakingColdkeysByIndex.get(ctx, index)
    if (coldkey === undefined) continue
    try {
      claimRoot(ctx, coldkey)
    } catch (error) {
      // The claim of this coldkey is taken back; that of the next goes on.
      if (!(error instanceof DispatchFailure)) throw error
    }
  }
}

/**
 * Indices below `count`, ascending and each once: a walk whose steps are read from the hash.
 *
 * @param draws how many steps to take
 */
export function drawIndices(hash: Hash, draws: bigint, count: bigint): readonly bigint[] {
  const bytes = new DataView(hash.buffer, hash.byteOffset, hash.byteLength)
  const drawn = new Set<bigint>()
  let last = bytes.getBigUint64(0)
  for (let draw = 0n; draw < draws; draw += 1n) {
    const sum = last + bytes.getBigUint64(Number(draw % STEPS) * STEP_BYTES)
    last = count === 0n ? 0n : (sum > U64_MAX ? U64_MAX : sum) % count
    drawn.add(last)
  }
  return [...drawn].sort((a, b) => (a < b ? -1 : 1))
}
