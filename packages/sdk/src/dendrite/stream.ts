import { createAttempt } from './attempt.ts'
import type { Asked, Sent } from './attempt.ts'
import type { DendriteContext } from './create-dendrite.ts'
import { QueryError } from './failures.ts'
import type { ResponseStream, StreamEnd } from './options.ts'
import { discard, ensureLength, readRefusal, tooLong } from './read-response.ts'

/** Asks for a stream; the request leaves when the loop over `chunks` begins. */
export function stream<Request>(
  asked: Asked<Request, unknown>,
  context: DendriteContext,
): ResponseStream {
  let settle: (end: StreamEnd) => void = () => undefined
  const end = new Promise<StreamEnd>((resolve) => {
    settle = resolve
  })
  return { chunks: pieces(asked, context, settle), end }
}

async function* pieces<Request>(
  asked: Asked<Request, unknown>,
  context: DendriteContext,
  settle: (end: StreamEnd) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  const maxBytes = asked.limits.responseBytes ?? context.options.responseBytes
  const attempt = createAttempt(asked, context)
  // What holds when the caller leaves the loop early.
  let end: StreamEnd = attempt.fail(new QueryError(499, 'Request cancelled'))
  let sent: Sent | undefined
  try {
    sent = await attempt.send()
    if (sent.response.statusCode !== 200) throw await readRefusal(sent.response)
    ensureLength(sent.response, maxBytes)
    let bytes = 0
    for await (const piece of sent.response.body) {
      const chunk = piece as Buffer
      bytes += chunk.length
      if (bytes > maxBytes) throw tooLong(maxBytes)
      yield chunk
    }
    end = { ok: true, latencyMs: performance.now() - sent.sentMs, bytes }
  } catch (error) {
    end = attempt.fail(error)
  } finally {
    if (sent !== undefined && !end.ok) discard(sent.response)
    attempt.end()
    settle(end)
  }
}
