import { createServer } from 'node:http'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { createSignatures } from '@plexus/primitives'
import { afterEach, describe, expect, it } from 'vitest'
import { createDendrite } from '../../src/dendrite/create-dendrite.ts'
import type { Dendrite, DendriteOptions, Target } from '../../src/dendrite/options.ts'
import { responseText, requestText } from '../../src/synapse/messages.ts'
import { signText } from '../../src/synapse/signature.ts'
import { createWorld, handlerOf, QUESTION, repeat, REPEAT, signerOf } from '../axon/world.ts'
import type { Question, World } from '../axon/world.ts'

const endings: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of endings.splice(0)) await end()
})

async function createRepeating(options?: Parameters<typeof createWorld>[0]['options']) {
  const handler = handlerOf<Question, string>({ synapse: REPEAT, forward: repeat })
  const world = await createWorld({ handlers: [handler], ...(options && { options }) })
  endings.push(() => world.stop())
  return world
}

/** A server that is no axon of ours. */
async function createStranger(
  listener: RequestListener | ((socket: Socket) => void),
  kind: 'http' | 'tcp' = 'http',
  options: Partial<DendriteOptions> = {},
): Promise<{ dendrite: Dendrite; target: Target; miner: ReturnType<typeof signerOf> }> {
  const signatures = await createSignatures()
  const sockets = new Set<Socket>()
  const server: Server =
    kind === 'http'
      ? createServer(listener as RequestListener)
      : createTcpServer(listener as (socket: Socket) => void)
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const miner = signerOf('//Miner', signatures)
  const dendrite = createDendrite(
    { hotkey: signerOf('//Validator', signatures), ...options },
    { signatures },
  )
  endings.push(async () => {
    await dendrite.close()
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo
  return { dendrite, miner, target: { ip: '127.0.0.1', port, hotkey: miner.address } }
}

const reply =
  (status: number, body: string | Buffer, headers: Record<string, string> = {}) =>
  (_request: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(status, headers)
    response.end(body)
  }

describe('a dendrite and an axon', () => {
  it('exchange a question and a signed answer', async () => {
    const world = await createRepeating()
    const result = await world.dendrite().query(world.target, REPEAT, QUESTION)
    expect(result).toMatchObject({
      ok: true,
      response: 'abab',
      evidence: expect.stringMatching(/^[0-9a-f]{64}$/),
      signature: expect.stringMatching(/^0x[0-9a-f]{128}$/),
    })
  })

  it('do without signed answers where nobody asks', async () => {
    const world = await createRepeating()
    const dendrite = world.dendrite({ responseSignature: 'off' })
    const result = await dendrite.query(world.target, REPEAT, QUESTION)
    expect(result).toMatchObject({ ok: true, response: 'abab', signature: undefined })
  })

  it('exchange many questions at a time, in order', async () => {
    const world = await createRepeating()
    const queries = Array.from({ length: 40 }, (_, count) => ({
      target: world.target,
      request: { text: 'x', count },
    }))
    const results = await world.dendrite().queryMany(queries, REPEAT, { concurrency: 16 })
    expect(results.map((result) => result.ok && result.response.length)).toEqual(
      queries.map(({ request }) => request.count),
    )
  })

  it('do not agree where the axon is strict and the dendrite is not', async () => {
    const world = await createRepeating()
    const result = await world.dendrite({ strict: false }).query(world.target, REPEAT, QUESTION)
    expect(result).toMatchObject({ ok: false, status: 401 })
  })

  it('agree where both serve stock peers', async () => {
    const world = await createRepeating({ strict: false })
    const result = await world.dendrite({ strict: false }).query(world.target, REPEAT, QUESTION)
    expect(result).toMatchObject({ ok: true, response: 'abab' })
  })

  it('use loopback for the own address', async () => {
    const world = await createRepeating()
    // An address of documentation (RFC 5737), where nobody answers.
    const dendrite = world.dendrite({ ownIp: '203.0.113.9', connectMs: 200 })
    const target = { ...world.target, ip: '203.0.113.9' }
    expect(await dendrite.query(target, REPEAT, QUESTION)).toMatchObject({ ok: true })
  })

  it('tell what the axon says when it refuses', async () => {
    const handler = handlerOf<Question, string>({
      synapse: REPEAT,
      forward: repeat,
      blacklist: () => 'too poor',
    })
    const world = await createWorld({ handlers: [handler] })
    endings.push(() => world.stop())
    expect(await world.dendrite().query(world.target, REPEAT, QUESTION)).toMatchObject({
      ok: false,
      status: 403,
      message: 'Forbidden. Key is blacklisted: too poor.',
    })
  })
})

describe('a dendrite and a hostile axon', () => {
  const json = { 'content-type': 'application/json' }
  const answers: readonly (readonly [string, RequestListener, number, string])[] = [
    ['nothing', reply(200, ''), 422, 'not JSON'],
    ['no JSON', reply(200, '<html>', json), 422, 'not JSON'],
    ['NaN', reply(200, '{"answer": NaN}', json), 422, 'not JSON'],
    ['a list', reply(200, '[]', json), 422, 'not a JSON object'],
    ['no field', reply(200, '{}', json), 422, 'answer must be a text'],
    ['a field of another type', reply(200, '{"answer": [1]}', json), 422, 'answer must be a text'],
    ['no UTF-8', reply(200, Buffer.from([0xff])), 422, 'not UTF-8'],
    ['deep nesting', reply(200, '['.repeat(900)), 422, 'nests deeper'],
    ['a long body', reply(200, 'x'.repeat(2_000)), 422, 'longer than 1000 bytes'],
    [
      'a long body in chunks',
      (_request, response) => {
        const more = (): void => {
          while (!response.destroyed && response.write('x'.repeat(10_000)));
          response.once('drain', more)
        }
        more()
      },
      422,
      'longer than 1000 bytes',
    ],
    ['a compressed body', reply(200, 'x', { 'content-encoding': 'gzip' }), 422, 'compressed'],
    ['a redirect', reply(302, '', { location: 'http://127.0.0.1:1/' }), 302, 'status 302'],
    ['a status alone', reply(500, ''), 500, 'status 500'],
    ['a refusal', reply(429, '{"message":"slow down"}'), 429, 'slow down'],
    ['FastAPI’s detail', reply(422, '{"detail":[{"msg":"x"}]}'), 422, '[{"msg":"x"}]'],
    ['control characters', reply(400, '{"message":"a\\u001b[31m\\n"}'), 400, 'a?[31m?'],
    ['a refusal that is no text', reply(400, '{"message":{"a":1}}'), 400, 'status 400'],
    ['a long refusal', reply(500, 'x'.repeat(20_000)), 500, 'status 500'],
    ['no content', reply(204, ''), 204, 'status 204'],
    ['a reset', (request) => request.socket.resetAndDestroy(), 503, 'disconnected'],
    [
      'a reset in the body',
      (request, response) => {
        response.writeHead(200, { 'content-length': '100' })
        response.write('{', () => request.socket.resetAndDestroy())
      },
      503,
      'disconnected',
    ],
    [
      'half a body',
      (request, response) => {
        response.writeHead(200, { 'content-length': '100' })
        response.write('{', () => request.socket.end())
      },
      503,
      'disconnected',
    ],
    ['silence', () => undefined, 408, 'timeout after 0.2 seconds'],
    [
      'a body that never ends',
      (_request, response) => {
        response.writeHead(200)
        const timer = setInterval(() => response.write(' '), 10)
        response.once('close', () => clearInterval(timer))
      },
      408,
      'timeout after 0.2 seconds',
    ],
    [
      'a long head',
      (request) => {
        request.socket.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`)
      },
      400,
      'UND_ERR_HEADERS_OVERFLOW',
    ],
  ]
  for (const [name, listener, status, message] of answers) {
    it(`says ${status} for ${name}`, async () => {
      const { dendrite, target } = await createStranger(listener)
      // Short where the time limit is what is tested, long where it must not be.
      const timeoutMs = status === 408 ? 200 : 5_000
      const limits = { timeoutMs, responseBytes: 1_000 }
      const result = await dendrite.query(target, REPEAT, QUESTION, limits)
      expect(result).toMatchObject({ ok: false, status, message: expect.stringContaining(message) })
      expect(result.latencyMs).toBeLessThan(5_000)
    })
  }

  it('says 400 for what is no HTTP', async () => {
    const { dendrite, target } = await createStranger((socket: Socket) => {
      socket.write('SSH-2.0-OpenSSH_9.2\r\n')
    }, 'tcp')
    const result = await dendrite.query(target, REPEAT, QUESTION, { timeoutMs: 500 })
    expect(result).toMatchObject({ ok: false, status: 400 })
  })

  it('says 503 where nobody listens', async () => {
    const { dendrite, target } = await createStranger(reply(200, ''))
    const nobody = { ...target, port: 1 }
    expect(await dendrite.query(nobody, REPEAT, QUESTION)).toMatchObject({
      ok: false,
      status: 503,
      message: 'Service unavailable at 127.0.0.1:1/Repeat',
    })
  })

  const addresses: readonly (readonly [string, Partial<Target>])[] = [
    ['a name', { ip: 'localhost' }],
    ['a path', { ip: '127.0.0.1/x?' }],
    ['nothing', { ip: '' }],
    ['port 0', { port: 0 }],
    ['a port that is none', { port: 1.5 }],
    ['a high port', { port: 65_536 }],
  ]
  for (const [name, change] of addresses) {
    it(`does not dial ${name}`, async () => {
      const { dendrite, target } = await createStranger(reply(200, '{"answer":"x"}'))
      const result = await dendrite.query({ ...target, ...change }, REPEAT, QUESTION)
      expect(result).toMatchObject({ ok: false, status: 400 })
    })
  }

  it('refuses a wrong signature over the answer', async () => {
    const body = '{"answer":"x"}'
    const headers = { bt_header_axon_response_signature: `0x${'1'.repeat(128)}` }
    const { dendrite, target } = await createStranger(reply(200, body, headers))
    expect(await dendrite.query(target, REPEAT, QUESTION)).toMatchObject({
      ok: false,
      status: 422,
      message: expect.stringContaining('signature'),
    })
  })

  it('refuses the signature of another answer or by another key, and takes the right one', async () => {
    const signatures = await createSignatures()
    const [miner, other] = [signerOf('//Miner', signatures), signerOf('//Other', signatures)]
    const cases = [
      { by: miner, over: '{"answer":"x"}', ok: true },
      { by: miner, over: '{"answer":"y"}', ok: false },
      { by: other, over: '{"answer":"x"}', ok: false },
    ]
    for (const { by, over, ok } of cases) {
      const { dendrite, target } = await createStranger((request, response) => {
        const { headers } = request as IncomingMessage
        const asked = requestText({
          nonce: BigInt(String(headers['bt_header_dendrite_nonce'])),
          dendrite: String(headers['bt_header_dendrite_hotkey']),
          axon: String(headers['bt_header_axon_hotkey']),
          uuid: String(headers['bt_header_dendrite_uuid']),
          bodyHash: String(headers['computed_body_hash']),
        })
        void signText(by, responseText(asked, Buffer.from(over))).then((signature) => {
          const signed = { bt_header_axon_response_signature: signature }
          reply(200, '{"answer":"x"}', signed)(request as IncomingMessage, response as never)
        })
      })
      expect((await dendrite.query(target, REPEAT, QUESTION)).ok, over).toBe(ok)
    }
  })

  it('refuses an answer without a signature where one is required', async () => {
    const listener = reply(200, '{"answer":"x"}')
    const { dendrite, target } = await createStranger(listener, 'http', {
      responseSignature: 'require',
    })
    expect(await dendrite.query(target, REPEAT, QUESTION)).toMatchObject({
      ok: false,
      status: 422,
      message: expect.stringContaining('did not sign'),
    })
  })

  it('says 422 where the parser of the synapse stumbles', async () => {
    const { dendrite, target } = await createStranger(reply(200, '{"answer":"x"}'))
    const parseResponse = (): never => {
      throw new TypeError('boom')
    }
    const result = await dendrite.query(target, { ...REPEAT, parseResponse }, QUESTION)
    expect(result).toMatchObject({ ok: false, status: 422 })
  })

  it('says 400 for a request that cannot be written', async () => {
    const { dendrite, target } = await createStranger(reply(200, '{"answer":"x"}'))
    const half = { text: '\ud800', count: 1 }
    expect(await dendrite.query(target, REPEAT, half)).toMatchObject({
      ok: false,
      status: 400,
      message: expect.stringContaining('half a character'),
    })
  })

  it('ends when its caller cancels, before and during', async () => {
    const { dendrite, target } = await createStranger(() => undefined)
    const before = AbortSignal.abort()
    const during = AbortSignal.timeout(30)
    for (const signal of [before, during]) {
      const result = await dendrite.query(target, REPEAT, QUESTION, { signal })
      expect(result).toMatchObject({ ok: false, status: 499 })
    }
  })

  it('ends its queries when it closes', async () => {
    const { dendrite, target } = await createStranger(() => undefined)
    const asked = dendrite.query(target, REPEAT, QUESTION)
    await new Promise((resolve) => setImmediate(resolve))
    await dendrite.close()
    expect(await asked).toMatchObject({ ok: false, status: 499 })
    expect(await dendrite.query(target, REPEAT, QUESTION)).toMatchObject({ ok: false, status: 499 })
  })
})

describe('requests of a dendrite', () => {
  async function capture(options: Partial<DendriteOptions> = {}, count = 1) {
    const heads: IncomingMessage['headers'][] = []
    const bodies: Record<string, unknown>[] = []
    const sockets = new Set<unknown>()
    const { dendrite, target } = await createStranger(
      (request, response) => {
        let text = ''
        const incoming = request as IncomingMessage
        sockets.add(incoming.socket)
        incoming.on('data', (piece: Buffer) => (text += piece.toString()))
        incoming.on('end', () => {
          heads.push(incoming.headers)
          bodies.push(JSON.parse(text) as Record<string, unknown>)
          ;(response as unknown as ServerResponse).end('{"answer":"x"}')
        })
      },
      'http',
      options,
    )
    for (let at = 0; at < count; at += 1) await dendrite.query(target, REPEAT, QUESTION)
    return { heads, bodies, sockets, dendrite, target }
  }

  it('carry what Python needs', async () => {
    const { heads, bodies } = await capture({ ownIp: '203.0.113.9' })
    expect(heads[0]).toMatchObject({
      name: 'Repeat',
      timeout: '12.0',
      'content-type': 'application/json',
      bt_header_dendrite_version: '10002000',
      bt_header_dendrite_ip: '203.0.113.9',
      bt_header_input_obj_text: btoa('""'),
      bt_header_input_obj_count: btoa('0'),
    })
    expect(bodies[0]).toMatchObject({
      name: 'Repeat',
      timeout: 12,
      text: 'ab',
      count: 2,
      computed_body_hash: '',
      axon: { ip: '127.0.0.1', status_code: null },
      dendrite: { hotkey: heads[0]?.['bt_header_dendrite_hotkey'] },
    })
  })

  it('keep connections open and use one uuid after the other, with rising nonces', async () => {
    const { heads, sockets } = await capture({}, 5)
    const nonces = heads.map((head) => BigInt(String(head['bt_header_dendrite_nonce'])))
    expect(nonces).toEqual(nonces.toSorted((a, b) => (a < b ? -1 : 1)))
    expect(new Set(nonces).size).toBe(5)
    expect(new Set(heads.map((head) => head['bt_header_dendrite_uuid'])).size).toBe(1)
    // A second one where the first was not yet free again.
    expect(sockets.size).toBeLessThanOrEqual(2)
  })

  it('use a uuid each at the same time', async () => {
    const { heads, dendrite, target } = await capture({}, 0)
    const queries = Array.from({ length: 6 }, () => ({ target, request: QUESTION }))
    await dendrite.queryMany(queries, REPEAT)
    expect(new Set(heads.map((head) => head['bt_header_dendrite_uuid'])).size).toBe(6)
  })
})

describe('streams of a dendrite', () => {
  async function collect(world: { dendrite: Dendrite; target: Target }, options = {}) {
    const { chunks, end } = world.dendrite.stream(world.target, REPEAT, QUESTION, options)
    let text = ''
    for await (const chunk of chunks) text += Buffer.from(chunk).toString()
    return { text, end: await end }
  }

  async function createStreaming(forward: () => AsyncGenerator<string>): Promise<World> {
    const handler = handlerOf<Question, string>({ synapse: REPEAT, forward })
    const world = await createWorld({ handlers: [handler] })
    endings.push(() => world.stop())
    return world
  }

  it('bring the pieces and then the end', async () => {
    const world = await createStreaming(async function* () {
      yield 'one '
      await Promise.resolve()
      yield 'two'
    })
    const { text, end } = await collect({ dendrite: world.dendrite(), target: world.target })
    expect(text).toBe('one two')
    expect(end).toMatchObject({ ok: true, bytes: 7 })
  })

  const streams: readonly (readonly [string, RequestListener, number])[] = [
    ['a refusal', reply(403, '{"message":"no"}'), 403],
    ['silence', () => undefined, 408],
    ['too many bytes', reply(200, 'x'.repeat(2_000)), 422],
    [
      'too many bytes that are announced and do not come',
      (_request, response) => {
        response.writeHead(200, { 'content-length': '2000' })
        response.write('x')
      },
      422,
    ],
    [
      'an endless stream',
      (_request, response) => {
        const timer = setInterval(() => response.write('x'), 10)
        response.once('close', () => clearInterval(timer))
      },
      408,
    ],
    [
      'a cut stream',
      (request, response) => {
        response.write('half', () => request.socket.resetAndDestroy())
      },
      503,
    ],
  ]
  for (const [name, listener, status] of streams) {
    it(`end with ${status} for ${name}`, async () => {
      const stranger = await createStranger(listener)
      const timeoutMs = status === 408 ? 200 : 5_000
      const { end } = await collect(stranger, { timeoutMs, responseBytes: 1_000 })
      expect(end).toMatchObject({ ok: false, status })
    })
  }

  it('end when the loop is left', async () => {
    let ended = false
    const world = await createStreaming(async function* () {
      try {
        for (;;) yield await Promise.resolve('x')
      } finally {
        ended = true
      }
    })
    const { chunks, end } = world.dendrite().stream(world.target, REPEAT, QUESTION)
    for await (const _ of chunks) break
    expect(await end).toMatchObject({ ok: false, status: 499 })
    await expect.poll(() => ended).toBe(true)
  })
})
