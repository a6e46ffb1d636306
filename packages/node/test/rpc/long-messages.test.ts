import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { LongReader } from '../../src/rpc/dispatch.ts'
import { method } from '../../src/rpc/method.ts'
import { methodTable } from '../../src/rpc/method-table.ts'
import { hexBytes, u32 } from '../../src/rpc/params.ts'
import { DEFAULT_RPC_LIMITS } from '../../src/rpc/limits.ts'
import { readLongMessage } from '../../src/rpc/read-message.ts'
import { valueHex } from '../../src/rpc/render.ts'
import { createRpcServer } from '../../src/rpc/server.ts'
import type { RpcServer } from '../../src/rpc/server.ts'
import { SideBusyError } from '../../src/side/errors.ts'
import { rpcWorld } from './support/rpc-world.ts'
import type { Message } from './support/rpc-client.ts'

const METHODS = {
  test_length: method([hexBytes], (_call, bytes) => bytes.length),
  test_bytes: method([u32], (_call, length) => valueHex(new Uint8Array(length).fill(0xab))),
}

let running: RpcServer[] = []
afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()))
  running = []
})

/** A server that reads long messages as the side thread does, and how often it did. */
async function serve(reader?: LongReader) {
  let reads = 0
  const table = methodTable([METHODS])
  const longReader: LongReader = reader ?? {
    read(bytes) {
      reads += 1
      return Promise.resolve(readLongMessage(Buffer.from(bytes), DEFAULT_RPC_LIMITS, table))
    },
  }
  const { rpc } = await rpcWorld({ methods: [METHODS], longReader })
  const server = createRpcServer({ rpc, ports: [0] })
  running.push(server)
  await server.start()
  return { port: server.ports[0] as number, reads: () => reads }
}

const request = (name: string, param: unknown): string =>
  JSON.stringify({ jsonrpc: '2.0', id: 1, method: name, params: [param] })
const hexOf = (bytes: number): string => `0x${'ab'.repeat(bytes)}`

async function overWebSocket(port: number, body: string | Buffer): Promise<Message> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`)
  await once(socket, 'open')
  socket.send(body, { binary: false })
  const [data] = (await once(socket, 'message')) as [Buffer]
  socket.close()
  return JSON.parse(data.toString()) as Message
}

async function overHttp(port: number, body: string): Promise<Message> {
  const answer = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body })
  return (await answer.json()) as Message
}

const WAYS = [
  ['WebSocket', overWebSocket],
  ['HTTP', overHttp],
] as const

describe('long messages', () => {
  for (const [name, send] of WAYS) {
    it(`are read elsewhere and answered over ${name}; short ones are not`, async () => {
      const { port, reads } = await serve()
      expect(await send(port, request('test_length', hexOf(10)))).toMatchObject({ result: 10 })
      expect(reads()).toBe(0)
      const long = request('test_length', hexOf(1_000_000))
      expect(await send(port, long)).toMatchObject({ result: 1_000_000 })
      const batch = `[${long},${request('test_length', 'zz')}]`
      expect(await send(port, batch)).toMatchObject([{ result: 1_000_000 }, { error: {} }])
      expect(reads()).toBe(2)
    })

    it(`are refused over ${name} where the reader has no room`, async () => {
      const { port } = await serve({ read: () => Promise.reject(new SideBusyError()) })
      const long = request('test_length', hexOf(100_000))
      expect(await send(port, long)).toMatchObject({ id: null, error: { code: -32009 } })
    })

    it(`may have long answers over ${name}, alone and in a batch`, async () => {
      const { port } = await serve()
      const ask = request('test_bytes', 2_000_000)
      expect(await send(port, ask)).toMatchObject({ result: hexOf(2_000_000) })
      const batch = `[${ask},${request('test_length', '0x')}]`
      expect(await send(port, batch)).toMatchObject([{ result: hexOf(2_000_000) }, { result: 0 }])
    })
  }

  it('close the connection where they are text and no UTF-8', async () => {
    const { port } = await serve()
    const socket = new WebSocket(`ws://127.0.0.1:${port}`)
    await once(socket, 'open')
    socket.send(Buffer.alloc(200_000, 0xff), { binary: false })
    const [code] = (await once(socket, 'close')) as [number]
    expect(code).toBe(1007)
  })

  it('are read here where there is no other reader', async () => {
    const { rpc } = await rpcWorld({ methods: [METHODS] })
    const bytes = Uint8Array.from(Buffer.from(request('test_length', hexOf(100_000))))
    expect(JSON.parse(String(await rpc.answer(bytes)))).toMatchObject({ result: 100_000 })
  })
})
