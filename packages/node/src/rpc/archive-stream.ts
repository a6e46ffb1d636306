import { bytesToHex } from '@plexus/primitives'
import type { Hash } from '@plexus/primitives'
import type { RpcContext } from './context.ts'
import { RpcError } from './errors.ts'
import { readError, toRpcError } from './map-error.ts'

/** Items between two turns of the event loop. PERF: about 5 ms. */
const ITEMS_PER_TURN = 1000

/** Walks through `items` without holding up other work; false when it was stopped. */
export async function stream<T>(
  isStopped: () => boolean,
  items: () => Iterable<T>,
  take: (item: T) => void,
): Promise<boolean> {
  let count = 0
  for (const item of items()) {
    if (isStopped()) return false
    take(item)
    count += 1
    if (count % ITEMS_PER_TURN === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  return !isStopped()
}

/** Why a state could not be read, in the words of the method's error event. */
export function readFailure(ctx: RpcContext, error: unknown, at: Hash): string {
  const known = readError(error, 'storage', at)
  if (known instanceof RpcError) return known.message
  return toRpcError(error, `archive_v1 at ${bytesToHex(at)}`, ctx.log).message
}
