import type { Client } from './client.ts'
import { SubmitError, TransportError } from './errors.ts'
import { findInclusion } from './find-inclusion.ts'
import type { InclusionSearch } from './find-inclusion.ts'
import { extrinsicHash } from './receipt.ts'
import type { RequestOptions, Unsubscribe } from './transport/transport.ts'

/** A transaction that the node has taken. */
export interface Watch {
  /** Resolves with the hash of its block. @throws SubmitError, TransportError, reason of the signal */
  included(): Promise<string>
}

/** Hands a transaction to the node, by subscription where that goes. @throws RpcResponseError, TransportError */
export async function startWatch(client: Client, search: InclusionSearch): Promise<Watch> {
  const { extrinsic, options } = search
  const canWatch = client.transport.subscribes && client.supports('author_submitAndWatchExtrinsic')
  if (!canWatch) {
    await client.request('author_submitExtrinsic', [extrinsic], options)
    return { included: () => findInclusion(client, search) }
  }
  const watch = createWatch(search)
  const release = await client.transport.subscribe(
    {
      ...{ method: 'author_submitAndWatchExtrinsic', params: [extrinsic], renew: false },
      unsubscribe: 'author_unwatchExtrinsic',
      onItem: watch.onItem,
      onEnd: watch.onEnd,
    },
    bounds(options),
  )
  return { included: () => outcome(client, search, watch.outcome, release) }
}

const bounds = ({ signal, timeoutMs }: RequestOptions): RequestOptions => ({
  ...(signal && { signal }),
  ...(timeoutMs !== undefined && { timeoutMs }),
})

async function outcome(
  client: Client,
  search: InclusionSearch,
  watched: Promise<string>,
  release: Unsubscribe,
): Promise<string> {
  const { signal } = search.options
  let abort = (): void => {}
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal?.reason as Error)
  })
  if (signal?.aborted === true) abort()
  signal?.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([watched, aborted])
  } catch (error) {
    // The node may have it still: its blocks tell.
    if (error instanceof TransportError) return await findInclusion(client, search)
    throw error
  } finally {
    signal?.removeEventListener('abort', abort)
    release()
  }
}

interface Watching {
  readonly outcome: Promise<string>
  onItem(item: unknown): void
  onEnd(error: Error): void
}

function createWatch({ extrinsic, waitFor }: InclusionSearch): Watching {
  let resolve: (blockHash: string) => void = () => {}
  let reject: (error: Error) => void = () => {}
  const outcome = new Promise<string>((yes, no) => {
    resolve = yes
    reject = no
  })
  // It may fail before anybody waits for it.
  outcome.catch(() => undefined)
  const fail = (code: SubmitError['code']): void =>
    reject(new SubmitError(code, extrinsicHash(extrinsic)))
  return {
    outcome,
    onEnd: reject,
    onItem(item) {
      const [status, value] = readStatus(item)
      switch (status) {
        case 'inblock':
          if (waitFor === 'inBlock') resolve(value)
          return
        case 'finalized':
          return resolve(value)
        case 'dropped':
          return fail('Dropped')
        case 'invalid':
          return fail('Invalid')
        case 'usurped':
          return fail('Usurped')
        case 'finalitytimeout':
          return fail('FinalityTimeout')
        default:
        // future, ready, broadcast and retracted are on the way.
      }
    },
  }
}

/** `"ready"` or `{"inBlock": hash}`. */
function readStatus(item: unknown): [status: string, value: string] {
  if (typeof item === 'string') return [item.toLowerCase(), '']
  const [entry] = Object.entries((item ?? {}) as Record<string, unknown>)
  return entry === undefined ? ['', ''] : [entry[0].toLowerCase(), String(entry[1])]
}
