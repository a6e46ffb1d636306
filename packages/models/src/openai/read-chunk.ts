import type { TextChunk } from '../backend.ts'
import { BackendAnswerError, BackendBusyError, ModelFailedError } from '../errors.ts'
import type { BackendError } from '../errors.ts'
import { readSentence } from '../http/failures.ts'

/**
 * What one event of a stream, or a whole answer, adds to the text: the first choice, in any of the
 * dialects of spec: 87 §1.7. Fields that are not text (reasoning, tool calls, usage) add nothing.
 * @param json the data of the event
 * @throws BackendAnswerError when it is no JSON object, ModelFailedError or BackendBusyError when it
 * carries an error
 */
export function readChunk(where: string, json: string): TextChunk {
  const event = parse(where, json)
  const failure = failureIn(where, event)
  if (failure !== undefined) throw failure
  const { choices } = event
  const choice: unknown = Array.isArray(choices)
    ? (choices as readonly unknown[]).find((entry) => (asObject(entry)['index'] ?? 0) === 0)
    : undefined
  const { delta, message, text, finish_reason: reason } = asObject(choice)
  const content = asObject(delta)['content'] ?? asObject(message)['content'] ?? text
  const finishReason = finishReasonOf(reason)
  return {
    text: typeof content === 'string' ? content : '',
    ...(finishReason !== undefined && { finishReason }),
  }
}

/** An error after the status 200 (spec: 87 §1.4), nested or flat. */
function failureIn(where: string, event: Record<string, unknown>): BackendError | undefined {
  const isFailure =
    (event['error'] !== undefined && event['error'] !== null) || event['object'] === 'error'
  if (!isFailure) return undefined
  const said = readSentence(event) ?? 'without a reason'
  const inner = asObject(event['error'])
  const code = inner['code'] ?? event['code']
  const type = inner['type'] ?? event['type']
  const isBusy =
    code === 429 || code === 503 || type === 'rate_limit_error' || type === 'overloaded'
  return isBusy
    ? new BackendBusyError(`${where} became too busy (${said}): try again later.`)
    : new ModelFailedError(`${where} failed while it wrote (${said}): see its log.`)
}

/** Servers add reasons of their own; all of them mean that the model chose to end. */
function finishReasonOf(reason: unknown): TextChunk['finishReason'] {
  if (typeof reason !== 'string' || reason === '') return undefined
  if (reason === 'length' || reason === 'max_tokens') return 'length'
  return reason === 'content_filter' ? 'content_filter' : 'stop'
}

function parse(where: string, json: string): Record<string, unknown> {
  try {
    const event: unknown = JSON.parse(json)
    if (typeof event === 'object' && event !== null) return event as Record<string, unknown>
  } catch (error) {
    throw new BackendAnswerError(`${where} sent an event that is no JSON: see its log.`, error)
  }
  throw new BackendAnswerError(`${where} sent an event that is no object: see its log.`)
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
