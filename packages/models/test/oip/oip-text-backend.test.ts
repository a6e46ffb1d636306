import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { oipTextBackend } from '../../src/index.ts'
import type { TextChunk, TextRequest } from '../../src/index.ts'
import { sendJson, serve } from '../http/serve.ts'
import type { Got } from '../http/serve.ts'

async function serveText(
  stream: (request: Got, response: ServerResponse) => void,
): Promise<string> {
  const { url } = await serve((request, response) => {
    if (request.path.endsWith('/generate_stream')) return stream(request, response)
    return sendJson(response, { name: 'writer', inputs: [], outputs: [] })
  })
  return url
}

const REQUEST: TextRequest = {
  messages: [{ role: 'user', content: 'hi' }],
  maxTokens: 5,
  topP: 0.5,
}

async function read(stream: AsyncIterable<TextChunk>): Promise<TextChunk[]> {
  const chunks: TextChunk[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return chunks
}

describe('a model that writes', () => {
  it('is asked in the words of the protocol, and heard piece by piece', async () => {
    const bodies: unknown[] = []
    const url = await serveText(({ body }, response) => {
      bodies.push(JSON.parse(body.toString()))
      response.write('data: {"text_output":"a"}\n\ndata: {"text_output":"b"}\n\n')
      response.end('data: {"text_output":"","details":{"finish_reason":"length"}}\n\n')
    })
    const backend = await oipTextBackend({ url, model: 'writer' })
    expect(await read(backend.generate(REQUEST))).toEqual([
      { text: 'a' },
      { text: 'b' },
      { text: '', finishReason: 'length' },
    ])
    const system = { role: 'system', content: 'be short' } as const
    await read(backend.generate({ ...REQUEST, messages: [system, ...REQUEST.messages] }))
    expect(bodies).toEqual([
      { text_input: 'hi', parameters: { max_tokens: 5, top_p: 0.5 } },
      { text_input: 'system: be short\nuser: hi', parameters: { max_tokens: 5, top_p: 0.5 } },
    ])
    await backend.close()
  })

  it.each([
    ['an error within the stream', 'data: {"error":"no memory"}\n\n', 'ModelFailed', 'no memory'],
    ['no JSON', 'data: x\n\n', 'BackendAnswer', 'no JSON'],
    ['no object', 'data: 1\n\n', 'BackendAnswer', 'no object'],
  ])('fails with %s', async (_, text, code, why) => {
    const url = await serveText((_request, response) => void response.end(text))
    const backend = await oipTextBackend({ url, model: 'writer' })
    const reading = read(backend.generate(REQUEST))
    await expect(reading).rejects.toMatchObject({ code })
    await expect(reading).rejects.toThrow(why)
    await backend.close()
  })

  it('fails with the status of the server', async () => {
    const url = await serveText((_, response) => sendJson(response, { error: 'full' }, 429))
    const backend = await oipTextBackend({ url, model: 'writer' })
    await expect(read(backend.generate(REQUEST))).rejects.toMatchObject({ code: 'BackendBusy' })
    await backend.close()
  })
})
