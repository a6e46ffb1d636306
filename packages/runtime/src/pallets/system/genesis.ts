import { hash } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { SPEC_NAME, SPEC_VERSION } from '../../version.ts'
import { startExtrinsicIndex } from './extrinsic-index.ts'
import {
  BlockHash,
  LastRuntimeUpgrade,
  ParentHash,
  UpgradedToTripleRefCount,
  UpgradedToU32RefCount,
} from './storage.ts'

/** What genesis says of its own hash, which cannot be known yet. */
const PLACEHOLDER = hash(new Uint8Array(32).fill(69))

/** What the genesis state holds of this pallet (`frame_system` 41.0.0). */
export function startSystem(ctx: Context): void {
  BlockHash.set(ctx, 0, PLACEHOLDER)
  ParentHash.set(ctx, PLACEHOLDER)
  LastRuntimeUpgrade.set(ctx, { spec_version: SPEC_VERSION, spec_name: SPEC_NAME })
  UpgradedToU32RefCount.set(ctx, true)
  UpgradedToTripleRefCount.set(ctx, true)
  startExtrinsicIndex(ctx)
}
