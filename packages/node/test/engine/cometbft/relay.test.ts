import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHasher } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import { createCometRpc } from '../../../src/engine/cometbft/comet-rpc.ts'
import { CometRpcError } from '../../../src/engine/cometbft/errors.ts'
import { createRelay } from '../../../src/engine/cometbft/relay.ts'
import { poolHarness } from '../../pool/harness.ts'
import { encodeModel } from '../../pool/model-runtime.ts'

/** A relay to a CometBFT that a test plays. */
async function bench() {
  const hasher = await createHasher()
  const harness = await poolHarness({}, hasher)
  const offered: number[] = []
  let answer: () => Promise<CometRpcError | undefined> = () => Promise.resolve(undefined)
  const sizes: number[] = []
  let inFlight = 0
  let most = 0
  const comet = {
    async broadcast(txs: readonly Uint8Array[]): Promise<readonly (CometRpcError | undefined)[]> {
      // Length, sender, priority, kind, then the nonce.
      offered.push(...txs.map((tx) => tx[4] ?? -1))
      sizes.push(txs.length)
      inFlight += 1
      most = Math.max(most, inFlight)
      try {
        return await Promise.all(txs.map(() => answer()))
      } finally {
        inFlight -= 1
      }
    },
  }
  const said: string[] = []
  const log = (_level: string, message: string): void => void said.push(message)
  const { pool, clock } = harness
  const relay = createRelay({ pool, comet, hasher, clock, log })
  return {
    ...harness,
    ...{ relay, offered, said, sizes, most: () => most },
    answerWith: (next: () => Promise<CometRpcError | undefined>) => (answer = next),
    send: (nonce: number) => relay.pool.submit(encodeModel({ sender: 1, nonce }), 'External'),
  }
}

describe('the relay', () => {
  test('hands on what the pool takes, and nothing else', async () => {
    const { offered, send, relay, clock } = await bench()
    await send(0)
    await expect(send(0)).rejects.toMatchObject({ code: 'AlreadyImported' })
    const watched = encodeModel({ sender: 1, nonce: 1 })
    await relay.pool.watch(watched, 'External', () => {})
    await clock.advance(10)
    expect(offered).toEqual([0, 1])
  })

  test('makes nobody wait for CometBFT', async () => {
    const { answerWith, send, offered, clock } = await bench()
    answerWith(() => new Promise(() => {}))
    await send(0)
    await clock.advance(10)
    await send(1)
    await clock.advance(10)
    expect(offered).toEqual([0, 1])
  })

  test('what comes within 10 ms travels together, 10 at most, in 16 requests at a time', async () => {
    const { answerWith, send, offered, most, sizes, clock } = await bench()
    let open = (): void => {}
    const gate = new Promise<undefined>((resolve) => (open = () => resolve(undefined)))
    answerWith(() => gate)
    for (let nonce = 0; nonce < 175; nonce += 1) await send(nonce)
    expect(offered).toEqual([])
    await clock.advance(10)
    expect(sizes).toEqual(Array.from({ length: 16 }, () => 10))
    open()
    await expect.poll(() => offered.length).toBe(175)
    expect(sizes.slice(16)).toEqual([10, 5])
    expect(most()).toBe(16)
  })

  test('of several that travel together, only those without room are offered again', async () => {
    const { answerWith, send, offered, clock } = await bench()
    const answers = [undefined, new CometRpcError('broadcast', 'mempool is full: 20000'), undefined]
    answerWith(() => Promise.resolve(answers.shift()))
    for (const nonce of [0, 1, 2]) await send(nonce)
    await clock.advance(1_000)
    expect(offered).toEqual([0, 1, 2, 1])
  })

  test.each([
    ['is away', () => Promise.reject(new Error('ECONNREFUSED'))],
    [
      'has no room',
      () => Promise.resolve(new CometRpcError('broadcast', 'mempool is full: 20000')),
    ],
  ])('tries again when CometBFT %s, as long as the pool holds it', async (_name, failing) => {
    const { answerWith, send, offered, clock, importBlock } = await bench()
    answerWith(failing)
    await send(0)
    await clock.advance(1_000)
    const tries = offered.length
    expect(tries).toBeGreaterThan(2)
    await send(1)
    answerWith(() => Promise.resolve(undefined))
    importBlock([{ sender: 1, nonce: 0 }])
    await clock.advance(1_000)
    // The first is in a block meanwhile.
    expect(offered.slice(tries)).toEqual([1])
  })

  test('what CometBFT has already, or refuses, is left to the pool', async () => {
    const { answerWith, send, offered, clock, said, pool } = await bench()
    answerWith(() => Promise.resolve(new CometRpcError('broadcast', 'tx already exists in cache')))
    await send(0)
    await clock.advance(2_000)
    expect(said).toEqual([])
    answerWith(() => Promise.resolve(new CometRpcError('broadcast', 'tx too large')))
    await send(1)
    await clock.advance(2_000)
    expect(offered).toEqual([0, 1])
    expect(said).toEqual(['CometBFT does not take a transaction; it waits here'])
    expect(pool.size().ready).toBe(2)
  })

  test('offers everything again after CometBFT has lost it', async () => {
    const { relay, send, offered, importBlock, clock } = await bench()
    for (const nonce of [0, 1, 2]) await send(nonce)
    await clock.advance(10)
    importBlock([{ sender: 1, nonce: 0 }])
    relay.offerAll()
    await expect.poll(() => offered).toEqual([0, 1, 2, 1, 2])
  })

  test('is quiet after its stop', async () => {
    const { relay, answerWith, send, offered, clock } = await bench()
    answerWith(() => Promise.reject(new Error('ECONNREFUSED')))
    await send(0)
    await clock.advance(10)
    relay.stop()
    await clock.advance(2_000)
    expect(offered).toEqual([0])
  })
})

describe('the JSON-RPC of CometBFT', () => {
  async function serve(reply: (method: string) => string) {
    const heard: unknown[] = []
    const connections = new Set<unknown>()
    const server = createServer((request, response) => {
      connections.add(request.socket)
      let body = ''
      request.setEncoding('utf8').on('data', (part: string) => (body += part))
      request.once('end', () => {
        const asked = JSON.parse(body) as { method?: string }
        heard.push(asked)
        response.end(reply(asked.method ?? 'broadcast'))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const comet = createCometRpc(port)
    const close = async (): Promise<void> => {
      comet.close()
      await new Promise((resolve) => server.close(resolve))
    }
    return { comet, heard, connections, close }
  }

  test('asks in the words of CometBFT, on one connection', async () => {
    const { comet, heard, connections, close } = await serve((method) =>
      JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        result:
          method === 'net_info'
            ? { n_peers: '3' }
            : { sync_info: { latest_block_height: '12', catching_up: true } },
      }),
    )
    expect(await comet.status()).toEqual({ height: 12, catchingUp: true })
    expect(await comet.peers()).toBe(3)
    expect(heard).toEqual([
      { jsonrpc: '2.0', id: 1, method: 'status', params: {} },
      { jsonrpc: '2.0', id: 1, method: 'net_info', params: {} },
    ])
    expect(connections.size).toBe(1)
    await close()
  })

  test.each([
    [
      'an error',
      JSON.stringify({ error: { code: -32603, message: 'Internal error', data: 'too many' } }),
      'Internal error: too many',
    ],
    ['no JSON', 'Bad Gateway', 'Unexpected token'],
  ])('%s is thrown', async (_name, text, words) => {
    const { comet, close } = await serve(() => text)
    await expect(comet.broadcast([Uint8Array.of(1)])).rejects.toThrow(words)
    await expect(comet.status()).rejects.toThrow(words)
    await close()
  })

  test('transactions travel in a list, and each has an answer', async () => {
    const error = { code: -32603, message: 'Internal error', data: 'tx too large' }
    const { comet, heard, close } = await serve(() =>
      JSON.stringify([
        { jsonrpc: '2.0', id: 1, error },
        { jsonrpc: '2.0', id: 0, result: {} },
      ]),
    )
    const [first, second] = await comet.broadcast([Uint8Array.of(1, 2, 255), Uint8Array.of(0)])
    expect(first).toBeUndefined()
    expect(second?.message).toContain('Internal error: tx too large')
    const method = 'broadcast_tx_async'
    expect(heard).toEqual([
      [
        { jsonrpc: '2.0', id: 0, method, params: { tx: 'AQL/' } },
        { jsonrpc: '2.0', id: 1, method, params: { tx: 'AA==' } },
      ],
    ])
    await close()
  })

  test('the answer to a list of one comes without a list', async () => {
    const { comet, close } = await serve(() =>
      JSON.stringify({ jsonrpc: '2.0', id: 0, result: {} }),
    )
    expect(await comet.broadcast([Uint8Array.of(1)])).toEqual([undefined])
    await close()
  })
})
