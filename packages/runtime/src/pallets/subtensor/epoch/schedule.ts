import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'

/** Whether the epoch of a subnet is due in this block (spec: 30-block-step §9.1). */
export function shouldRunEpoch(_ctx: Context, _netuid: NetUid, _block: bigint): boolean {
  throw new Error('not built')
}

/** Blocks until the next epoch; `undefined` where none comes. */
export function blocksUntilNextEpoch(
  _ctx: Context,
  _netuid: NetUid,
  _block: bigint,
): bigint | undefined {
  throw new Error('not built')
}

/** Whether owner and Root must wait for the epoch (spec: 20-calls §3). */
export function isInAdminFreezeWindow(_ctx: Context, _netuid: NetUid, _block: bigint): boolean {
  throw new Error('not built')
}

/** The counter of epochs that a commit of this block belongs to (spec: 20-calls §5.2). */
export function currentEpochIndex(_ctx: Context, _netuid: NetUid, _block: bigint): bigint {
  throw new Error('not built')
}
