import { describe, expect, it } from 'vitest'
import { createTensor, oipBackend } from '../../src/index.ts'
import { sendJson } from '../http/serve.ts'
import { serveOip } from './server.ts'

const x = createTensor('FP32', [1, 2], Float32Array.of(1, 2))
const y = createTensor('FP32', [1, 2], Float32Array.of(2, 4))

describe('a served model', () => {
  it('says what it takes, and answers in JSON where the server has nothing else', async () => {
    const { url } = await serveOip({
      infer: ({ headers }) => headers['content-type'] === 'application/json',
    })
    const backend = await oipBackend({ url, model: 'double' })
    expect(backend).toMatchObject({
      kind: 'tensor',
      name: 'double',
      inputs: [{ name: 'x', datatype: 'FP32', shape: [-1, 2] }],
      outputs: [{ name: 'y', datatype: 'FP32', shape: [-1, 2] }],
    })
    expect(await backend.infer({ x })).toEqual({ y })
    await backend.close()
    await expect(backend.infer({ x })).rejects.toMatchObject({ code: 'BackendClosed' })
  })

  it('is sent raw tensors where the server takes them', async () => {
    const { url } = await serveOip({
      binary: true,
      infer: ({ headers, body }) =>
        headers['content-type'] === 'application/octet-stream' &&
        body.subarray(-8).equals(Buffer.from(x.data.buffer)),
    })
    const backend = await oipBackend({ url, model: 'double' })
    const sevens = createTensor('FP32', [1, 2], Float32Array.of(7, 7))
    expect(await backend.infer({ x })).toEqual({ y: sevens })
    await backend.close()
  })

  it('is sent JSON all the same when that is asked for', async () => {
    const { url } = await serveOip({
      binary: true,
      infer: (request, response) => {
        const { id } = JSON.parse(request.body.toString()) as { id: string }
        sendJson(response, { id, outputs: [] })
        return false
      },
    })
    const backend = await oipBackend({ url, model: 'double', encoding: 'json' })
    expect(await backend.infer({ x })).toEqual({})
    await backend.close()
  })

  it('is sent the token, and refused without it', async () => {
    const { url } = await serveOip({ token: 'secret' })
    const backend = await oipBackend({ url, model: 'double', token: 'secret' })
    expect(await backend.infer({ x })).toEqual({ y })
    await backend.close()
    await expect(oipBackend({ url, model: 'double', token: 'wrong' })).rejects.toMatchObject({
      code: 'BackendRefused',
      status: 401,
    })
  })

  it('is waited for while it loads', async () => {
    let looks = 0
    const { url } = await serveOip({ isReady: () => (looks += 1) > 4 })
    const backend = await oipBackend({ url, model: 'double' })
    expect(looks).toBeGreaterThan(4)
    await backend.close()
  })

  it('is not waited for longer than the limit, nor after the signal', async () => {
    const { url } = await serveOip({ isReady: () => false })
    const opening = oipBackend({ url, model: 'double', readyTimeoutMs: 100 })
    await expect(opening).rejects.toMatchObject({ code: 'BackendBusy' })
    const controller = new AbortController()
    const stopped = oipBackend({ url, model: 'double', signal: controller.signal })
    controller.abort(new Error('enough'))
    await expect(stopped).rejects.toThrow('enough')
  })

  it('that is not served is not waited for', async () => {
    const { url } = await serveOip()
    const opening = oipBackend({ url, model: 'triple', readyTimeoutMs: 60_000 })
    await expect(opening).rejects.toMatchObject({ code: 'ModelMissing' })
  })

  it('of a server that is not there is reported after the limit', async () => {
    const { url, stop } = await serveOip()
    await stop()
    const opening = oipBackend({ url, model: 'double', readyTimeoutMs: 100 })
    await expect(opening).rejects.toMatchObject({ code: 'BackendUnreachable' })
  })

  it('without known inputs is sent whatever comes', async () => {
    const { url } = await serveOip({ inputs: [] })
    const backend = await oipBackend({ url, model: 'double' })
    expect(await backend.infer({ any: x })).toEqual({ y })
    await backend.close()
  })

  it('checks tensors before it asks', async () => {
    let asked = 0
    const { url } = await serveOip({ infer: () => (asked += 1) > 0 })
    const backend = await oipBackend({ url, model: 'double' })
    await expect(backend.infer({})).rejects.toMatchObject({ code: 'TensorShape' })
    expect(asked).toBe(0)
    await backend.close()
  })

  it('with a datatype of its own is refused', async () => {
    const { url } = await serveOip({ inputs: [{ name: 'x', datatype: 'FP8', shape: [1] }] })
    const opening = oipBackend({ url, model: 'double' })
    await expect(opening).rejects.toMatchObject({ code: 'ModelInvalid' })
  })

  it.each([
    ['no name', [{ datatype: 'FP32', shape: [1] }]],
    ['no shape', [{ name: 'x', datatype: 'FP32' }]],
    ['a wrong shape', [{ name: 'x', datatype: 'FP32', shape: [-2] }]],
    ['no objects', ['x'] as unknown as object[]],
  ])('with metadata of %s is refused', async (_, inputs) => {
    const { url } = await serveOip({ inputs })
    const opening = oipBackend({ url, model: 'double' })
    await expect(opening).rejects.toMatchObject({ code: 'BackendAnswer' })
  })
})

describe('an answer', () => {
  const rows = [
    [400, { error: 'bad shape\u{1b}[31m' }, 'BackendRefused', '(400, bad shape)'],
    [404, { error: 'gone' }, 'ModelMissing', 'gone'],
    [408, {}, 'BackendTimeout', 'without a reason'],
    [413, { error: { message: 'too large' } }, 'BackendRefused', 'too large'],
    [429, { error: 'full' }, 'BackendBusy', 'full'],
    [500, { error: 'it raised' }, 'ModelFailed', 'it raised'],
    [503, { detail: 'loading' }, 'BackendBusy', 'loading'],
    [504, 'text', 'BackendTimeout', 'without a reason'],
    [302, {}, 'BackendRefused', 'without a reason'],
  ] as const
  it.each(rows)('of status %i is the right error', async (status, body, code, why) => {
    const { url } = await serveOip({
      infer: (_, response) => {
        sendJson(response, body, status)
        return false
      },
    })
    const backend = await oipBackend({ url, model: 'double' })
    const call = backend.infer({ x })
    await expect(call).rejects.toMatchObject({ code })
    await expect(call).rejects.toThrow(why)
    await backend.close()
  })

  it('says when to try again', async () => {
    const { url } = await serveOip({
      infer: (_, response) => {
        response.writeHead(429, { 'retry-after': '2' }).end()
        return false
      },
    })
    const backend = await oipBackend({ url, model: 'double' })
    await expect(backend.infer({ x })).rejects.toMatchObject({ retryAfterMs: 2000 })
    await backend.close()
  })

  it('that is too large is left', async () => {
    const { url } = await serveOip()
    const backend = await oipBackend({ url, model: 'double', maxAnswerBytes: 10 })
    await expect(backend.infer({ x })).rejects.toMatchObject({ code: 'BackendAnswer' })
    await backend.close()
  })

  it('that does not come is given up, by time and by signal', async () => {
    const { url } = await serveOip({ infer: () => false })
    const backend = await oipBackend({ url, model: 'double', timeoutMs: 100 })
    await expect(backend.infer({ x })).rejects.toMatchObject({ code: 'BackendTimeout' })
    const signal = AbortSignal.timeout(20)
    await expect(backend.infer({ x }, { signal })).rejects.toMatchObject({ name: 'TimeoutError' })
    await backend.close()
  })

  it('cut off by a closed connection is asked for once more', async () => {
    let asked = 0
    const { url } = await serveOip({
      infer: (_, response) => {
        asked += 1
        if (asked === 1) response.destroy()
        return asked > 1
      },
    })
    const backend = await oipBackend({ url, model: 'double' })
    expect(await backend.infer({ x })).toEqual({ y })
    expect(asked).toBe(2)
    await backend.close()
  })
})

describe('a model that moved', () => {
  it('is found at its new place, with its new token, by all who wait', async () => {
    const first = await serveOip({ token: 'one' })
    let searches = 0
    let place = { url: first.url, model: 'double', token: 'one' }
    const backend = await oipBackend({
      ...place,
      relocate: () => {
        searches += 1
        return Promise.resolve(place)
      },
    })
    expect(await backend.infer({ x })).toEqual({ y })
    await first.stop()
    const second = await serveOip({ token: 'two' })
    place = { url: second.url, model: 'double', token: 'two' }
    const answers = Array.from({ length: 20 }, () => backend.infer({ x }))
    expect(await Promise.all(answers)).toEqual(Array.from({ length: 20 }, () => ({ y })))
    expect(searches).toBe(1)
    await backend.close()
  })

  it('behind a new token at the same place is found too', async () => {
    let token = 'one'
    const { url } = await serveOip({
      get token() {
        return token
      },
    })
    const relocate = (): Promise<{ url: string; model: string; token: string }> =>
      Promise.resolve({ url, model: 'double', token })
    const backend = await oipBackend({ url, model: 'double', token, relocate })
    token = 'two'
    expect(await backend.infer({ x })).toEqual({ y })
    await backend.close()
  })

  it('with other inputs is another model', async () => {
    const first = await serveOip()
    const second = await serveOip({ inputs: [] })
    const backend = await oipBackend({
      url: first.url,
      model: 'double',
      relocate: () => Promise.resolve({ url: second.url, model: 'double' }),
    })
    await first.stop()
    await expect(backend.infer({ x })).rejects.toMatchObject({ code: 'ModelInvalid' })
    await backend.close()
  })
})
