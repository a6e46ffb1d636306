import type { Hash } from '@plexus/primitives'
import type { RpcContext } from '../context.ts'
import { callFailure, toRpcError } from '../map-error.ts'
import { askRuntime } from '../read-chain.ts'
import { valueHex } from '../render.ts'
import { answerQueries } from '../storage-query.ts'
import type { StorageItem, StorageQuery } from '../storage-query.ts'
import { ITEMS_PER_EVENT, ITEMS_PER_STEP, MAX_OPERATIONS } from './limits.ts'

/** The operations of one follow. Each is started by id and speaks through events. */
export interface Operations {
  /** Reserves an operation; nothing when too many run. */
  open(): string | undefined
  body(id: string, at: Hash): void
  call(id: string, at: Hash, name: string, args: Uint8Array): void
  storage(id: string, at: Hash, queries: readonly StorageQuery[]): void
  /** Whether the operation waits for `resume`; nothing for an unknown one. */
  isWaiting(id: string): boolean | undefined
  /** Goes on after `operationWaitingForContinue`. */
  resume(id: string): void
  /** No event of the operation follows. */
  stop(id: string): void
  stopAll(): void
}

/** @param notify sends a follow event */
export function createOperations(
  ctx: RpcContext,
  notify: (event: Readonly<Record<string, unknown>>) => void,
): Operations {
  /** Running operations; the items that are left where one waits for the client. */
  const running = new Map<string, Iterator<StorageItem> | undefined>()
  let count = 0

  const finish = (operationId: string, event: string, rest: object = {}): void => {
    if (running.delete(operationId)) notify({ event, operationId, ...rest })
  }
  const fail = (operationId: string, error: unknown): void => {
    const reason = callFailure(error)
    if (reason !== undefined) return finish(operationId, 'operationError', { error: reason })
    if (isGone(error)) return finish(operationId, 'operationInaccessible')
    const { message } = toRpcError(error, 'chainHead operation', ctx.log)
    finish(operationId, 'operationError', { error: message })
  }
  const attempt = (operationId: string, work: () => void): void => {
    if (!running.has(operationId)) return
    try {
      work()
    } catch (error) {
      fail(operationId, error)
    }
  }
  const step = (operationId: string, items: Iterator<StorageItem>): void => {
    for (let sent = 0; sent < ITEMS_PER_STEP; sent += ITEMS_PER_EVENT) {
      const page = takePage(items)
      if (page.length > 0) notify({ event: 'operationStorageItems', operationId, items: page })
      if (page.length < ITEMS_PER_EVENT) return finish(operationId, 'operationStorageDone')
    }
    running.set(operationId, items)
    notify({ event: 'operationWaitingForContinue', operationId })
  }
  return {
    open() {
      if (running.size >= MAX_OPERATIONS) return undefined
      count += 1
      const id = String(count)
      running.set(id, undefined)
      return id
    },
    body: (id, at) =>
      attempt(id, () => {
        const value = ctx.chain.body(at)?.map(valueHex)
        if (value === undefined) finish(id, 'operationInaccessible')
        else finish(id, 'operationBodyDone', { value })
      }),
    call: (id, at, name, args) =>
      attempt(id, () => {
        const done = (output: Uint8Array): void =>
          finish(id, 'operationCallDone', { output: valueHex(output) })
        const output = askRuntime(ctx, ctx.chain.stateAt(at), name, args)
        if (output instanceof Uint8Array) done(output)
        else output.then(done).catch((error: unknown) => fail(id, error))
      }),
    storage: (id, at, queries) =>
      attempt(id, () => step(id, answerQueries(ctx.chain.stateAt(at), queries, ctx.hasher))),
    isWaiting: (id) => (running.has(id) ? running.get(id) !== undefined : undefined),
    resume(id) {
      const items = running.get(id)
      if (items === undefined) return
      running.set(id, undefined)
      attempt(id, () => step(id, items))
    },
    stop: (id) => void running.delete(id),
    stopAll: () => running.clear(),
  }
}

function takePage(items: Iterator<StorageItem>): readonly StorageItem[] {
  const page: StorageItem[] = []
  while (page.length < ITEMS_PER_EVENT) {
    const next = items.next()
    if (next.done === true) break
    page.push(next.value)
  }
  return page
}

/** The block left the chain, or its state was pruned, while it was pinned. */
function isGone(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'UnknownBlock' || code === 'StateDiscarded'
}
