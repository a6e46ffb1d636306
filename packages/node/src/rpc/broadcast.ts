import type { RpcContext } from './context.ts'
import { toRpcError } from './map-error.ts'
import { listen } from './read-chain.ts'

/**
 * Keeps a transaction in the pool: whenever it is not there, hands it in again with the next
 * block, also when it is not valid yet (a future nonce). Ends when it is final.
 * @returns ends it earlier
 */
export function createBroadcast(ctx: RpcContext, extrinsic: Uint8Array): () => void {
  let state: 'idle' | 'submitting' | 'held' | 'done' = 'idle'
  let forget = (): void => {}

  const stop = (): void => {
    state = 'done'
    unsubscribe()
    forget()
  }
  const submit = async (): Promise<void> => {
    state = 'submitting'
    const watched = await ctx.pool.watch(extrinsic, 'External', (status) => {
      if (status.type === 'finalized') stop()
      else if (isOut(status.type) && state !== 'done') state = 'idle'
    })
    forget = watched.stop
    if (isDone()) forget()
    else if (state === 'submitting') state = 'held'
  }
  const isDone = (): boolean => state === 'done'
  const attempt = (): void => {
    submit().catch((error: unknown) => {
      if (!isDone()) state = 'idle'
      toRpcError(error, 'transaction_v1_broadcast', ctx.log)
    })
  }

  const unsubscribe = listen(ctx, 'transaction_v1_broadcast', (event) => {
    if (event.type === 'imported' && state === 'idle') attempt()
  })
  attempt()
  return stop
}

function isOut(type: string): boolean {
  return type === 'usurped' || type === 'dropped' || type === 'invalid'
}
