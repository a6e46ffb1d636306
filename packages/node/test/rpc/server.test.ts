import { createServer } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { Clock } from '../../src/clock.ts'
import { method } from '../../src/rpc/method.ts'
import { createRpcServer } from '../../src/rpc/server.ts'
import type { RpcServer, RpcServerOptions } from '../../src/rpc/server.ts'
import { rpcClient } from './support/rpc-client.ts'
import type { Message, RpcClient } from './support/rpc-client.ts'
import { rpcWorld } from './support/rpc-world.ts'
import type { WorldOptions } from './support/rpc-world.ts'

const hasIpv6 = Object.values(networkInterfaces()).some((list) =>
  list?.some(({ address }) => address === '::1'),
)

let running: RpcServer[] = []
afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()))
  running = []
})

async function serve(options: Partial<RpcServerOptions> = {}, world: WorldOptions = {}) {
  const made = await rpcWorld(world)
  const server = createRpcServer({ rpc: made.rpc, ports: [0], ...options })
  running.push(server)
  await server.start()
  return { ...made, server, port: server.ports[0] as number }
}

/** A client over a real socket. */
async function dial(url: string, headers: Record<string, string> = {}) {
  const socket = new WebSocket(url, { headers, perMessageDeflate: false })
  await once(socket, 'open')
  const client: RpcClient = rpcClient({
    connect(onMessage) {
      socket.on('message', (data: Buffer) => onMessage(data.toString('utf8')))
      return { send: (message) => socket.send(message), disconnect: () => socket.close() }
    },
  })
  return { socket, client }
}

const post = (port: number, body: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body, ...init })

const messageOf = async (answer: Response): Promise<Message> => (await answer.json()) as Message

const NAME = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'system_name', params: [] })

describe('HTTP', () => {
  it('answers a request and a batch on /', async () => {
    const { port } = await serve()
    const one = await post(port, NAME, { headers: { 'content-type': 'application/json' } })
    expect(one.status).toBe(200)
    expect(one.headers.get('content-type')).toContain('application/json')
    expect(await one.json()).toEqual({ jsonrpc: '2.0', id: 1, result: 'Subtensor Node' })
    const many = await post(port, `[${NAME},${NAME}]`)
    expect(await many.json()).toHaveLength(2)
  })

  it('answers bad JSON with an error of JSON-RPC, not of HTTP', async () => {
    const { port } = await serve()
    const answer = await post(port, '{')
    expect([answer.status, (await messageOf(answer)).error?.code]).toEqual([200, -32700])
  })

  it('says nothing to a notification', async () => {
    const { port } = await serve()
    const answer = await post(port, JSON.stringify({ jsonrpc: '2.0', method: 'system_name' }))
    expect([answer.status, await answer.text()]).toEqual([204, ''])
  })

  it('refuses subscriptions and other lasting requests', async () => {
    const { port, chain } = await serve()
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'chain_subscribeNewHeads' })
    expect((await messageOf(await post(port, body))).error).toEqual({
      code: -32601,
      message: 'Method not found',
      data: 'subscriptions need a WebSocket connection',
    })
    expect(chain.listeners()).toBe(0)
  })

  it('tells its health', async () => {
    const { port } = await serve()
    const answer = await fetch(`http://127.0.0.1:${port}/health`)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ peers: 0, isSyncing: false, shouldHavePeers: false })
  })

  const OTHERS: readonly (readonly [string, string, string, number])[] = [
    ['GET of /', 'GET', '/', 405],
    ['POST of another path', 'POST', '/rpc', 404],
    ['GET of another path', 'GET', '/secret', 404],
    ['PUT', 'PUT', '/', 405],
  ]
  it.each(OTHERS)('answers %s with a status', async (_name, verb, path, status) => {
    const { port } = await serve()
    const body = verb === 'GET' ? {} : { body: NAME }
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method: verb, ...body })
    expect(answer.status).toBe(status)
  })

  it('refuses a body that is too long', async () => {
    const { port } = await serve({}, { limits: { maxMessageBytes: 1000 } })
    expect((await post(port, 'x'.repeat(1001))).status).toBe(413)
    expect((await post(port, ' '.repeat(900) + NAME)).status).toBe(200)
  })

  it('refuses requests while too many run', async () => {
    let release = (): void => {}
    const gate = new Promise<void>((resolve) => (release = resolve))
    const slow = { test_slow: method([], () => gate) }
    const { port } = await serve({ maxConnections: 2 }, { methods: [slow] })
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'test_slow' })
    const answers = [post(port, body), post(port, body), post(port, body)]
    const refused = await Promise.race(answers)
    expect(refused.status).toBe(503)
    release()
    const statuses = (await Promise.all(answers)).map(({ status }) => status)
    expect(statuses.sort((a, b) => a - b)).toEqual([200, 200, 503])
  })
})

describe('origins', () => {
  const ORIGINS: readonly (readonly [string, readonly string[] | undefined, boolean])[] = [
    ['http://localhost', undefined, true],
    ['http://localhost:3000', undefined, true],
    ['https://127.0.0.1:8443', undefined, true],
    ['http://[::1]:5173', undefined, true],
    ['http://evil.example', undefined, false],
    ['http://localhost.evil.example', undefined, false],
    ['http://localhost:3000.evil.example', undefined, false],
    ['http://localhost:80@evil.example', undefined, false],
    ['null', undefined, false],
    ['https://wallet.example', ['https://wallet.example'], true],
    ['https://wallet.example:444', ['https://wallet.example'], false],
    ['http://anything.example', ['*'], true],
  ]
  it.each(ORIGINS)('judges a page of %s (allowed: %s)', async (origin, origins, allowed) => {
    const { port } = await serve(origins === undefined ? {} : { origins })
    const answer = await post(port, NAME, { headers: { origin } })
    expect(answer.status).toBe(allowed ? 200 : 403)
    expect(answer.headers.get('access-control-allow-origin')).toBe(allowed ? origin : null)
    const socket = new WebSocket(`ws://127.0.0.1:${port}/`, { origin })
    const opened = await Promise.race([
      once(socket, 'open').then(() => true),
      once(socket, 'unexpected-response').then(([, response]) => response.statusCode as number),
    ])
    expect(opened).toBe(allowed ? true : 403)
    socket.on('error', () => {})
    socket.terminate()
  })

  it('answers the preflight of an allowed page', async () => {
    const { port } = await serve()
    const headers = { origin: 'http://localhost:3000', 'access-control-request-method': 'POST' }
    const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'OPTIONS', headers })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-headers')).toBe('content-type')
  })
})

describe('WebSocket', () => {
  it('serves requests, large messages and subscriptions on the same port', async () => {
    const { port, chain } = await serve()
    const { client } = await dial(`ws://127.0.0.1:${port}`)
    expect(await client.call('system_chain')).toBe('Bittensor')
    const id = await client.call('chain_subscribeNewHeads')
    chain.produce()
    await client.until(() => client.notified(id).length === 2)
    const long = `0x${'ab'.repeat(1 << 20)}`
    expect((await client.ask('author_submitExtrinsic', long)).error).toBe(undefined)
    expect(await client.call('author_pendingExtrinsics')).toEqual([long])
  })

  it('does not compress', async () => {
    const { port } = await serve()
    const socket = new WebSocket(`ws://127.0.0.1:${port}`)
    await once(socket, 'open')
    expect(socket.extensions).toBe('')
    socket.terminate()
  })

  it('answers frames of garbage and goes on', async () => {
    const { port } = await serve()
    const { client, socket } = await dial(`ws://127.0.0.1:${port}`)
    socket.send('')
    socket.send(Buffer.from([0xff, 0x00, 0xfe]), { binary: true })
    await client.until(() => client.messages.length === 2)
    expect(client.messages.map(({ error }) => error?.code)).toEqual([-32700, -32700])
    expect(await client.call('system_name')).toBe('Subtensor Node')
  })

  it('closes a connection that sends too much, and no other', async () => {
    const { port } = await serve({}, { limits: { maxMessageBytes: 1000 } })
    const [bad, good] = [await dial(`ws://127.0.0.1:${port}`), await dial(`ws://127.0.0.1:${port}`)]
    bad.socket.send('x'.repeat(1001))
    const [code] = await once(bad.socket, 'close')
    expect(code).toBe(1009)
    expect(await good.client.call('system_name')).toBe('Subtensor Node')
  })

  it('refuses connections beyond the limit and other paths', async () => {
    const { port, server } = await serve({ maxConnections: 1 })
    const { socket } = await dial(`ws://127.0.0.1:${port}`)
    expect(server.connections()).toBe(1)
    for (const [path, status] of [
      ['/', 503],
      ['/other', 404],
      ['//', 404],
    ] as const) {
      const refused = new WebSocket(`ws://127.0.0.1:${port}${path}`)
      refused.on('error', () => {})
      const [, response] = await once(refused, 'unexpected-response')
      expect(response.statusCode, path).toBe(status)
      refused.terminate()
    }
    socket.close()
    await once(socket, 'close')
    await expect.poll(() => server.connections()).toBe(0)
    await dial(`ws://127.0.0.1:${port}`)
  })

  it('disconnects a client that does not read', async () => {
    const flood = { test_flood: method([], () => 'x'.repeat(1 << 20)) }
    const { port, server } = await serve({ maxBufferedBytes: 1 << 20 }, { methods: [flood] })
    const { socket } = await dial(`ws://127.0.0.1:${port}`)
    socket.pause()
    for (let count = 0; count < 64; count += 1) {
      socket.send(JSON.stringify({ jsonrpc: '2.0', id: count, method: 'test_flood' }))
    }
    // It writes megabytes first, which is nobody's second on a busy machine.
    await expect.poll(() => server.connections(), { timeout: 15_000 }).toBe(0)
    socket.terminate()
  })

  it('pings, and drops a client that has vanished', async () => {
    const timers = new Set<() => void>()
    const clock: Clock = {
      now: () => 0,
      after(_ms, callback) {
        timers.add(callback)
        return { cancel: () => void timers.delete(callback) }
      },
    }
    const { port, server } = await serve({ clock })
    const tick = (): void => {
      const due = [...timers]
      timers.clear()
      for (const callback of due) callback()
    }
    const { client, socket } = await dial(`ws://127.0.0.1:${port}`)
    tick()
    await once(socket, 'ping')
    await client.call('system_name')
    tick()
    expect(server.connections()).toBe(1)
    socket.pause()
    tick()
    await expect.poll(() => server.connections()).toBe(0)
    expect(timers.size).toBe(0)
    socket.terminate()
  })
})

describe('listening', () => {
  it.runIf(hasIpv6)('serves 127.0.0.1 and ::1 on one port', async () => {
    const { port } = await serve()
    for (const host of ['127.0.0.1', '[::1]']) {
      const { client } = await dial(`ws://${host}:${port}`)
      expect(await client.call('system_chain'), host).toBe('Bittensor')
      client.close()
    }
  })

  it('serves several ports at once', async () => {
    const { server } = await serve({ ports: [0, 0, 0] })
    expect(new Set(server.ports).size).toBe(3)
    for (const port of server.ports) {
      expect((await messageOf(await post(port, NAME))).result).toBe('Subtensor Node')
    }
  })

  it('names the port that is taken and leaves nothing open', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const { rpc } = await rpcWorld()
    const server = createRpcServer({ rpc, ports: [0, port], hosts: ['127.0.0.1'] })
    await expect(server.start()).rejects.toMatchObject({
      code: 'PortTaken',
      port,
      message: expect.stringContaining(`Port ${port} on 127.0.0.1 is taken`),
    })
    expect(server.ports).toEqual([])
    other.close()
  })

  it('says so when the host is not of this machine', async () => {
    const { rpc } = await rpcWorld()
    const server = createRpcServer({ rpc, ports: [0], hosts: ['192.0.2.1'] })
    await expect(server.start()).rejects.toMatchObject({ code: 'CannotListen' })
  })

  it('refuses to open unsafe methods to other machines', async () => {
    const danger = { dev_explode: method([], () => null, { unsafe: true }) }
    const { rpc } = await rpcWorld({ methods: [danger] })
    for (const host of ['0.0.0.0', '::', '10.0.0.1', 'node.example']) {
      const server = createRpcServer({ rpc, ports: [0], hosts: ['127.0.0.1', host] })
      await expect(server.start(), host).rejects.toMatchObject({ code: 'UnsafeBind', host })
      expect(server.ports).toEqual([])
    }
    await serve({ rpc })
  })
})

describe('stopping', () => {
  it('closes every connection and frees the port', async () => {
    const { port, server, chain } = await serve()
    const { client, socket } = await dial(`ws://127.0.0.1:${port}`)
    await client.call('chain_subscribeNewHeads')
    const idle = connect(port, '127.0.0.1')
    await once(idle, 'connect')
    const stuck: Socket = connect(port, '127.0.0.1')
    stuck.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{')
    stuck.on('error', () => {})
    idle.on('error', () => {})
    const closed = once(socket, 'close')
    await server.stop()
    expect((await closed)[0]).toBe(1001)
    expect(chain.listeners()).toBe(0)
    expect(server.ports).toEqual([])
    await expect(post(port, NAME)).rejects.toThrow('fetch failed')
    const next = createRpcServer({ rpc: (await rpcWorld()).rpc, ports: [port] })
    running.push(next)
    await next.start()
    expect(next.ports).toEqual([port])
  })

  it('does not wait for a client that ignores the goodbye', async () => {
    const { port, server } = await serve()
    const { socket } = await dial(`ws://127.0.0.1:${port}`)
    socket.pause()
    await server.stop()
    expect(server.connections()).toBe(0)
    socket.terminate()
  })

  it('leaves no handle behind', async () => {
    const handles = (): number =>
      process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length
    const before = handles()
    const { server, port } = await serve()
    const { socket } = await dial(`ws://127.0.0.1:${port}`)
    expect(handles()).toBeGreaterThan(before)
    await server.stop()
    socket.terminate()
    await expect.poll(handles).toBe(before)
  })
})
