import { describe, expect, it } from 'vitest'
import { sendRaw } from './raw-request.ts'
import { serve } from './serve.ts'
import { QUESTION, REPEAT } from './world.ts'

describe('an axon that serves stock peers', () => {
  const stock = { strict: false } as const

  it('serves a request that hashes nothing', async () => {
    const { raw, asked } = await serve({}, stock)
    expect((await sendRaw(await raw({ hashed: [] }))).status).toBe(200)
    expect(asked).toEqual([QUESTION])
  })

  it('serves a request that hashes everything', async () => {
    const { raw } = await serve({}, stock)
    expect((await sendRaw(await raw())).status).toBe(200)
  })

  it('serves what the class hashes, and nothing else', async () => {
    const synapse = { ...REPEAT, compatibleHashFields: ['count'] }
    const { raw } = await serve({ synapse }, stock)
    expect((await sendRaw(await raw({ hashed: ['count'], uuid: 'a' }))).status).toBe(200)
    expect((await sendRaw(await raw({ hashed: [], uuid: 'b' }))).status).toBe(500)
    expect((await sendRaw(await raw({ hashed: ['text'], uuid: 'c' }))).status).toBe(500)
  })

  it('says 500 for a swapped body, as the protocol does', async () => {
    const { raw, asked } = await serve(
      { synapse: { ...REPEAT, compatibleHashFields: ['text'] } },
      stock,
    )
    const reply = await sendRaw(await raw({ hashed: ['text'], body: '{"text":"x","count":2}' }))
    expect([reply.status, reply.json['message']]).toEqual([
      500,
      expect.stringMatching(/^Internal Server Error #/),
    ])
    expect(asked).toEqual([])
  })

  it('still wants a signature', async () => {
    const { raw, asked } = await serve({}, stock)
    const parts = await raw({ hashed: [] })
    const reply = await sendRaw({
      ...parts,
      headers: { ...parts.headers, bt_header_dendrite_signature: '' },
    })
    expect([reply.status, asked]).toEqual([401, []])
  })

  it('takes old nonces of versions before 7.2.0, once each', async () => {
    const { raw } = await serve({}, stock)
    const old = { nonce: 5n, hashed: [], uuid: 'old' }
    expect((await sendRaw(await raw({ ...old, version: 7_001_999 }))).status).toBe(200)
    expect((await sendRaw(await raw({ ...old, version: 7_001_999 }))).status).toBe(401)
    expect((await sendRaw(await raw({ ...old, uuid: 'n', version: 7_002_000 }))).status).toBe(401)
  })

  it('lets a hook stand in for its own check', async () => {
    const { raw } = await serve({ verify: () => undefined }, stock)
    const parts = await raw({ hashed: [] })
    delete parts.headers['bt_header_dendrite_signature']
    expect((await sendRaw(parts)).status).toBe(200)
  })
})
