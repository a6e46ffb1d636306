import type { TransactionStatus } from '../pool/interface.ts'
import { method, subscription } from './method.ts'
import { hexBytes } from './params.ts'
import { toHex, valueHex } from './render.ts'

/** Hands an extrinsic to the pool; its hash. */
export const author_submitExtrinsic = method([hexBytes], async ({ ctx }, extrinsic) =>
  toHex(await ctx.pool.submit(extrinsic, 'External')),
)

/** Ready and future transactions of the pool. */
export const author_pendingExtrinsics = method([], ({ ctx }) =>
  ctx.pool.pending().map(({ bytes }) => valueHex(bytes)),
)

/** Hands an extrinsic to the pool and tells what becomes of it (spec: 70-rpc §6.1). */
export const author_submitAndWatchExtrinsic = subscription(
  { notification: 'author_extrinsicUpdate', unsubscribe: 'author_unwatchExtrinsic' },
  [hexBytes],
  async ({ ctx }, sink, extrinsic) => {
    const { stop } = await ctx.pool.watch(extrinsic, 'External', (status) => {
      sink.notify(statusJson(status))
      if (isTerminal(status)) sink.close()
    })
    return stop
  },
)

/** A status in the words of the legacy API. */
function statusJson(status: TransactionStatus): unknown {
  switch (status.type) {
    case 'future':
    case 'ready':
    case 'dropped':
    case 'invalid':
      return status.type
    case 'inBlock':
    case 'retracted':
    case 'finalized':
      return { [status.type]: toHex(status.block) }
    case 'usurped':
      return { usurped: toHex(status.by) }
  }
}

function isTerminal({ type }: TransactionStatus): boolean {
  return type === 'finalized' || type === 'usurped' || type === 'dropped' || type === 'invalid'
}
