import { describe, expect, it } from 'vitest'
import { sendRaw } from './raw-request.ts'
import { serve } from './serve.ts'

describe('streams of an axon', () => {
  async function* count(): AsyncGenerator<string | Uint8Array> {
    yield 'one '
    await Promise.resolve()
    yield Buffer.from('two')
  }

  it('sends the pieces as an event stream', async () => {
    const { raw } = await serve({ forward: count })
    const reply = await sendRaw(await raw())
    expect([reply.status, reply.text]).toEqual([200, 'one two'])
    expect(reply.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'transfer-encoding': 'chunked',
      bt_header_axon_status_code: '200',
    })
  })

  it('refuses when there is no first piece', async () => {
    const next = (): Promise<never> => Promise.reject(new Error('no model'))
    const forward = () => ({ [Symbol.asyncIterator]: () => ({ next }) })
    const { raw } = await serve({ forward })
    expect((await sendRaw(await raw())).status).toBe(500)
  })

  it('cuts a stream that fails later, so that nobody takes it for whole', async () => {
    const forward = async function* (): AsyncGenerator<string> {
      yield 'half'
      await Promise.resolve()
      throw new Error('no more')
    }
    const { raw } = await serve({ forward })
    await expect(sendRaw(await raw())).rejects.toThrow()
  })

  it('ends a stream that is longer than allowed or than its caller waits', async () => {
    let ended = 0
    const forward = async function* (): AsyncGenerator<string> {
      try {
        for (;;) yield await Promise.resolve('x'.repeat(1_000))
      } finally {
        ended += 1
      }
    }
    const { raw } = await serve({ forward }, { limits: { responseBytes: 10_000 } })
    await expect(sendRaw(await raw())).rejects.toThrow()
    await expect.poll(() => ended).toBe(1)
  })
})
