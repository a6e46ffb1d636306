import { encode, Reader, readCompact, ScaleError } from '@plexus/primitives'
import type { Uid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import type { Weights } from '../storage/neurons.ts'
import type { NetUidStorageIndex } from '../types.ts'

const PAIR_BYTES = 4

/**
 * A row of weights or bonds as the kernel takes it: the stored bytes. PERF: a subnet may have 4,096
 * rows of 4,096 pairs; only bytes that Root wrote by hand are decoded and written anew, and bytes
 * that are no row count as none.
 */
export function storedRow(
  ctx: Context,
  rows: typeof Weights,
  index: NetUidStorageIndex,
  uid: Uid,
): Uint8Array | undefined {
  const bytes = ctx.state.get(rows.key(ctx, index, uid))
  if (bytes === undefined || isWholeRow(bytes)) return bytes
  return encode(rows.value, rows.get(ctx, index, uid))
}

function isWholeRow(bytes: Uint8Array): boolean {
  const input = new Reader(bytes)
  try {
    return readCompact(input) * PAIR_BYTES === input.remaining
  } catch (error) {
    if (error instanceof ScaleError) return false
    throw error
  }
}
