import {
  BackendBusyError,
  BackendRefusedError,
  BackendTimeoutError,
  ModelFailedError,
  ModelMissingError,
} from '../errors.ts'
import type { BackendError } from '../errors.ts'
import type { HttpAnswer } from './http-client.ts'

/** Longest wait that a server can ask for, in milliseconds. */
const MAX_RETRY_AFTER_MS = 3_600_000
/** How much of a server's sentence is passed on. */
const MAX_SENTENCE = 300

/**
 * The error that an answer with a status other than 2xx is.
 * @param where the server and model, for the message
 */
export function failureOf(where: string, answer: HttpAnswer): BackendError {
  const { status } = answer
  const said = sentenceOf(answer)
  switch (status) {
    case 401:
    case 403:
      return new BackendRefusedError(
        `${where} does not accept the credentials (${status}, ${said}): give the right token or key.`,
        status,
      )
    case 404:
      return new ModelMissingError(
        `${where} is not served there (404, ${said}): correct the model or the address.`,
      )
    case 408:
    case 504:
      return new BackendTimeoutError(`${where} took too long (${status}, ${said}): try again.`)
    case 429:
    case 503:
    case 529:
      return new BackendBusyError(
        `${where} is busy or loading (${status}, ${said}): try again later.`,
        retryAfterMs(answer.headers),
      )
    default:
      if (status >= 500) {
        return new ModelFailedError(`${where} failed (${status}, ${said}): see its log.`)
      }
      return new BackendRefusedError(
        `${where} does not accept the request (${status}, ${said}): change it.`,
        status,
      )
  }
}

/**
 * What a server says of an error, in the shapes that servers use: `{error: {message}}`, `{error: text}`,
 * `{message}`, `{detail}` (spec: 87 §1.6, §1.7, §2.2). Printable characters only, cut.
 */
export function readSentence(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  for (const key of ['error', 'message', 'detail']) {
    const value = (body as Record<string, unknown>)[key]
    if (typeof value === 'string') return printable(value)
    if (typeof value === 'object' && value !== null) {
      const inner = readSentence({ message: (value as Record<string, unknown>)['message'] })
      if (inner !== undefined) return inner
    }
  }
  return undefined
}

/** Text of a server for a message: one line, no colours, no control characters, cut. */
export function printable(text: string): string {
  return text
    .slice(0, 4 * MAX_SENTENCE)
    .replaceAll(/\p{Cc}\[[\d;]*m/gu, '')
    .replaceAll(/[^\P{C}]|\s+/gu, ' ')
    .trim()
    .slice(0, MAX_SENTENCE)
}

function sentenceOf({ body }: HttpAnswer): string {
  try {
    return readSentence(JSON.parse(new TextDecoder().decode(body))) ?? 'without a reason'
  } catch {
    return 'without a reason'
  }
}

function retryAfterMs(headers: ReadonlyMap<string, string>): number | undefined {
  const ms = Number(headers.get('retry-after-ms') ?? Number.NaN)
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  const wait = Number.isNaN(ms) ? seconds * 1000 : ms
  return wait >= 0 ? Math.min(wait, MAX_RETRY_AFTER_MS) : undefined
}
