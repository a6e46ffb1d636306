import { describe, expect, it } from 'vitest'
import { createAxon } from '../../src/axon/create-axon.ts'
import { PING } from '../../src/synapse/synapse-spec.ts'
import { sendRaw } from './raw-request.ts'
import { serve } from './serve.ts'
import { deferred } from './world.ts'

describe('the life of an axon', () => {
  it('waits for requests at work, and takes no more', async () => {
    const gate = deferred<undefined>()
    const {
      world: made,
      raw,
      asked,
    } = await serve({
      forward: () => gate.promise.then(() => 'done'),
    })
    const first = sendRaw(await raw())
    await expect.poll(() => asked.length).toBe(1)
    const stopped = made.axon.stop({ graceMs: 5_000 })
    await expect(sendRaw(await raw({ uuid: 'b' }))).rejects.toThrow()
    gate.resolve(undefined)
    expect((await first).json['answer']).toBe('done')
    await stopped
  })

  it('aborts what is still at work after the grace', async () => {
    const {
      world: made,
      raw,
      asked,
    } = await serve({
      forward: () => new Promise<string>(() => undefined),
    })
    const first = sendRaw(await raw())
    await expect.poll(() => asked.length).toBe(1)
    await made.axon.stop({ graceMs: 20 })
    expect((await first).status).toBe(503)
  })

  it('tells who has the port', async () => {
    const { world: made } = await serve()
    const { port } = made.target
    const second = createAxon({ hotkey: made.miner, port, host: '127.0.0.1' }, made)
    await expect(second.start()).rejects.toMatchObject({ code: 'PortTaken' })
  })

  it('refuses two handlers of one name, and names that are none', async () => {
    const { world: made } = await serve()
    const forward = (): undefined => undefined
    const attach = (synapse: typeof PING) => () => made.axon.attach({ synapse, forward })
    expect(attach(PING)).toThrow(expect.objectContaining({ code: 'DuplicateSynapse' }))
    expect(attach({ ...PING, name: 'a/b' })).toThrow(
      expect.objectContaining({ code: 'InvalidSynapse' }),
    )
    expect(attach({ ...PING, name: 'A', requestFields: ['timeout'] })).toThrow('timeout')
  })

  it('refuses limits that are none', async () => {
    const { world: made } = await serve()
    for (const limits of [{ bodyBytes: 0 }, { queue: NaN }, { concurrency: -1 }]) {
      const create = () => createAxon({ hotkey: made.miner, limits }, made)
      expect(create, JSON.stringify(limits)).toThrow(
        expect.objectContaining({ code: 'InvalidOption' }),
      )
    }
  })

  it('has an address after it started', async () => {
    const { world: made } = await serve({}, { externalIp: '203.0.113.7' })
    const { hotkey } = made.target
    const expected = {
      host: '127.0.0.1',
      port: made.target.port,
      externalIp: '203.0.113.7',
      hotkey,
    }
    expect(made.axon.address()).toEqual(expected)
    const fresh = createAxon({ hotkey: made.miner }, made)
    expect(() => fresh.address()).toThrow(expect.objectContaining({ code: 'NotStarted' }))
  })
})
