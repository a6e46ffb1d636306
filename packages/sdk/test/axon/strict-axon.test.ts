import { encodeSs58 } from '@plexus/primitives'
import { describe, expect, it } from 'vitest'
import type { AxonOutcome } from '../../src/axon/metrics.ts'
import type { Call } from '../../src/axon/options.ts'
import { sendRaw } from './raw-request.ts'
import type { RawParts } from './raw-request.ts'
import { serve } from './serve.ts'
import { QUESTION, REPEAT } from './world.ts'

const SECOND = 1_000_000_000n

describe('a strict axon', () => {
  it('answers a signed request with the whole message', async () => {
    const { raw, asked, world: made } = await serve()
    const reply = await sendRaw(await raw())
    expect(reply.status).toBe(200)
    expect(reply.json).toMatchObject({
      name: 'Repeat',
      timeout: 12,
      computed_body_hash: '',
      text: 'ab',
      count: 2,
      answer: 'abab',
      axon: { status_code: 200, status_message: 'Success', hotkey: made.miner.address },
      dendrite: { hotkey: made.validator.address, status_code: null },
    })
    expect(reply.headers).toMatchObject({
      name: 'Repeat',
      bt_header_axon_status_code: '200',
      bt_header_axon_hotkey: made.miner.address,
    })
    expect(asked).toEqual([QUESTION])
  })

  it('accepts GET, as the protocol asks', async () => {
    const { raw } = await serve()
    expect((await sendRaw({ ...(await raw()), method: 'GET' })).status).toBe(200)
  })

  it('answers a ping with the request', async () => {
    const { raw } = await serve()
    const reply = await sendRaw(await raw({ path: '/Synapse', fields: {} }))
    expect([reply.status, reply.json['name']]).toEqual([200, 'Synapse'])
  })

  const header = (name: string, value?: string) => (parts: RawParts) => {
    const headers = { ...parts.headers }
    if (value === undefined) delete headers[name]
    else headers[name] = value
    return { ...parts, headers }
  }
  const body = (text: string) => (parts: RawParts) => ({ ...parts, body: text })

  /** Name, what is wrong, status, part of the message, outcome. */
  const refused: readonly (readonly [
    string,
    (parts: RawParts) => RawParts,
    number,
    string,
    AxonOutcome,
  ])[] = [
    [
      'no signature',
      header('bt_header_dendrite_signature'),
      401,
      'Missing Signature',
      'unverified',
    ],
    ['an empty one', header('bt_header_dendrite_signature', ''), 401, 'Missing', 'unverified'],
    ['a short one', header('bt_header_dendrite_signature', '0xab'), 401, 'not fit', 'unverified'],
    [
      'another one',
      header('bt_header_dendrite_signature', `0x${'0'.repeat(128)}`),
      401,
      'does not fit',
      'unverified',
    ],
    ['no nonce', header('bt_header_dendrite_nonce'), 401, 'Missing Nonce', 'unverified'],
    ['another nonce', header('bt_header_dendrite_nonce', '1'), 401, 'too old', 'unverified'],
    ['no uuid', header('bt_header_dendrite_uuid'), 401, 'uuid', 'unverified'],
    ['a uuid with a space', header('bt_header_dendrite_uuid', 'a b'), 401, 'uuid', 'unverified'],
    ['no hotkey', header('bt_header_dendrite_hotkey'), 401, 'SS58', 'unverified'],
    ['another hotkey', header('bt_header_dendrite_hotkey', '5F'), 401, 'SS58', 'unverified'],
    ['another hash', header('computed_body_hash', 'ab'), 401, 'does not fit', 'unverified'],
    ['no hash', header('computed_body_hash'), 401, 'does not fit', 'unverified'],
    ['another body', body('{"text":"ab","count":3}'), 401, 'all fields', 'unverified'],
    ['a body without a field', body('{"text":"ab"}'), 401, 'all fields', 'unverified'],
    ['a float for an integer', body('{"text":"ab","count":2.0}'), 401, 'all fields', 'unverified'],
    ['no body', body(''), 422, 'not JSON', 'invalid'],
    ['a body that is no JSON', body('{"text":'), 422, 'not JSON', 'invalid'],
    ['a body that is no object', body('[]'), 422, 'not a JSON object', 'invalid'],
    ['a nonce that is no number', header('bt_header_dendrite_nonce', 'x'), 500, '#', 'invalid'],
    ['a timeout that is no number', header('timeout', 'None'), 500, '#', 'invalid'],
  ]
  for (const [name, change, status, message, outcome] of refused) {
    it(`refuses ${name} with ${status}`, async () => {
      const { raw, asked, outcomes } = await serve()
      const reply = await sendRaw(change(await raw()))
      expect([reply.status, reply.text]).toEqual([status, expect.stringContaining(message)])
      expect(asked).toEqual([])
      expect(outcomes).toEqual([['Repeat', outcome]])
    })
  }

  it('refuses a request for another axon', async () => {
    const { raw, asked, world: made } = await serve()
    const reply = await sendRaw(await raw({ to: made.validator.address }))
    expect([reply.status, asked]).toEqual([401, []])
  })

  it('refuses a request that hashes less than all fields', async () => {
    const { raw, asked } = await serve()
    const reply = await sendRaw(await raw({ hashed: ['text'] }))
    expect([reply.status, asked]).toEqual([401, []])
  })

  it('refuses an address with another prefix, a second name of the same key', async () => {
    const { raw, world: made } = await serve()
    const alias = encodeSs58(made.validator.publicKey, 0)
    const reply = await sendRaw(await raw({ from: { ...made.validator, address: alias } }))
    expect([reply.status, reply.text]).toEqual([401, expect.stringContaining('SS58')])
  })

  it('refuses the same request a second time', async () => {
    const { raw, asked } = await serve()
    const parts = await raw()
    expect((await sendRaw(parts)).status).toBe(200)
    const again = await sendRaw(parts)
    expect([again.status, again.text]).toEqual([401, expect.stringContaining('newer one')])
    expect(asked).toHaveLength(1)
  })

  const T = 1_700_000_000n * SECOND
  // spec: 80-axon-dendrite §1.6: 4 s and the time that the caller waits; ours: 4 s ahead.
  const times: readonly (readonly [string, bigint, number, number])[] = [
    ['now', 0n, 12, 200],
    ['almost too old', -16n * SECOND + 1_000_000n, 12, 200],
    ['too old', -16n * SECOND, 12, 401],
    ['old, of a patient caller', -60n * SECOND, 57, 200],
    ['very old, of one that claims to be more patient than allowed', -200n * SECOND, 999_999, 401],
    ['a little ahead', 4n * SECOND, 12, 200],
    ['far ahead', 5n * SECOND, 12, 401],
  ]
  for (const [name, offset, timeout, status] of times) {
    it(`judges a nonce that is ${name}: ${status}`, async () => {
      const { raw } = await serve({}, {}, () => T)
      const reply = await sendRaw(await raw({ nonce: T + offset, timeout }))
      expect(reply.status).toBe(status)
    })
  }

  it('asks every request to be fresh, not only the first of a connection', async () => {
    let now = T
    const { raw } = await serve({}, {}, () => now)
    expect((await sendRaw(await raw({ nonce: T }))).status).toBe(200)
    now = T + 100n * SECOND
    expect((await sendRaw(await raw({ nonce: T + 1n }))).status).toBe(401)
  })

  it('signs what it says when it refuses', async () => {
    const { raw, world: made } = await serve({ blacklist: () => 'no stake' })
    const { headers, json } = await sendRaw(await raw())
    expect(json).toEqual({ message: 'Forbidden. Key is blacklisted: no stake.' })
    expect(headers['bt_header_axon_status_code']).toBe('403')
    const [nonce, uuid] = ['nonce', 'uuid'].map((name) => headers[`bt_header_axon_${name}`])
    // spec: 80-axon-dendrite §1.6 step 1
    const text = `${String(nonce)}.${made.validator.address}.${made.miner.address}.${String(uuid)}`
    const signature = Buffer.from(String(headers['bt_header_axon_signature']).slice(2), 'hex')
    const { sr25519 } = made.signatures
    expect(sr25519.verify(signature, Buffer.from(text), made.miner.publicKey)).toBe(true)
  })

  it('lets a hook refuse what is verified, and asks it only then', async () => {
    const calls: Call[] = []
    const verify = (call: Call): void => {
      calls.push(call)
      throw new Error('not today')
    }
    const { raw, asked, world: made } = await serve({ verify })
    expect((await sendRaw(header('bt_header_dendrite_signature')(await raw()))).status).toBe(401)
    expect(calls).toEqual([])
    const reply = await sendRaw(await raw())
    expect(reply.json).toEqual({ message: 'Not Verified with error: not today' })
    expect(calls[0]).toMatchObject({
      name: 'Repeat',
      timeoutMs: 12_000,
      caller: { hotkey: made.validator.address, ip: '127.0.0.1', version: 10_002_000, uuid: 'raw' },
    })
    expect(asked).toEqual([])
  })

  it('asks blacklist, verification, priority and model in this order', async () => {
    const order: string[] = []
    const note = (name: string) => () => void order.push(name)
    const { raw } = await serve({
      blacklist: () => void order.push('blacklist'),
      verify: note('verify'),
      priority: () => order.push('priority'),
      forward: () => {
        order.push('forward')
        return 'x'
      },
    })
    await sendRaw(await raw())
    expect(order).toEqual(['blacklist', 'verify', 'priority', 'forward'])
  })

  it('says 422 where a field breaks the rules of the synapse', async () => {
    const { raw, asked } = await serve()
    const reply = await sendRaw(await raw({ fields: { text: 1, count: 2 } }))
    expect(reply.status).toBe(422)
    expect(reply.json).toEqual({
      detail: [{ type: 'value_error', loc: ['body'], msg: 'text must be a text' }],
    })
    expect(asked).toEqual([])
  })

  it('says 422 where a parser stumbles', async () => {
    const parseRequest = (): never => {
      throw new TypeError('x is undefined')
    }
    const { raw } = await serve({ synapse: { ...REPEAT, parseRequest } })
    const reply = await sendRaw(await raw())
    expect([reply.status, reply.text]).toEqual([422, expect.not.stringContaining('undefined')])
  })

  it('tells a number and not the reason when the model fails', async () => {
    const forward = (): never => {
      throw new Error('secret path /models/x')
    }
    const { raw, outcomes } = await serve({ forward })
    const reply = await sendRaw(await raw())
    expect(reply.status).toBe(500)
    expect(reply.json['message']).toMatch(/^Internal Server Error #[0-9a-f-]{36}$/)
    expect(outcomes).toEqual([['Repeat', 'failed']])
  })

  const paths: readonly (readonly [string, string, number, string])[] = [
    ['an unknown synapse', '/Nothing', 404, "Synapse name 'Nothing' not found. Available synapses"],
    ['no name', '/', 404, "Synapse name '' not found"],
    ['a name of the prototype', '/constructor', 404, 'not found'],
    ['a longer path', '/Repeat/x', 404, 'not found'],
    ['a path that cannot be read', '/%ff', 400, 'path'],
  ]
  for (const [name, path, status, message] of paths) {
    it(`says ${status} for ${name}`, async () => {
      const { raw } = await serve()
      const reply = await sendRaw({ ...(await raw()), path })
      expect([reply.status, reply.json['message']]).toEqual([
        status,
        expect.stringContaining(message),
      ])
    })
  }

  it('lists what it serves as Python writes lists', async () => {
    const { raw } = await serve()
    const reply = await sendRaw({ ...(await raw()), path: '/X' })
    expect(reply.json['message']).toBe(
      "Synapse name 'X' not found. Available synapses ['Synapse', 'Repeat']",
    )
  })

  it('refuses other methods', async () => {
    const { raw } = await serve()
    expect((await sendRaw({ ...(await raw()), method: 'PUT' })).status).toBe(405)
  })
})
