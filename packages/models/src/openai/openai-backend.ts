import type { CallOptions, TextBackend, TextChunk, TextRequest } from '../backend.ts'
import { BackendAnswerError, BackendClosedError, BackendSpecError } from '../errors.ts'
import { failureOf } from '../http/failures.ts'
import { createHttpClient, readParts } from '../http/http-client.ts'
import type { HttpStream } from '../http/http-client.ts'
import { readEvents } from '../http/server-sent-events.ts'
import { readChunk } from './read-chunk.ts'

/** A model behind the OpenAI API. */
export interface OpenAiOptions {
  /** `http://host:port/v1`; without a path, `/v1` is added. */
  readonly baseUrl: string
  readonly model: string
  readonly apiKey?: string
  /** Between two parts of an answer, in milliseconds; 60 s by default: some servers load a model first. */
  readonly timeoutMs?: number
  /** Largest answer in bytes, with all that surrounds the text; 16 MiB by default. */
  readonly maxAnswerBytes?: number
}

const PART_TIMEOUT_MS = 60_000
const MAX_ANSWER_BYTES = 16 * 2 ** 20
/** Largest answer with an error. */
const MAX_FAILURE_BYTES = 65_536

/**
 * Opens a model on a server that speaks the OpenAI API. Connects with the first request.
 * @throws BackendSpecError when the address is none
 */
export function openAiBackend(options: OpenAiOptions): TextBackend {
  const { model, apiKey, timeoutMs = PART_TIMEOUT_MS } = options
  const maxBytes = options.maxAnswerBytes ?? MAX_ANSWER_BYTES
  const base = parseBase(options.baseUrl)
  const client = createHttpClient({ url: base.origin, token: apiKey })
  const where = `The model ${model} at ${base.origin}`
  let closed = false
  // Servers that refuse the older name of a limit are asked with the newer one from then on.
  let limitName: LimitName = 'max_tokens'

  const post = (request: TextRequest, { signal }: CallOptions): Promise<HttpStream> =>
    client.stream({
      method: 'POST',
      path: `${base.path}/chat/completions`,
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream, application/json',
      },
      body: bodyOf(model, request, limitName),
      timeoutMs,
      maxBytes,
      signal,
    })
  const start = async (request: TextRequest, call: CallOptions): Promise<HttpStream> => {
    const answer = await post(request, call)
    if (answer.status === 200) return answer
    const body = await readParts(answer, MAX_FAILURE_BYTES)
    if (answer.status === 400 && limitName === 'max_tokens' && refusesLimit(body)) {
      limitName = 'max_completion_tokens'
      return start(request, call)
    }
    throw failureOf(where, { ...answer, body })
  }
  return {
    kind: 'text',
    name: model,
    async *generate(request, call = {}) {
      if (closed) throw new BackendClosedError(model)
      const answer = await start(request, call)
      yield* isEventStream(answer)
        ? readStream(where, answer)
        : readJson(where, await readParts(answer, maxBytes))
    },
    async close() {
      closed = true
      await client.close()
    },
  }
}

type LimitName = 'max_tokens' | 'max_completion_tokens'

function parseBase(baseUrl: string): { readonly origin: string; readonly path: string } {
  const wrong = (why: string): BackendSpecError => new BackendSpecError('openai:…', why)
  if (!URL.canParse(baseUrl)) throw wrong('it holds no address')
  const { protocol, origin, pathname, username, password } = new URL(baseUrl)
  if (protocol !== 'http:' && protocol !== 'https:') throw wrong('it is neither http nor https')
  if (username !== '' || password !== '') throw wrong('a secret does not belong into an address')
  const path = pathname.replace(/\/+$/, '')
  return { origin, path: path === '' ? '/v1' : path }
}

function bodyOf(model: string, request: TextRequest, limitName: LimitName): string {
  return JSON.stringify({
    model,
    messages: request.messages,
    [limitName]: request.maxTokens,
    temperature: request.temperature,
    top_p: request.topP,
    seed: request.seed,
    stop: request.stop,
    stream: true,
  })
}

function refusesLimit(body: Uint8Array): boolean {
  return new TextDecoder().decode(body).includes('max_completion_tokens')
}

/** Some servers answer a wish for a stream with one JSON object. */
function isEventStream({ headers }: HttpStream): boolean {
  const type = headers.get('content-type') ?? ''
  return !type.toLowerCase().startsWith('application/json')
}

async function* readStream(where: string, { parts }: HttpStream): AsyncGenerator<TextChunk> {
  let finish: TextChunk | undefined
  for await (const { data } of readEvents(parts)) {
    // Empty data is a keep-alive of some proxies.
    if (data === '') continue
    if (data.trim() === '[DONE]') break
    const { text, finishReason } = readChunk(where, data)
    if (text !== '') yield { text }
    // Held back until the end, because an error may still follow.
    if (finishReason !== undefined) finish = { text: '', finishReason }
  }
  yield ended(where, finish)
}

function* readJson(where: string, body: Uint8Array): Generator<TextChunk> {
  const { text, finishReason } = readChunk(where, new TextDecoder().decode(body))
  if (text !== '') yield { text }
  yield ended(where, finishReason === undefined ? undefined : { text: '', finishReason })
}

/** A stream without `[DONE]` is whole when the model said why it ended. */
function ended(where: string, finish: TextChunk | undefined): TextChunk {
  if (finish !== undefined) return finish
  throw new BackendAnswerError(`${where} broke off in the middle of its answer: try again.`)
}
