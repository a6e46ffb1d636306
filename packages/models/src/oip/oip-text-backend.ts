import type { CallOptions, TextBackend, TextChunk, TextRequest } from '../backend.ts'
import { BackendClosedError } from '../errors.ts'
import { failureOf } from '../http/failures.ts'
import { readParts } from '../http/http-client.ts'
import { readEvents } from '../http/server-sent-events.ts'
import { readEventText } from './read-event-text.ts'
import { modelPath } from './address.ts'
import { connectOip, describeModel } from './connect.ts'
import type { OipOptions } from './oip-backend.ts'

const READY_TIMEOUT_MS = 30_000
const REQUEST_TIMEOUT_MS = 60_000
const MAX_ANSWER_BYTES = 16 * 2 ** 20
const MAX_FAILURE_BYTES = 65_536

/**
 * Opens a model that writes text on a server that speaks the generate extension of the Open Inference
 * Protocol (spec: 87 §2.4). Waits until it is ready. The time limit of a request is between two parts.
 * @throws BackendError, or the reason of the signal
 */
export async function oipTextBackend(
  options: Omit<OipOptions, 'encoding' | 'relocate'>,
): Promise<TextBackend> {
  const { url, model, version, token, signal } = options
  const address = { url, model, ...(version !== undefined && { version }) }
  const requestMs = options.timeoutMs ?? REQUEST_TIMEOUT_MS
  const readyMs = options.readyTimeoutMs ?? READY_TIMEOUT_MS
  const { client, metadata } = await connectOip(address, token, { readyMs, requestMs }, signal)
  const where = describeModel(client, address)
  let closed = false
  return {
    kind: 'text',
    name: metadata.name,
    async *generate(request: TextRequest, call: CallOptions = {}) {
      if (closed) throw new BackendClosedError(metadata.name)
      const answer = await client.stream({
        method: 'POST',
        path: `${modelPath(address)}/generate_stream`,
        headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
        body: bodyOf(request),
        timeoutMs: requestMs,
        maxBytes: options.maxAnswerBytes ?? MAX_ANSWER_BYTES,
        signal: call.signal,
      })
      if (answer.status !== 200)
        throw failureOf(where, { ...answer, body: await readParts(answer, MAX_FAILURE_BYTES) })
      let finishReason: TextChunk['finishReason']
      for await (const { data } of readEvents(answer.parts)) {
        const chunk = readEventText(where, data)
        finishReason = chunk.finishReason ?? finishReason
        if (chunk.text !== '') yield { text: chunk.text }
      }
      yield { text: '', finishReason: finishReason ?? 'stop' }
    },
    async close() {
      closed = true
      await client.close()
    },
  }
}

function bodyOf({ messages, maxTokens, temperature, topP, seed, stop }: TextRequest): string {
  const [only, ...others] = messages
  // The protocol has one text; roles are written out where there are several.
  const text =
    only !== undefined && others.length === 0
      ? only.content
      : messages.map(({ role, content }) => `${role}: ${content}`).join('\n')
  return JSON.stringify({
    text_input: text,
    parameters: { max_tokens: maxTokens, temperature, top_p: topP, seed, stop },
  })
}
