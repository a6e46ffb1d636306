import type { ServerResponse } from 'node:http'
import type { Exchange } from './exchange.ts'
import { Refusal } from './refusal.ts'
import { sendStreamHead } from './replies.ts'
import type { ReplyContext } from './replies.ts'
import type { Chunks } from './options.ts'

/**
 * Sends the pieces of a handler as they come (spec: 80-axon-dendrite §1.8). A stream that fails
 * before its first piece is refused like any answer; one that fails later is cut, so that the
 * caller does not take the part for the whole.
 *
 * @throws whatever the handler throws before its first piece
 */
export async function sendStream(
  exchange: Exchange,
  { chunks, signal }: { readonly chunks: Chunks; readonly signal: AbortSignal },
  context: ReplyContext,
): Promise<void> {
  const { reply } = exchange
  const iterator = chunks[Symbol.asyncIterator]()
  let bytes = 0
  try {
    let next = await until(signal, iterator.next())
    sendStreamHead(exchange, context)
    for (; next.done !== true; next = await until(signal, iterator.next())) {
      const piece = typeof next.value === 'string' ? Buffer.from(next.value) : next.value
      bytes += piece.byteLength
      if (bytes > context.responseBytes) throw new Refusal(500, 'failed', 'the stream is too long')
      if (!reply.write(piece)) await until(signal, drained(reply))
    }
    reply.end()
  } catch (error) {
    // The handler may be deaf: nobody waits for it here, and its error has been told already.
    iterator.return?.().catch(() => undefined)
    throw error
  }
}

/** The promise, or an error when the signal fires first. */
export function until<Value>(signal: AbortSignal, promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    promise
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', stop))
      .catch(reject)
  })
}

function drained(reply: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    reply.once('drain', resolve)
  })
}
