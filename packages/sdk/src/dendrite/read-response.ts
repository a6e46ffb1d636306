import type { Dispatcher } from 'undici'
import { unreadable } from './failures.ts'
import type { QueryError } from './failures.ts'

/** The head and body of an answer, as undici gives them. */
export type RawResponse = Dispatcher.ResponseData

/** Longest refusal of an axon that is read, in bytes. */
export const MAX_REFUSAL_BYTES = 16_384

/**
 * The whole body.
 *
 * @throws QueryError above the limit; what undici throws
 */
export async function readResponse(response: RawResponse, maxBytes: number): Promise<Buffer> {
  const length = Number(single(response, 'content-length') ?? 0)
  const pieces: Buffer[] = []
  let size = 0
  if (length > maxBytes) {
    discard(response)
    throw tooLong(maxBytes)
  }
  // Leaving the loop destroys the stream, and with it the connection.
  for await (const piece of response.body) {
    const bytes = piece as Buffer
    size += bytes.length
    if (size > maxBytes) throw tooLong(maxBytes)
    pieces.push(bytes)
  }
  return Buffer.concat(pieces, size)
}

/** A compressed answer was not asked for; reading it could be a bomb. */
export function ensurePlain(response: RawResponse): void {
  if ((response.headers['content-encoding'] ?? 'identity') === 'identity') return
  discard(response)
  throw unreadable('it is compressed')
}

/** A header that is there once. */
export function single({ headers }: RawResponse, name: string): string | undefined {
  const value = headers[name]
  return typeof value === 'string' ? value : undefined
}

/** Ends the connection without reading on. */
export function discard({ body }: RawResponse): void {
  // That it ended early is no news.
  body.on('error', () => undefined)
  body.destroy()
}

/** A body above the limit. */
export function tooLong(maxBytes: number): QueryError {
  return unreadable(`it is longer than ${maxBytes} bytes`)
}
