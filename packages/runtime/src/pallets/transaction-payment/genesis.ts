import type { Context } from '../../frame/context.ts'
import { ONE_FIXED } from './config.ts'
import { NextFeeMultiplier, StorageVersion } from './storage.ts'

/** What the genesis state holds of this pallet. */
export function startFees(ctx: Context): void {
  StorageVersion.set(ctx, 'V2')
  NextFeeMultiplier.set(ctx, ONE_FIXED)
}
