import type { TransactionStatus } from '../pool/interface.ts'
import type { Slot } from './connection.ts'
import { createBroadcast } from './broadcast.ts'
import { RpcError } from './errors.ts'
import { toRpcError } from './map-error.ts'
import { method, subscription } from './method.ts'
import { hexBytes, id } from './params.ts'
import { toHex } from './render.ts'

/** Broadcasts of one connection, as in the reference. */
const MAX_BROADCASTS = 16

interface Broadcasts {
  readonly running: Map<string, () => void>
  count: number
}
const broadcasts: Slot<Broadcasts> = { create: () => ({ running: new Map(), count: 0 }) }

/** Keeps a transaction in the pool until told to stop; null when too many are kept. */
export const transaction_v1_broadcast = method(
  [hexBytes],
  ({ ctx, connection }, extrinsic) => {
    const mine = connection.local(broadcasts)
    if (mine.running.size >= MAX_BROADCASTS) return null
    if (mine.count === 0) connection.onClose(() => mine.running.forEach((stop) => stop()))
    mine.count += 1
    const operationId = String(mine.count)
    mine.running.set(operationId, createBroadcast(ctx, extrinsic))
    return operationId
  },
  { lasting: true },
)

/** Ends a broadcast; the pool may keep the transaction. */
export const transaction_v1_stop = method([id], ({ connection }, operationId) => {
  const { running } = connection.local(broadcasts)
  const stop = running.get(operationId)
  if (stop === undefined) throw new RpcError(-32602, 'Invalid operation id')
  running.delete(operationId)
  stop()
  return null
})

/** Hands a transaction to the pool and tells what becomes of it; a refusal is an event as well. */
export const transactionWatch_v1_submitAndWatch = subscription(
  {
    notification: 'transactionWatch_v1_watchEvent',
    unsubscribe: 'transactionWatch_v1_unwatch',
    quiet: true,
  },
  [hexBytes],
  async ({ ctx }, sink, extrinsic) => {
    let validated = false
    const hear = (status: TransactionStatus): void => {
      const { event, ends } = watchEvent(status)
      if (event.event === 'validated' && validated) return
      validated = true
      sink.notify(event)
      if (ends) sink.close()
    }
    try {
      return (await ctx.pool.watch(extrinsic, 'External', hear)).stop
    } catch (error) {
      const { message, data } = toRpcError(error, 'transactionWatch_v1_submitAndWatch', ctx.log)
      sink.notify({ event: 'invalid', error: data === undefined ? message : `${message}: ${data}` })
      sink.close()
      return () => {}
    }
  },
)

interface WatchEvent {
  readonly event: { readonly event: string; readonly block?: unknown; readonly error?: string }
  readonly ends: boolean
}

function watchEvent(status: TransactionStatus): WatchEvent {
  switch (status.type) {
    case 'future':
    case 'ready':
      return { event: { event: 'validated' }, ends: false }
    case 'inBlock':
      return { event: { event: 'bestChainBlockIncluded', block: place(status) }, ends: false }
    case 'retracted':
      return { event: { event: 'bestChainBlockIncluded', block: null }, ends: false }
    case 'finalized':
      return { event: { event: 'finalized', block: place(status) }, ends: true }
    case 'usurped':
      return ending('invalid', `Extrinsic was usurped by ${toHex(status.by)}`)
    case 'dropped':
      return ending('dropped', 'Extrinsic dropped from the pool due to exceeding limits')
    case 'invalid':
      return ending('invalid', 'Extrinsic marked as invalid')
  }
}

function place({ block, index }: Extract<TransactionStatus, { type: 'inBlock' | 'finalized' }>) {
  return { hash: toHex(block), index }
}

function ending(event: string, error: string): WatchEvent {
  return { event: { event, error }, ends: true }
}
