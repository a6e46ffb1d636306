import type { TextChunk } from '../backend.ts'
import { BackendAnswerError, ModelFailedError } from '../errors.ts'
import { readSentence } from '../http/failures.ts'

/**
 * What one event of a `generate_stream` adds to the text (spec: 87 §2.4); an error can come after the
 * status 200, in any event.
 * @throws BackendAnswerError, ModelFailedError
 */
export function readEventText(where: string, json: string): TextChunk {
  let event: unknown
  try {
    event = JSON.parse(json)
  } catch (error) {
    throw new BackendAnswerError(`${where} sent an event that is no JSON: see its log.`, error)
  }
  if (typeof event !== 'object' || event === null) {
    throw new BackendAnswerError(`${where} sent an event that is no object: see its log.`)
  }
  const { error, text_output: text, details } = event as Record<string, unknown>
  if (error !== undefined && error !== null) {
    const said = readSentence(event) ?? 'without a reason'
    throw new ModelFailedError(`${where} failed while it wrote (${said}): see its log.`)
  }
  const reason =
    typeof details === 'object' && details !== null
      ? (details as Record<string, unknown>)['finish_reason']
      : undefined
  return {
    text: typeof text === 'string' ? text : '',
    ...(typeof reason === 'string' && { finishReason: reason === 'length' ? 'length' : 'stop' }),
  }
}
