/** Why a server gave no text. */
export type FetchFault = 'Unreachable' | 'Timeout' | 'Status' | 'TooLong'

/** What a request may take. */
export interface FetchLimits {
  readonly timeoutMs: number
  readonly maxBytes: number
  /** Ends the request early. */
  readonly signal: AbortSignal
}

/** The body of an answer with status 200. Redirects are not followed. Never throws. */
export async function fetchText(
  url: string,
  { timeoutMs, maxBytes, signal }: FetchLimits,
): Promise<{ readonly text: string } | FetchFault> {
  const controller = new AbortController()
  const abort = (): void => controller.abort()
  const timer = setTimeout(abort, timeoutMs)
  signal.addEventListener('abort', abort, { once: true })
  try {
    const response = await fetch(url, { signal: controller.signal, redirect: 'error' })
    if (response.status === 200) return await readAtMost(response, maxBytes)
    await response.body?.cancel()
    return 'Status'
  } catch {
    // The system's words differ from machine to machine; these two are what an operator can act on.
    return controller.signal.aborted ? 'Timeout' : 'Unreachable'
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', abort)
  }
}

async function readAtMost(
  { body }: Response,
  maxBytes: number,
): Promise<{ readonly text: string } | FetchFault> {
  const chunks: Uint8Array[] = []
  let length = 0
  // What its header says of its length is the server's word; leaving the loop closes the stream.
  for await (const chunk of body ?? []) {
    length += chunk.length
    if (length > maxBytes) return 'TooLong'
    chunks.push(chunk)
  }
  return { text: Buffer.concat(chunks).toString('utf8') }
}
