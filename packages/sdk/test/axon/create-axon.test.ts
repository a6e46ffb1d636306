import { afterEach, describe, expect, it } from 'vitest'
import type { AxonHandler, AxonOptions, Call } from '../../src/axon/options.ts'
import type { AxonOutcome } from '../../src/axon/metrics.ts'
import { createAxon } from '../../src/axon/create-axon.ts'
import { PING } from '../../src/synapse/synapse-spec.ts'
import { rawRequest, sendBytes, sendRaw } from './raw-request.ts'
import type { RawParts } from './raw-request.ts'
import { createWorld, deferred, handlerOf, QUESTION, repeat, REPEAT, signerOf } from './world.ts'
import type { Question, World } from './world.ts'

const FIELDS = { text: 'ab', count: 2 }
const SECOND = 1_000_000_000n

let world: World | undefined
afterEach(async () => {
  await world?.stop()
  world = undefined
})

interface Served {
  readonly world: World
  /** Questions that reached the model. */
  readonly asked: Question[]
  readonly outcomes: [string, AxonOutcome][]
  raw(change?: Partial<Parameters<typeof rawRequest>[0]>): Promise<RawParts>
}

async function serve(
  handler: Partial<AxonHandler<Question, string>> = {},
  options: Partial<AxonOptions> = {},
  now?: () => bigint,
): Promise<Served> {
  const asked: Question[] = []
  const outcomes: [string, AxonOutcome][] = []
  const made = await createWorld({
    options,
    handlers: [
      handlerOf<Question, string>({
        synapse: REPEAT,
        ...handler,
        forward(request, context) {
          asked.push(request)
          return handler.forward?.(request, context) ?? repeat(request)
        },
      }),
    ],
    modules: {
      ...(now !== undefined && { now }),
      metrics: {
        request: (route, outcome) => outcomes.push([route, outcome]),
        queued: () => undefined,
        inflight: () => undefined,
      },
    },
  })
  world = made
  return {
    world: made,
    asked,
    outcomes,
    raw: (change = {}) =>
      rawRequest({
        port: made.target.port,
        from: made.validator,
        to: made.miner.address,
        fields: FIELDS,
        ...change,
      }),
  }
}

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
    const { encodeSs58 } = await import('@plexus/primitives')
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
    world = await createWorld({
      handlers: [handler],
      options: { limits: { requestsPerSecond: { least: 2, most: 10 } } },
      modules: { stakeOf: (hotkey) => (hotkey === world?.validator.address ? 0.5 : 0) },
    })
    const poor = signerOf('//Poor', world.signatures)
    const statuses = async (from: typeof poor): Promise<number[]> => {
      const list: number[] = []
      for (let at = 0; at < 8; at += 1) {
        const to = world?.miner.address ?? ''
        const raw = await rawRequest({
          port: world?.target.port ?? 0,
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
    const forward = async function* (): AsyncGenerator<string> {
      await Promise.resolve()
      throw new Error('no model')
    }
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
