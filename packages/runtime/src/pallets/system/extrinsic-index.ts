import type { Context } from '../../frame/context.ts'
import { toStorageKey } from '../../state/view.ts'

/**
 * The reference counts the extrinsics of a block under this key. Only genesis commits it: the
 * first block takes it away. Here the phase of the context counts.
 */
const EXTRINSIC_INDEX_KEY = toStorageKey(new TextEncoder().encode(':extrinsic_index'))

/** Genesis only. */
export function startExtrinsicIndex(ctx: Context): void {
  ctx.state.set(EXTRINSIC_INDEX_KEY, new Uint8Array(4))
}

/** After the last extrinsic of a block. */
export function endExtrinsicIndex(ctx: Context): void {
  if (ctx.state.get(EXTRINSIC_INDEX_KEY) !== undefined) ctx.state.remove(EXTRINSIC_INDEX_KEY)
}
