import { describe, expect, it, onTestFinished } from 'vitest'
import { rawRequest, sendBytes, sendRaw } from './raw-request.ts'
import { serve } from './serve.ts'
import { createWorld, deferred, handlerOf, repeat, REPEAT, signerOf } from './world.ts'
import type { Question, World } from './world.ts'

const FIELDS = { text: 'ab', count: 2 }

describe('the bounds of an axon', () => {
  it('refuses a long body by its head', async () => {
    const { raw, asked } = await serve({}, { limits: { bodyBytes: 100 } })
    const fields = { text: 'x'.repeat(100), count: 1 }
    const reply = await sendRaw(await raw({ fields }))
    expect([reply.status, asked]).toEqual([413, []])
  })

  it('refuses a long body that comes in chunks', async () => {
    const { raw, asked } = await serve({}, { limits: { bodyBytes: 100 } })
    const parts = await raw({ fields: { text: 'x'.repeat(100_000), count: 1 } })
    const headers = { ...parts.headers, 'transfer-encoding': 'chunked' }
    const status = await sendRaw({ ...parts, headers }).then(
      (reply) => reply.status,
      () => 413,
    )
    expect([status, asked]).toEqual([413, []])
  })

  it('bounds the body of one synapse alone', async () => {
    const { raw } = await serve({ bodyBytes: 10 })
    expect((await sendRaw(await raw())).status).toBe(413)
    expect((await sendRaw(await raw({ path: '/Synapse', fields: {} }))).status).toBe(200)
  })

  it('refuses a long head', async () => {
    const { world: made } = await serve({}, { limits: { headerBytes: 1_000 } })
    const got = await sendBytes(
      made.target.port,
      `POST /Repeat HTTP/1.1\r\nx: ${'y'.repeat(2_000)}`,
    )
    expect(got).toBe('')
  })

  it('cuts off a head that does not come', async () => {
    const { world: made } = await serve({}, { limits: { headersMs: 50 } })
    expect(await sendBytes(made.target.port, '')).toBe('')
    expect(await sendBytes(made.target.port, 'POST /Repeat HTTP/1.1\r\nx:')).toBe('')
  })

  it('cuts off a body that does not come', async () => {
    const { world: made, raw, asked } = await serve({}, { limits: { bodyMs: 50 } })
    const { headers } = await raw()
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    const head = `POST /Repeat HTTP/1.1\r\nhost: x\r\ncontent-length: 1000000\r\n${lines.join('')}\r\n`
    const got = await sendBytes(made.target.port, `${head}{"text"`)
    expect(got).toMatch(/^HTTP\/1.1 408 /)
    expect(asked).toEqual([])
  })

  it('says 408 when the model takes longer than the caller waits', async () => {
    const signals: AbortSignal[] = []
    const { raw } = await serve({
      forward: (_request, { signal }) => {
        signals.push(signal)
        return new Promise(() => undefined)
      },
    })
    const reply = await sendRaw(await raw({ timeout: 0.05 }))
    expect([reply.status, reply.json['message']]).toEqual([408, 'Response timeout after: 0.05s'])
    expect(signals[0]?.aborted).toBe(true)
  })

  it('limits the requests of a hotkey by its stake', async () => {
    const asked: string[] = []
    const handler = handlerOf<Question, string>({
      synapse: REPEAT,
      forward: (request, { caller }) => {
        asked.push(caller.hotkey)
        return repeat(request)
      },
    })
    const world: World = await createWorld({
      handlers: [handler],
      options: { limits: { requestsPerSecond: { least: 2, most: 10 } } },
      modules: { stakeOf: (hotkey) => (hotkey === world.validator.address ? 0.5 : 0) },
    })
    onTestFinished(() => world.stop())
    const poor = signerOf('//Poor', world.signatures)
    const statuses = async (from: typeof poor): Promise<number[]> => {
      const list: number[] = []
      for (let at = 0; at < 8; at += 1) {
        const to = world.miner.address
        const raw = await rawRequest({
          port: world.target.port,
          from,
          to,
          fields: FIELDS,
          uuid: `u${at}`,
        })
        list.push((await sendRaw(raw)).status)
      }
      return list
    }
    // 2 + 0.5 · (10 − 2) = 6 at once, and what a few milliseconds add.
    const rich = await statuses(world.validator)
    expect(rich.slice(0, 6)).toEqual([200, 200, 200, 200, 200, 200])
    const few = await statuses(poor)
    expect(few.slice(0, 2)).toEqual([200, 200])
    expect(few).toContain(429)
  })

  it('limits an address before it verifies anything', async () => {
    const { raw } = await serve({}, { limits: { requestsPerSecondOfAddress: 0.001 } })
    expect((await sendRaw(await raw())).status).toBe(200)
    const reply = await sendRaw(await raw({ uuid: 'b' }))
    expect([reply.status, reply.headers['retry-after']]).toEqual([429, '1'])
  })

  it('does not let one address take all connections', async () => {
    const { world: made } = await serve(
      {},
      { limits: { connectionsPerAddress: 2, headersMs: 400 } },
    )
    const { port } = made.target
    const half = 'POST /Repeat HTTP/1.1\r\nx:'
    const began = performance.now()
    const held = [sendBytes(port, half), sendBytes(port, half)]
    expect(await sendBytes(port, half)).toBe('')
    expect(performance.now() - began).toBeLessThan(400)
    await Promise.all(held)
    expect(await sendBytes(port, 'GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')).toMatch(
      '404',
    )
  })

  it('takes a stake that is no number for none', async () => {
    const { raw } = await serve(
      {},
      { limits: { requestsPerSecond: { least: 1, most: 9 } } },
      undefined,
      () => NaN,
    )
    const statuses = []
    for (const uuid of ['a', 'b', 'c']) statuses.push((await sendRaw(await raw({ uuid }))).status)
    expect(statuses).toContain(429)
  })

  it('serves what matters first and refuses what does not fit', async () => {
    const gate = deferred<undefined>()
    const order: string[] = []
    const { raw } = await serve(
      {
        priority: ({ caller }) => Number(caller.uuid.slice(1)),
        forward: async (_request, { caller }) => {
          order.push(caller.uuid)
          await gate.promise
          return caller.uuid
        },
      },
      { limits: { concurrency: 1, queue: 2 } },
    )
    const sent: Promise<number>[] = []
    const send = async (uuid: string): Promise<void> => {
      const parts = await raw({ uuid })
      sent.push(sendRaw(parts).then(({ status }) => status))
    }
    await send('p0')
    await expect.poll(() => order).toEqual(['p0'])
    await send('p1')
    await send('p3')
    await send('p2')
    // p1 had to make room.
    expect(await sent[1]).toBe(503)
    gate.resolve(undefined)
    expect(await Promise.all(sent)).toEqual([200, 503, 200, 200])
    expect(order).toEqual(['p0', 'p3', 'p2'])
  })

  it('gives up what waits longer than its caller', async () => {
    const gate = deferred<undefined>()
    const { raw, asked } = await serve(
      { forward: () => gate.promise.then(() => 'x') },
      { limits: { concurrency: 1 } },
    )
    const first = sendRaw(await raw({ uuid: 'a' }))
    await expect.poll(() => asked.length).toBe(1)
    expect((await sendRaw(await raw({ uuid: 'b', timeout: 0.05 }))).status).toBe(408)
    gate.resolve(undefined)
    expect((await first).status).toBe(200)
    expect(asked).toHaveLength(1)
  })
})
