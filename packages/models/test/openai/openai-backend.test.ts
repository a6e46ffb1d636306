import type { ServerResponse } from 'node:http'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openAiBackend } from '../../src/index.ts'
import type { OpenAiOptions, TextChunk, TextRequest } from '../../src/index.ts'
import { sendJson, serve } from '../http/serve.ts'
import type { Got } from '../http/serve.ts'

const REQUEST: TextRequest = { messages: [{ role: 'user', content: 'hi' }], maxTokens: 5 }

async function read(stream: AsyncIterable<TextChunk>): Promise<TextChunk[]> {
  const chunks: TextChunk[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return chunks
}

async function ask(
  answer: (request: Got, response: ServerResponse) => void,
  options: Partial<OpenAiOptions> = {},
): Promise<TextChunk[]> {
  const { url } = await serve(answer)
  const backend = openAiBackend({ baseUrl: `${url}/v1`, model: 'm', ...options })
  try {
    return await read(backend.generate(REQUEST))
  } finally {
    await backend.close()
  }
}

const stream = (text: string | Uint8Array) => (_: Got, response: ServerResponse) =>
  void response.writeHead(200, { 'content-type': 'text/event-stream' }).end(text)

const delta = (content: string): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: null }] })}\n\n`
const finish = (reason: string): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: {}, finish_reason: reason }] })}\n\n`
const DONE = 'data: [DONE]\n\n'

describe('a request', () => {
  it('says what is asked, with the key in its header', async () => {
    let seen: Got | undefined
    await ask(
      (request, response) => {
        seen = request
        stream(finish('stop') + DONE)(request, response)
      },
      { apiKey: 'sk-1' },
    )
    expect(seen).toMatchObject({
      method: 'POST',
      path: '/v1/chat/completions',
      headers: { authorization: 'Bearer sk-1', 'content-type': 'application/json' },
    })
    expect(JSON.parse(seen!.body.toString())).toEqual({
      model: 'm',
      messages: [{ role: 'user', content: 'hi' }],
      max_tokens: 5,
      stream: true,
    })
  })

  it.each([
    ['', '/v1/chat/completions'],
    ['/', '/v1/chat/completions'],
    ['/v1', '/v1/chat/completions'],
    ['/v1/', '/v1/chat/completions'],
    ['/openai/v2', '/openai/v2/chat/completions'],
  ])('goes below the base "%s"', async (base, path) => {
    const paths: string[] = []
    const { url } = await serve((request, response) => {
      paths.push(request.path)
      stream(finish('stop'))(request, response)
    })
    const backend = openAiBackend({ baseUrl: url + base, model: 'm' })
    await read(backend.generate(REQUEST))
    expect(paths).toEqual([path])
    await backend.close()
  })

  it('takes the newer name of its limit where the older is refused, and keeps it', async () => {
    const limits: unknown[] = []
    const { url } = await serve((request, response) => {
      const body = JSON.parse(request.body.toString()) as Record<string, unknown>
      limits.push([body['max_tokens'], body['max_completion_tokens']])
      if (body['max_tokens'] === undefined) return stream(finish('stop'))(request, response)
      const message = "Unsupported parameter: use 'max_completion_tokens' instead."
      return sendJson(response, { error: { message, type: 'invalid_request_error' } }, 400)
    })
    const backend = openAiBackend({ baseUrl: url, model: 'm' })
    await read(backend.generate(REQUEST))
    await read(backend.generate(REQUEST))
    expect(limits).toEqual([
      [5, undefined],
      [undefined, 5],
      [undefined, 5],
    ])
    await backend.close()
  })

  it.each(['nonsense', 'ftp://127.0.0.1/v1', 'http://user:hunter2@127.0.0.1/v1'])(
    'is not made to "%s"',
    (baseUrl) => {
      const open = (): unknown => openAiBackend({ baseUrl, model: 'm' })
      expect(open).toThrow(expect.objectContaining({ code: 'BackendSpec' }) as Error)
      expect(open).not.toThrow(/hunter2/)
    },
  )
})

const WHOLE = `: ping\r\n\r\n${delta('Hé')}${delta('𝄞')}data: {"choices": [{"index": 1,\ndata: "delta": {"content": "other"}}]}\n\n${finish('length')}data: {"choices":[],"usage":{"total_tokens":3}}\n\n${DONE}`
const HEARD = [{ text: 'Hé' }, { text: '𝄞' }, { text: '', finishReason: 'length' }]

describe('a stream', () => {
  it('is heard piece by piece: comments, other choices and usage add nothing', async () => {
    expect(await ask(stream(WHOLE))).toEqual(HEARD)
  })

  it('is the same in parts of one byte', async () => {
    const bytes = [...Buffer.from(WHOLE)]
    const chunks = await ask((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const next = (): void => {
        const byte = bytes.shift()
        if (byte === undefined) response.end()
        else response.write(Uint8Array.of(byte), next)
      }
      next()
    })
    expect(chunks).toEqual(HEARD)
  })

  const rows: readonly (readonly [string, string, readonly TextChunk[]])[] = [
    ['no [DONE]', delta('a') + finish('stop'), [{ text: 'a' }, { text: '', finishReason: 'stop' }]],
    [
      'CRLF',
      (delta('a') + finish('stop') + DONE).replaceAll('\n', '\r\n'),
      [{ text: 'a' }, { text: '', finishReason: 'stop' }],
    ],
    [
      'text with the reason',
      `data: {"choices":[{"delta":{"content":"a"},"finish_reason":"stop"}]}\n\n`,
      [{ text: 'a' }, { text: '', finishReason: 'stop' }],
    ],
    [
      'a role first',
      `data: {"choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}\n\n${finish('stop')}`,
      [{ text: '', finishReason: 'stop' }],
    ],
    [
      'reasoning',
      `data: {"choices":[{"index":0,"delta":{"reasoning_content":"hm","content":null}}]}\n\n${finish('stop')}`,
      [{ text: '', finishReason: 'stop' }],
    ],
    ['tool calls', finish('tool_calls'), [{ text: '', finishReason: 'stop' }]],
    ['a reason of TGI', finish('eos_token'), [{ text: '', finishReason: 'stop' }]],
    ['a filter', finish('content_filter'), [{ text: '', finishReason: 'content_filter' }]],
    [
      'the words of legacy completions',
      `data: {"choices":[{"index":0,"text":"a","finish_reason":"length"}]}\n\n`,
      [{ text: 'a' }, { text: '', finishReason: 'length' }],
    ],
    [
      'something after [DONE]',
      finish('stop') + DONE + delta('late'),
      [{ text: '', finishReason: 'stop' }],
    ],
    [
      'an error that is null',
      `data: {"error":null,"choices":[{"index":0,"delta":{"content":"a"}}]}\n\n${finish('stop')}`,
      [{ text: 'a' }, { text: '', finishReason: 'stop' }],
    ],
    ['empty data', `data:\n\n${finish('stop')}`, [{ text: '', finishReason: 'stop' }]],
  ]
  it.each(rows)('is understood with %s', async (_, text, expected) => {
    expect(await ask(stream(text))).toEqual(expected)
  })

  const failures = [
    [
      'a nested error',
      'data: {"error":{"message":"out of memory","type":"server_error","code":500}}\n\n',
      'ModelFailed',
      'out of memory',
    ],
    [
      'a flat error of vLLM',
      'data: {"object":"error","message":"too long","type":"BadRequestError","code":400}\n\n',
      'ModelFailed',
      'too long',
    ],
    ['a plain error', 'data: {"error":"model crashed"}\n\n', 'ModelFailed', 'model crashed'],
    [
      'a limit reached on the way',
      'data: {"error":{"message":"slow down","type":"rate_limit_error"}}\n\n',
      'BackendBusy',
      'slow down',
    ],
    [
      'an error after the reason',
      `${finish('stop')}data: {"error":{"message":"late"}}\n\n`,
      'ModelFailed',
      'late',
    ],
    ['no reason', delta('a'), 'BackendAnswer', 'broke off'],
    ['no reason, but [DONE]', delta('a') + DONE, 'BackendAnswer', 'broke off'],
    ['nothing', '', 'BackendAnswer', 'broke off'],
    ['no JSON', 'data: <html>\n\n', 'BackendAnswer', 'no JSON'],
    ['no object', 'data: 1\n\n', 'BackendAnswer', 'no object'],
    ['an event without end', `data: ${'x'.repeat(2 ** 21)}`, 'BackendAnswer', 'more than'],
  ] as const
  it.each(failures)('fails with %s', async (_, text, code, why) => {
    const asking = ask(stream(text))
    await expect(asking).rejects.toMatchObject({ code })
    await expect(asking).rejects.toThrow(why)
  })

  it('without end is left at the limit', async () => {
    const endless = (_: Got, response: ServerResponse): void => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const more = (): void => {
        if (!response.destroyed) response.write(delta('x').repeat(100), more)
      }
      more()
    }
    await expect(ask(endless, { maxAnswerBytes: 100_000 })).rejects.toMatchObject({
      code: 'BackendAnswer',
    })
  })

  it('that breaks off is an error, as is one that stalls', async () => {
    const breaks = (_: Got, response: ServerResponse): void => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(delta('a'), () => response.destroy())
    }
    await expect(ask(breaks)).rejects.toMatchObject({ code: 'BackendUnreachable' })
    const stalls = (_: Got, response: ServerResponse): void => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(delta('a'))
    }
    await expect(ask(stalls, { timeoutMs: 100 })).rejects.toMatchObject({ code: 'BackendTimeout' })
  })

  it('that nobody listens to any more ends the request', async () => {
    const closed = withResolvers()
    const { url } = await serve((_, response) => {
      response.on('close', closed.resolve)
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(delta('a'))
    })
    const backend = openAiBackend({ baseUrl: url, model: 'm' })
    for await (const { text } of backend.generate(REQUEST)) {
      expect(text).toBe('a')
      break
    }
    await closed.promise
    const controller = new AbortController()
    const reading = async (): Promise<void> => {
      for await (const { text } of backend.generate(REQUEST, { signal: controller.signal })) {
        expect(text).toBe('a')
        controller.abort(new Error('enough'))
      }
    }
    await expect(reading()).rejects.toThrow('enough')
    await backend.close()
  })

  it('of any bytes ends with a reason or a typed error', async () => {
    let bytes = new Uint8Array()
    const { url } = await serve((request, response) => stream(bytes)(request, response))
    const backend = openAiBackend({ baseUrl: url, model: 'm' })
    const piece = fc.oneof(
      fc.constantFrom(delta('a'), finish('stop'), DONE, 'data: {"error":{}}\n\n', 'data: ', '\n'),
      fc.jsonValue().map((json) => `data: ${JSON.stringify(json)}\n\n`),
      fc.string(),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece), async (pieces) => {
        bytes = new Uint8Array(Buffer.from(pieces.join('')))
        try {
          expect((await read(backend.generate(REQUEST))).at(-1)?.finishReason).toBeDefined()
        } catch (error) {
          expect(['BackendAnswer', 'ModelFailed', 'BackendBusy']).toContain(
            (error as { code?: unknown }).code,
          )
        }
      }),
      { numRuns: 300 },
    )
    await backend.close()
  })
})

describe('an answer that is no stream', () => {
  it('is read whole', async () => {
    const choices = [
      { index: 0, message: { role: 'assistant', content: 'a' }, finish_reason: 'stop' },
    ]
    expect(await ask((_, response) => sendJson(response, { choices }))).toEqual([
      { text: 'a' },
      { text: '', finishReason: 'stop' },
    ])
  })

  it.each([
    [401, { error: { message: 'no key', code: 'invalid_api_key' } }, 'BackendRefused'],
    [400, { object: 'error', message: 'too long', code: 400 }, 'BackendRefused'],
    [404, { error: { message: 'no such model' } }, 'ModelMissing'],
    [429, { error: { message: 'slow down' } }, 'BackendBusy'],
    [500, { error: { message: 'crash' } }, 'ModelFailed'],
    // llama.cpp, while it loads.
    [
      503,
      { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } },
      'BackendBusy',
    ],
    [200, { error: { message: 'crash' } }, 'ModelFailed'],
    [200, { choices: [] }, 'BackendAnswer'],
    [200, 'text', 'BackendAnswer'],
  ])('of status %i is the right error: %o', async (status, body, code) => {
    const asking = ask((_, response) => sendJson(response, body, status))
    await expect(asking).rejects.toMatchObject({ code })
  })

  it('says when to try again, in either unit', async () => {
    for (const headers of [
      { 'retry-after': '1' },
      { 'retry-after': '9', 'retry-after-ms': '1000' },
    ]) {
      const asking = ask((_, response) => void response.writeHead(429, headers).end())
      await expect(asking).rejects.toMatchObject({ retryAfterMs: 1000 })
    }
  })
})

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
