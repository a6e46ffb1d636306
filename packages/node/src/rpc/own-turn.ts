import { setImmediate as nextTurn } from 'node:timers/promises'
import type { RpcContext } from './context.ts'
import { serverBusy } from './errors.ts'

/** Pieces of work that may wait. */
const MAX_WAITING = 16

interface Line {
  waiting: number
  last: Promise<unknown>
}

const lines = new WeakMap<RpcContext, Line>()

/**
 * Runs work that takes long in a turn of the event loop of its own, so that messages and blocks have
 * theirs between two pieces.
 *
 * @throws RpcError -32009 where too many wait already
 */
export async function inOwnTurn<T>(ctx: RpcContext, run: () => T): Promise<T> {
  const line = lines.get(ctx) ?? { waiting: 0, last: Promise.resolve() }
  lines.set(ctx, line)
  if (line.waiting >= MAX_WAITING) throw serverBusy(MAX_WAITING)
  line.waiting += 1
  const turn = line.last.then(() => nextTurn())
  line.last = turn
  await turn
  line.waiting -= 1
  return run()
}
