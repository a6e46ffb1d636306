import { describe, expect, it } from 'vitest'
import { createHttpClient } from '../../src/http/http-client.ts'
import type { HttpRequest } from '../../src/http/http-client.ts'
import { sendJson, serve } from './serve.ts'

const GET: HttpRequest = { method: 'GET', path: '/', timeoutMs: 5000, maxBytes: 1000 }

describe('a client', () => {
  it('sends the token, and keeps the connection', async () => {
    const seen: (string | undefined)[] = []
    const ports = new Set<number | undefined>()
    const { url } = await serve((request, response) => {
      seen.push(request.headers.authorization)
      ports.add(response.socket?.remotePort)
      sendJson(response, {})
    })
    const client = createHttpClient({ url, token: 'secret', connections: 1 })
    for (let turn = 0; turn < 3; turn += 1) await client.request(GET)
    expect(seen).toEqual(Array.from({ length: 3 }, () => 'Bearer secret'))
    expect(ports.size).toBe(1)
    await client.close()
  })

  it('says that nothing answers', async () => {
    const { url, stop } = await serve((_, response) => sendJson(response, {}))
    await stop()
    const client = createHttpClient({ url, token: 'secret' })
    const failure = await client.request(GET).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'BackendUnreachable' })
    expect(String(failure)).toContain(url)
    expect(String(failure)).not.toContain('secret')
    await client.close()
  })

  it.each([
    ['no head', () => undefined],
    ['a body that never ends', (response: NodeJS.WritableStream) => response.write('x')],
  ])('gives up a server that sends %s', async (_, send) => {
    const { url } = await serve((_request, response) => {
      send(response)
    })
    const client = createHttpClient({ url })
    await expect(client.request({ ...GET, timeoutMs: 50 })).rejects.toMatchObject({
      code: 'BackendTimeout',
    })
    await client.close()
  })

  it('gives up a server that drips, whatever it drips', async () => {
    const { url } = await serve((_, response) => {
      const timer = setInterval(() => response.write('x'), 5)
      response.on('close', () => clearInterval(timer))
    })
    const client = createHttpClient({ url })
    await expect(client.request({ ...GET, timeoutMs: 100 })).rejects.toMatchObject({
      code: 'BackendTimeout',
    })
    await client.close()
  })

  it('reads no more than the limit', async () => {
    let sent = 0
    const { url } = await serve((_, response) => {
      const more = (): void => {
        sent += 65_536
        if (!response.destroyed) response.write(Buffer.alloc(65_536), more)
      }
      more()
    })
    const client = createHttpClient({ url })
    await expect(client.request({ ...GET, maxBytes: 100_000 })).rejects.toMatchObject({
      code: 'BackendAnswer',
    })
    expect(sent).toBeLessThan(50 * 2 ** 20)
    await client.close()
  })

  it('refuses more requests than may be in flight', async () => {
    const waiting: (() => void)[] = []
    const { url } = await serve((_, response) => {
      waiting.push(() => sendJson(response, {}))
      if (waiting.length === 2) for (const go of waiting) go()
    })
    const client = createHttpClient({ url, maxInFlight: 2 })
    const two = [client.request(GET), client.request(GET)]
    await expect(client.request(GET)).rejects.toMatchObject({ code: 'BackendBusy' })
    await Promise.all(two)
    await client.close()
  })

  it('ends with the reason of the signal, before and within a request', async () => {
    const controller = new AbortController()
    const { url } = await serve(() => controller.abort(new Error('enough')))
    const client = createHttpClient({ url })
    const request = { ...GET, signal: controller.signal }
    await expect(client.request(request)).rejects.toThrow('enough')
    await expect(client.request(request)).rejects.toThrow('enough')
    await client.close()
  })

  it('follows no redirect', async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()
    })
    const client = createHttpClient({ url })
    expect((await client.request(GET)).status).toBe(302)
    await client.close()
  })

  it('lets nothing through once it is closed', async () => {
    const { url } = await serve(() => undefined)
    const client = createHttpClient({ url })
    const open = client.request(GET)
    open.catch(() => undefined)
    await client.close()
    await expect(open).rejects.toMatchObject({ code: 'BackendClosed' })
    await expect(client.request(GET)).rejects.toMatchObject({ code: 'BackendClosed' })
  })

  it('waits for the next part of a stream only as long as the limit', async () => {
    const { url } = await serve((_, response) => {
      const parts = ['a', 'b', 'c', 'd', 'e', 'f']
      const timer = setInterval(() => {
        const part = parts.shift()
        if (part === undefined) clearInterval(timer)
        else response.write(part)
      }, 50)
    })
    const client = createHttpClient({ url })
    const { parts } = await client.stream({ ...GET, timeoutMs: 200 })
    let text = ''
    const readAll = async (): Promise<void> => {
      for await (const part of parts) text += Buffer.from(part).toString()
    }
    await expect(readAll()).rejects.toMatchObject({ code: 'BackendTimeout' })
    expect(text).toBe('abcdef')
    await client.close()
  })
})
