import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fallback, webSocket } from '../../../src/index.ts'
import type { Transport, WebSocketOptions } from '../../../src/index.ts'
import { createFakeNode, item } from './fake-socket.ts'
import type { FakeNode } from './fake-socket.ts'

let node: FakeNode
let transport: Transport
beforeEach(() => {
  vi.useFakeTimers()
  node = createFakeNode()
  transport = connect()
})
afterEach(() => {
  transport.close()
  vi.useRealTimers()
})

const connect = (options: WebSocketOptions = {}): Transport =>
  webSocket('ws://user:pass@node.test:9944', { WebSocket: node.WebSocket, ...options })

const settle = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms)

/** The outcome of a promise that may fail while time is moved. */
const outcome = (promise: Promise<unknown>): Promise<unknown> =>
  promise.catch((error: unknown) => error)

test('opens nothing before the first request, and one socket for many', async () => {
  expect(node.sockets).toHaveLength(0)
  node.answer = (method) => method
  const answers = Promise.all(['a', 'b', 'c'].map((method) => transport.request(method, [])))
  await settle()
  expect(await answers).toEqual(['a', 'b', 'c'])
  expect(node.sockets).toHaveLength(1)
})

test('shows no password of its address', () => {
  expect(transport.endpoint).toBe('ws://node.test:9944')
})

test('sends a question again after the connection was lost', async () => {
  node.answer = () => undefined
  const answer = transport.request('state_call', [])
  await settle()
  node.answer = () => 'again'
  node.sockets[0]!.drop()
  await settle()
  expect(await answer).toBe('again')
  expect(node.sockets).toHaveLength(2)
})

test('does not send a transaction again', async () => {
  node.answer = () => undefined
  const answer = outcome(transport.request('author_submitExtrinsic', ['0x']))
  await settle()
  node.sockets[0]!.drop()
  await settle()
  expect(await answer).toMatchObject({ code: 'ConnectionLost' })
})

test('gives up after its attempts, with pauses of 0.2, 0.4 and 0.8 s between', async () => {
  transport = connect({ attempts: 4 })
  node.isUp = false
  const answer = outcome(transport.request('system_chain', []))
  await settle(1399)
  expect(node.sockets).toHaveLength(3)
  await settle(1)
  expect(node.sockets).toHaveLength(4)
  expect(await answer).toMatchObject({
    code: 'Unreachable',
    message: expect.stringContaining('ws://node.test:9944'),
  })
})

test('comes back when the node does', async () => {
  node.isUp = false
  node.answer = () => 'here'
  const answer = transport.request('system_chain', [])
  await settle(500)
  node.isUp = true
  await settle(500)
  expect(await answer).toBe('here')
})

test('ends the wait at the time limit, and at the signal', async () => {
  node.answer = () => undefined
  const late = outcome(transport.request('slow', [], { timeoutMs: 1000 }))
  const controller = new AbortController()
  const aborted = outcome(transport.request('slow', [], { signal: controller.signal }))
  const reason = new Error('enough')
  await settle(500)
  controller.abort(reason)
  expect(await aborted).toBe(reason)
  await settle(500)
  expect(await late).toMatchObject({ code: 'TimedOut' })
  const before = AbortSignal.abort(reason)
  await expect(transport.request('never', [], { signal: before })).rejects.toBe(reason)
})

test('has a bound on what is under way and on what waits', async () => {
  transport = connect({ maxInFlight: 2, maxPending: 3 })
  node.answer = () => undefined
  const waiting = [1, 2, 3].map(() => outcome(transport.request('slow', [])))
  await settle()
  expect(node.sockets[0]!.asked).toEqual(['slow', 'slow'])
  expect(await outcome(transport.request('slow', []))).toMatchObject({ code: 'TooManyRequests' })
  transport.close()
  for (const each of waiting) expect(await each).toMatchObject({ code: 'Closed' })
})

test('tells what the node refuses in its own words', async () => {
  node.answer = () => undefined
  const answer = outcome(transport.request('bad', []))
  await settle()
  const error = { code: -32_601, message: 'Method not found', data: 'bad' }
  node.sockets[0]!.say({ jsonrpc: '2.0', id: 1, error })
  expect(await answer).toMatchObject({ code: 'RpcError', rpcCode: -32_601, data: 'bad' })
})

const GARBAGE = ['', 'no json', '[]', '1', 'null', '"text"', '{"id":', '\u0000'.repeat(100)]

test.each(GARBAGE)('drops a connection that says %j, and asks again', async (text) => {
  node.answer = () => undefined
  const answer = transport.request('system_chain', [])
  await settle()
  node.answer = () => 'fine'
  node.sockets[0]!.say(text)
  await settle()
  expect(await answer).toBe('fine')
})

const STRAY = [
  { id: 99, result: 1 },
  { id: 'x', result: 1 },
  { jsonrpc: '2.0', method: 'event', params: { subscription: 'unknown', result: 1 } },
  { method: 'event', params: { subscription: null } },
  {},
]

test.each(STRAY)('ignores %j', async (message) => {
  node.answer = (method) => (method === 'first' ? 1 : 2)
  const first = transport.request('first', [])
  await settle()
  expect(await first).toBe(1)
  node.sockets[0]!.say(message)
  const second = transport.request('second', [])
  await settle()
  expect(await second).toBe(2)
})

const subscription = (renew = true) => ({
  ...{ method: 'heads_subscribe', params: [], unsubscribe: 'heads_unsubscribe', renew },
  onItem: vi.fn(),
  onEnd: vi.fn(),
})

test('passes notifications on in order, the first right after the id too', async () => {
  const heads = subscription()
  node.answer = () => undefined
  const started = transport.subscribe(heads)
  await settle()
  const [socket] = node.sockets
  socket!.say({ jsonrpc: '2.0', id: 1, result: 's1' })
  socket!.say(item('s1', 1))
  socket!.say(item('s1', 2))
  const stop = await started
  expect(heads.onItem.mock.calls).toEqual([[1], [2]])
  stop()
  socket!.say(item('s1', 3))
  expect(heads.onItem).toHaveBeenCalledTimes(2)
  expect(socket!.asked.at(-1)).toBe('heads_unsubscribe')
})

test('subscribes anew after the connection was lost', async () => {
  const heads = subscription()
  let id = 0
  node.answer = () => `s${(id += 1)}`
  await Promise.all([transport.subscribe(heads), settle()])
  node.sockets[0]!.drop()
  await settle()
  node.sockets[1]!.say(item('s1', 'old'))
  node.sockets[1]!.say(item('s2', 'new'))
  expect(heads.onItem.mock.calls).toEqual([['new']])
  expect(heads.onEnd).not.toHaveBeenCalled()
})

test('ends a subscription that must not be renewed', async () => {
  const watch = subscription(false)
  node.answer = () => 's1'
  await Promise.all([transport.subscribe(watch), settle()])
  node.sockets[0]!.drop()
  await settle()
  expect(watch.onEnd).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ code: 'ConnectionLost' }),
  )
})

test('ends a subscription whose subscriber cannot read what comes', async () => {
  const heads = subscription()
  const error = new Error('what is this')
  heads.onItem.mockImplementation(() => {
    throw error
  })
  node.answer = () => 's1'
  await Promise.all([transport.subscribe(heads), settle()])
  node.sockets[0]!.say(item('s1', 'garbage'))
  node.sockets[0]!.say(item('s1', 'more'))
  expect(heads.onItem).toHaveBeenCalledTimes(1)
  expect(heads.onEnd).toHaveBeenCalledExactlyOnceWith(error)
})

test('ends all subscriptions when the node stays away', async () => {
  const heads = subscription()
  node.answer = () => 's1'
  await Promise.all([transport.subscribe(heads), settle()])
  node.isUp = false
  node.sockets[0]!.drop()
  await settle(60_000)
  expect(heads.onEnd).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ code: 'Unreachable' }),
  )
})

test('notices a peer that fell silent', async () => {
  transport = connect({ heartbeatMs: 1000 })
  const heads = subscription()
  node.answer = (method) => (method === 'heads_subscribe' ? 's1' : undefined)
  await Promise.all([transport.subscribe(heads), settle()])
  await settle(2100)
  expect(node.sockets).toHaveLength(2)
  expect(node.sockets[1]!.asked).toContain('heads_subscribe')
})

test('falls back to the next node, and stays there', async () => {
  const second = createFakeNode()
  node.isUp = false
  second.answer = () => 'second'
  const both = fallback([connect(), webSocket('ws://b', { WebSocket: second.WebSocket })])
  const answers = async (): Promise<unknown> => both.request('system_chain', [])
  const first = answers()
  await settle(10)
  expect(await first).toBe('second')
  const opened = node.sockets.length
  const again = answers()
  await settle(10)
  expect(await again).toBe('second')
  expect(node.sockets).toHaveLength(opened)
  both.close()
})

test('moves a subscription to the next node', async () => {
  const second = createFakeNode()
  node.answer = () => 'a'
  second.answer = () => 'b'
  const both = fallback([connect(), webSocket('ws://b', { WebSocket: second.WebSocket })])
  const heads = subscription()
  await Promise.all([both.subscribe(heads), settle()])
  node.isUp = false
  node.sockets[0]!.drop()
  await settle(10)
  second.sockets[0]!.say(item('b', 7))
  expect(heads.onItem).toHaveBeenCalledExactlyOnceWith(7)
  both.close()
})

test('does not ask another node what one refuses', async () => {
  const second = createFakeNode()
  node.answer = () => undefined
  const both = fallback([connect(), webSocket('ws://b', { WebSocket: second.WebSocket })])
  const answer = outcome(both.request('bad', []))
  await settle()
  node.sockets[0]!.say({ id: 1, error: { code: 1, message: 'no' } })
  expect(await answer).toMatchObject({ code: 'RpcError' })
  expect(second.sockets).toHaveLength(0)
  both.close()
})
