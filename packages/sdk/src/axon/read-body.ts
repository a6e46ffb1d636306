import type { IncomingMessage } from 'node:http'
import { Refusal } from './refusal.ts'

/** Refuses a body by what its head says, before a byte of it is read. */
export function ensureSize(request: IncomingMessage, maxBytes: number): void {
  const length = Number(request.headers['content-length'] ?? 0)
  if (length > maxBytes) throw tooLong(maxBytes)
}

/**
 * Reads a body.
 *
 * @throws Refusal 413 when it is too long, 408 when it takes too long or the caller gives up
 */
export function readBody(
  request: IncomingMessage,
  { maxBytes, maxMs }: { readonly maxBytes: number; readonly maxMs: number },
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = []
    let size = 0
    const end = (settle: () => void): void => {
      clearTimeout(timer)
      request.off('data', take).off('end', finish).off('error', breakOff).off('close', breakOff)
      settle()
    }
    const fail = (refusal: Refusal): void => {
      end(() => {
        request.pause()
        reject(refusal)
      })
    }
    const take = (piece: Buffer): void => {
      size += piece.length
      if (size > maxBytes) fail(tooLong(maxBytes))
      else pieces.push(piece)
    }
    const finish = (): void => {
      const [only] = pieces
      const body = pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces, size)
      end(() => resolve(body))
    }
    const breakOff = (): void => fail(new Refusal(408, 'cancelled', 'the body ended early'))
    const timer = setTimeout(
      () => fail(new Refusal(408, 'timeout', `Request timeout after: ${maxMs / 1_000}s`)),
      maxMs,
    )
    request.on('data', take).on('end', finish).on('error', breakOff).on('close', breakOff)
  })
}

function tooLong(maxBytes: number): Refusal {
  return new Refusal(413, 'limited', `the body is longer than ${maxBytes} bytes`)
}
