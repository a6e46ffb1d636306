import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { method, subscription } from '../../src/rpc/method.ts'
import type { Namespace, Sink } from '../../src/rpc/method.ts'
import { list, u32 } from '../../src/rpc/params.ts'
import type { Message } from './support/rpc-client.ts'
import { rpcWorld } from './support/rpc-world.ts'

const request = (rest: object): string => JSON.stringify({ jsonrpc: '2.0', ...rest })

describe('framing', () => {
  const BAD: readonly (readonly [string, string, number, unknown])[] = [
    ['empty text', '', -32700, null],
    ['half an object', '{"jsonrpc":"2.0"', -32700, null],
    ['a number', '7', -32600, null],
    ['a string', '"system_name"', -32600, null],
    ['null', 'null', -32600, null],
    ['an empty object', '{}', -32600, null],
    ['an empty batch', '[]', -32600, null],
    ['no version', '{"id":1,"method":"system_name"}', -32600, 1],
    ['another version', '{"jsonrpc":"1.0","id":1,"method":"system_name"}', -32600, 1],
    ['a number for a method', request({ id: 1, method: 5 }), -32600, 1],
    ['no method', request({ id: 'a' }), -32600, 'a'],
    ['a response', request({ id: 3, result: 1 }), -32600, 3],
    ['an object for an id', request({ id: {}, method: 'system_name' }), -32600, null],
    ['a bool for an id', request({ id: true, method: 'system_name' }), -32600, null],
    ['an id beyond 2^53', '{"jsonrpc":"2.0","id":9007199254740993,"method":"a"}', -32600, null],
    ['an infinite id', '{"jsonrpc":"2.0","id":1e999,"method":"a"}', -32600, null],
    ['an unknown method', request({ id: 4, method: 'no_such' }), -32601, 4],
    ['a method of Object', request({ id: 4, method: '__proto__' }), -32601, 4],
    ['an object for parameters', request({ id: 5, method: 'system_name', params: {} }), -32602, 5],
    ['text for parameters', request({ id: 5, method: 'system_name', params: 'x' }), -32602, 5],
    ['a bad hash', request({ id: 6, method: 'chain_getHeader', params: ['0x12'] }), -32602, 6],
    ['odd digits', request({ id: 6, method: 'state_getStorage', params: ['0x1'] }), -32602, 6],
    ['no key', request({ id: 6, method: 'state_getStorage', params: [] }), -32602, 6],
    ['no id to unsubscribe', request({ id: 6, method: 'chain_unsubscribeNewHeads' }), -32602, 6],
  ]
  it.each(BAD)('answers %s with its error', async (_name, text, code, id) => {
    const { client } = await rpcWorld()
    const peer = client()
    peer.raw(text)
    await peer.until(() => peer.messages.length > 0)
    const [answer] = peer.messages
    expect(answer).toMatchObject({ jsonrpc: '2.0', id, error: { code } })
    expect(typeof answer?.error?.message).toBe('string')
    expect(['string', 'undefined']).toContain(typeof answer?.error?.data)
    expect(answer).not.toHaveProperty('result')
  })

  const IDS: readonly (readonly [string, string | number | null])[] = [
    ['a number', 1],
    ['zero', 0],
    ['a negative number', -5],
    ['a fraction', 1.5],
    ['the largest exact integer', Number.MAX_SAFE_INTEGER],
    ['text', 'kQ3x'],
    ['empty text', ''],
    ['text of digits', '17'],
    ['the id of a client library', '__INTERNAL_ID'],
    ['null', null],
  ]
  it.each(IDS)('echoes %s as an id', async (_name, id) => {
    const { client } = await rpcWorld()
    const peer = client()
    peer.raw(request({ id, method: 'system_chain', params: [] }))
    await peer.until(() => peer.messages.length > 0)
    expect(peer.messages).toEqual([{ jsonrpc: '2.0', id, result: 'Bittensor' }])
  })

  it('accepts absent and null parameters, and ignores superfluous ones', async () => {
    const { client } = await rpcWorld()
    const peer = client()
    peer.raw(request({ id: 1, method: 'system_chain' }))
    peer.raw(request({ id: 2, method: 'system_chain', params: null }))
    peer.raw(request({ id: 3, method: 'system_chain', params: [1, 2, 3] }))
    await peer.until(() => peer.messages.length === 3)
    expect(peer.messages.map(({ result }) => result)).toEqual(Array(3).fill('Bittensor'))
  })

  it('neither runs nor answers a request without id', async () => {
    const { client, pool } = await rpcWorld()
    const peer = client()
    peer.raw(request({ method: 'author_submitExtrinsic', params: ['0x00'] }))
    await peer.call('system_name')
    expect(peer.messages).toHaveLength(1)
    expect(pool.submissions).toEqual([])
  })
})

describe('batches', () => {
  it('answers each request with an id, in order, in one message', async () => {
    const { client } = await rpcWorld()
    const peer = client()
    const batch = [
      { jsonrpc: '2.0', id: 'a', method: 'system_chain', params: [] },
      { jsonrpc: '2.0', method: 'system_chain', params: [] },
      5,
      { jsonrpc: '2.0', id: 2, method: 'no_such' },
    ]
    peer.raw(JSON.stringify(batch))
    await peer.until(() => peer.messages.length > 0)
    expect(peer.messages).toEqual([
      [
        { jsonrpc: '2.0', id: 'a', result: 'Bittensor' },
        { jsonrpc: '2.0', id: null, error: { code: -32600, message: 'Invalid request' } },
        { jsonrpc: '2.0', id: 2, error: { code: -32601, message: 'Method not found' } },
      ],
    ])
  })

  it('is silent on a batch without ids', async () => {
    const { rpc } = await rpcWorld()
    expect(await rpc.answer(JSON.stringify([{ jsonrpc: '2.0', method: 'system_name' }]))).toBe(
      undefined,
    )
  })

  it('sends notifications of a subscription in a batch after the batch', async () => {
    const { client } = await rpcWorld()
    const peer = client()
    const subscribe = { jsonrpc: '2.0', id: 1, method: 'chain_subscribeNewHeads', params: [] }
    peer.raw(JSON.stringify([subscribe, { ...subscribe, id: 2 }]))
    await peer.until(() => peer.messages.length === 3)
    expect(Array.isArray(peer.messages[0])).toBe(true)
    expect(peer.messages.slice(1).map(({ method: name }) => name)).toEqual([
      'chain_newHead',
      'chain_newHead',
    ])
  })
})

describe('limits', () => {
  const ask = async (limits: object, text: string, methods?: Namespace[]): Promise<Message> => {
    const { rpc } = await rpcWorld({ limits, ...(methods === undefined ? {} : { methods }) })
    return JSON.parse(String((await rpc.answer(text)) ?? 'null')) as Message
  }

  it('refuses a message that is too long', async () => {
    const text = request({ id: 1, method: 'system_name', params: ['x'.repeat(100)] })
    const { error } = await ask({ maxMessageBytes: 100 }, text)
    expect(error).toEqual({
      code: -32007,
      message: 'Request is too big',
      data: 'Exceeded max limit of 100',
    })
  })

  it('refuses a batch that is too long', async () => {
    const { error } = await ask({ maxBatchLength: 2 }, '[1,2,3]')
    expect(error?.code).toBe(-32010)
  })

  it('does not send a response that is too long, alone or in a batch', async () => {
    const one = request({ id: 1, method: 'system_properties', params: [] })
    expect((await ask({ maxResponseLength: 50 }, one)).error?.code).toBe(-32008)
    expect((await ask({ maxResponseLength: 120 }, `[${one},${one}]`)).error?.code).toBe(-32008)
  })

  it('refuses requests while too many wait, and takes new ones afterwards', async () => {
    let release = (): void => {}
    const gate = new Promise<void>((resolve) => (release = resolve))
    const slow = { test_slow: method([], () => gate), test_fast: method([], () => 'fast') }
    const { client } = await rpcWorld({ methods: [slow], limits: { maxPending: 2 } })
    const peer = client()
    const first = peer.ask('test_slow')
    const second = peer.ask('test_slow')
    expect((await peer.ask('test_fast')).error?.code).toBe(-32009)
    release()
    await Promise.all([first, second])
    expect(await peer.call('test_fast')).toBe('fast')
  })

  it('refuses subscriptions beyond the limit until one ends', async () => {
    const { client } = await rpcWorld({ limits: { maxSubscriptions: 2 } })
    const peer = client()
    const id = await peer.call('chain_subscribeNewHeads')
    await peer.call('chain_subscribeNewHeads')
    expect((await peer.ask('chain_subscribeNewHeads')).error).toEqual({
      code: -32006,
      message: 'Too many subscriptions on the connection',
      data: 'Exceeded max limit of 2',
    })
    expect(await peer.call('chain_unsubscribeNewHeads', id)).toBe(true)
    expect((await peer.ask('chain_subscribeNewHeads')).error).toBe(undefined)
  })
})

describe('subscriptions', () => {
  it('sends the response before the first notification, however a handler hurries', async () => {
    const hurried = {
      test_subscribe: subscription(
        { notification: 'test_event', unsubscribe: 'test_unsubscribe' },
        [u32],
        async (_call, sink, turns) => {
          sink.notify('now')
          queueMicrotask(() => sink.notify('soon'))
          for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
          sink.notify('late')
          return () => {}
        },
      ),
    }
    const { client } = await rpcWorld({ methods: [hurried] })
    for (let round = 0; round < 500; round += 1) {
      const peer = client()
      const id = await peer.call('test_subscribe', round % 7)
      await peer.until(() => peer.notified(id).length === 3)
      const first = peer.messages[0] as Message
      expect(first.result, `round ${round}`).toBe(id)
      expect(new Set(peer.notified(id))).toEqual(new Set(['now', 'soon', 'late']))
      peer.close()
    }
  })

  it('keeps order of response, notifications and unsubscribe under a storm of blocks', async () => {
    const { client, chain } = await rpcWorld()
    const peer = client()
    const kinds = ['NewHeads', 'AllHeads', 'FinalizedHeads']
    for (let round = 0; round < 200; round += 1) {
      const kind = kinds[round % 3] as string
      const subscribed = peer.ask(`chain_subscribe${kind}`)
      chain.finalize(chain.produce().hash)
      const { result: id } = await subscribed
      const ended = peer.ask(`chain_unsubscribe${kind}`, id)
      chain.finalize(chain.produce().hash)
      expect((await ended).result).toBe(true)
      chain.finalize(chain.produce().hash)
    }
    await peer.call('system_name')
    const open = new Map<unknown, 'open' | 'ended'>()
    for (const { id, result, params } of peer.messages) {
      if (params !== undefined) expect(open.get(params.subscription)).toBe('open')
      else if (id !== undefined && typeof result === 'string') open.set(result, 'open')
      else if (result === true) open.set([...open.keys()].at(-1), 'ended')
    }
    expect(chain.listeners()).toBe(0)
  })

  it('is silent after the end although a handler goes on', async () => {
    const sinks: Sink[] = []
    const careless = {
      test_subscribe: subscription(
        { notification: 'test_event', unsubscribe: 'test_unsubscribe' },
        [],
        (_call, sink) => {
          sinks.push(sink)
          return () => sink.notify('stopped')
        },
      ),
    }
    const { client } = await rpcWorld({ methods: [careless] })
    const peer = client()
    const [first, second] = [await peer.call('test_subscribe'), await peer.call('test_subscribe')]
    expect(await peer.call('test_unsubscribe', first)).toBe(true)
    sinks[1]?.notify('last')
    sinks[1]?.close()
    for (const sink of sinks) sink.notify('late')
    expect(await peer.call('test_unsubscribe', second)).toBe(false)
    expect(peer.notified(first)).toEqual([])
    expect(peer.notified(second)).toEqual(['last'])
  })

  it('gives each subscription its own id, over connections and restarts', async () => {
    const { client, context } = await rpcWorld()
    const later = await rpcWorld({
      context: { node: { ...context.node, startedAt: context.node.startedAt + 1 } },
    })
    const ids = new Set<unknown>()
    for (const peer of [client(), client(), later.client()]) {
      for (let turn = 0; turn < 50; turn += 1) ids.add(await peer.call('chain_subscribeNewHeads'))
    }
    expect(ids.size).toBe(150)
    for (const id of ids) expect(typeof id).toBe('string')
  })

  it('does not end a subscription of another kind or another connection', async () => {
    const { client, chain } = await rpcWorld()
    const [peer, other] = [client(), client()]
    const id = await peer.call('chain_subscribeNewHeads')
    expect(await peer.call('chain_unsubscribeFinalizedHeads', id)).toBe(false)
    expect(await other.call('chain_unsubscribeNewHeads', id)).toBe(false)
    expect(await peer.call('chain_unsubscribeNewHeads', 'nonsense')).toBe(false)
    expect(chain.listeners()).toBe(1)
    expect(await peer.call('unsubscribe_newHead', id)).toBe(true)
    expect(await peer.call('chain_unsubscribeNewHeads', id)).toBe(false)
  })

  it('releases everything when the client goes, and is silent from then on', async () => {
    const { client, chain, pool, rpc } = await rpcWorld()
    const peer = client()
    for (const kind of ['NewHeads', 'FinalizedHeads', 'AllHeads']) {
      await peer.call(`chain_subscribe${kind}`)
    }
    await peer.call('author_submitAndWatchExtrinsic', '0x0401')
    expect([chain.listeners(), pool.watchers(), rpc.subscriptions()]).toEqual([3, 1, 4])
    const received = peer.messages.length
    peer.close()
    peer.close()
    chain.produce()
    peer.raw(request({ id: 1, method: 'system_name' }))
    expect([chain.listeners(), pool.watchers(), rpc.subscriptions()]).toEqual([0, 0, 0])
    await client().call('system_name')
    expect(peer.messages).toHaveLength(received)
  })

  it('releases what a handler opened after the client has gone', async () => {
    let stopped = 0
    let release = (): void => {}
    const gate = new Promise<void>((resolve) => (release = resolve))
    const slow = {
      test_subscribe: subscription(
        { notification: 'test_event', unsubscribe: 'test_unsubscribe' },
        [],
        async () => {
          await gate
          return () => void (stopped += 1)
        },
      ),
    }
    const { rpc } = await rpcWorld({ methods: [slow] })
    const connection = rpc.connect(() => {
      throw new Error('nothing may arrive')
    })
    connection.send(request({ id: 1, method: 'test_subscribe' }))
    connection.disconnect()
    release()
    await gate
    await new Promise((resolve) => setImmediate(resolve))
    expect(stopped).toBe(1)
  })
})

describe('trouble inside', () => {
  it('hides an unexpected exception from the client and logs it', async () => {
    const broken = {
      test_throw: method([], () => {
        throw new Error('secret path /home/x')
      }),
      test_reject: method([], () => Promise.reject(new TypeError('secret'))),
      test_bigint: method([], () => 1n),
      test_odd: method([], () => {
        throw 'just text'
      }),
    }
    const { client, logged } = await rpcWorld({ methods: [broken] })
    const peer = client()
    for (const name of Object.keys(broken)) {
      const { error } = await peer.ask(name)
      expect(error, name).toEqual({ code: -32603, message: 'Internal error' })
    }
    expect(logged).toHaveLength(4)
    expect(logged[0]).toContain('test_throw')
  })

  it('lives on when a client or a listener throws', async () => {
    const { rpc, chain, client, logged } = await rpcWorld()
    const bad = rpc.connect(() => {
      throw new Error('client bug')
    })
    bad.send(request({ id: 1, method: 'chain_subscribeNewHeads' }))
    const peer = client()
    await peer.call('chain_subscribeNewHeads')
    chain.produce()
    await peer.call('system_name')
    expect(logged.some((line) => line.startsWith('error rpc client failed'))).toBe(true)
    expect(chain.head().number).toBe(1)
  })

  it('tells the observer each method, unknown ones under one name', async () => {
    const seen: [string, boolean][] = []
    const { rpc } = await rpcWorld({
      observe: (name, seconds, ok) => {
        expect(seconds).toBeGreaterThanOrEqual(0)
        seen.push([name, ok])
      },
    })
    for (const name of ['system_name', 'no_such', 'chain_getHeader']) {
      await rpc.answer(request({ id: 1, method: name, params: ['0x'] }))
    }
    expect(seen).toEqual([
      ['system_name', true],
      ['unknown', false],
      ['chain_getHeader', false],
    ])
  })

  it('refuses two methods with one name', async () => {
    const twice = {
      test_a: method([], () => 1, { aliases: ['test_b'] }),
      test_b: method([], () => 2),
    }
    await expect(rpcWorld({ methods: [twice] })).rejects.toThrow('test_b')
  })

  it('answers any garbage with a valid error and survives', async () => {
    const { rpc } = await rpcWorld()
    const names = [...rpc.methodNames]
    const value = fc.jsonValue({ maxDepth: 2 })
    const frame = fc.record(
      {
        jsonrpc: fc.oneof(fc.constant('2.0'), value),
        id: fc.oneof(fc.integer(), fc.string(), fc.constant(null), value),
        method: fc.oneof(fc.constantFrom(...names), fc.string(), value),
        params: fc.oneof(fc.array(value, { maxLength: 4 }), value),
      },
      { requiredKeys: [] },
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      frame.map((item) => JSON.stringify(item)),
      fc.array(frame, { maxLength: 3 }).map((items) => JSON.stringify(items)),
    )
    await fc.assert(
      fc.asyncProperty(text, async (message) => {
        const answer = await rpc.answer(message)
        if (answer === undefined) return
        const parsed = JSON.parse(String(answer)) as Message | Message[]
        for (const each of Array.isArray(parsed) ? parsed : [parsed]) {
          expect(each.jsonrpc).toBe('2.0')
          expect('id' in each).toBe(true)
          expect('result' in each).not.toBe('error' in each)
          if (each.error === undefined) continue
          expect(Number.isInteger(each.error.code)).toBe(true)
          expect(each.error.code).not.toBe(-32603)
          expect(['string', 'undefined']).toContain(typeof each.error.data)
        }
      }),
      { numRuns: 300, seed: 20_260_601 },
    )
  })
})

it('lists parameters that are too many', async () => {
  const many = { test_list: method([list(u32, 2)], (_call, items) => items) }
  const { client } = await rpcWorld({ methods: [many] })
  const peer = client()
  expect(await peer.call('test_list', [1, 2])).toEqual([1, 2])
  expect((await peer.ask('test_list', [1, 2, 3])).error).toEqual({
    code: -32602,
    message: 'Invalid params',
    data: 'expected at most 2 items',
  })
})
