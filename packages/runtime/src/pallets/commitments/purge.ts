import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'

/** Removes the commitments of a subnet that is dissolved; there are none yet. */
export function purgeCommitments(_ctx: Context, _netuid: NetUid): void {}
