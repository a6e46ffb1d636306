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
  let answer: () => Promise<void> = () => Promise.resolve()
  let inFlight = 0
  let most = 0
  const comet = {
    async broadcast(tx: Uint8Array): Promise<void> {
      // Length, sender, priority, kind, then the nonce.
      offered.push(tx[4] ?? -1)
      inFlight += 1
      most = Math.max(most, inFlight)
      try {
        await answer()
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
    ...{ relay, offered, said, most: () => most },
    answerWith: (next: () => Promise<void>) => (answer = next),
    send: (nonce: number) => relay.pool.submit(encodeModel({ sender: 1, nonce }), 'External'),
  }
}

describe('the relay', () => {
  test('hands on what the pool takes, and nothing else', async () => {
    const { offered, send, relay } = await bench()
    await send(0)
    await expect(send(0)).rejects.toMatchObject({ code: 'AlreadyImported' })
    const watched = encodeModel({ sender: 1, nonce: 1 })
    await relay.pool.watch(watched, 'External', () => {})
    expect(offered).toEqual([0, 1])
  })

  test('makes nobody wait for CometBFT', async () => {
    const { answerWith, send, offered } = await bench()
    answerWith(() => new Promise(() => {}))
    await send(0)
    await send(1)
    expect(offered).toEqual([0, 1])
  })

  test('keeps at most 64 in flight', async () => {
    const { answerWith, send, offered, most } = await bench()
    let open = (): void => {}
    const gate = new Promise<void>((resolve) => (open = resolve))
    answerWith(() => gate)
    for (let nonce = 0; nonce < 100; nonce += 1) await send(nonce)
    expect(offered).toHaveLength(64)
    open()
    await expect.poll(() => offered.length).toBe(100)
    expect(most()).toBe(64)
  })

  test.each([
    ['is away', () => Promise.reject(new Error('ECONNREFUSED'))],
    ['has no room', () => Promise.reject(new CometRpcError('broadcast', 'mempool is full: 20000'))],
  ])('tries again when CometBFT %s, as long as the pool holds it', async (_name, failing) => {
    const { answerWith, send, offered, clock, importBlock } = await bench()
    answerWith(failing)
    await send(0)
    await clock.advance(1_000)
    const tries = offered.length
    expect(tries).toBeGreaterThan(2)
    await send(1)
    answerWith(() => Promise.resolve())
    importBlock([{ sender: 1, nonce: 0 }])
    await clock.advance(1_000)
    // The first is in a block meanwhile.
    expect(offered.slice(tries)).toEqual([1])
  })

  test('what CometBFT has already, or refuses, is left to the pool', async () => {
    const { answerWith, send, offered, clock, said, pool } = await bench()
    answerWith(() => Promise.reject(new CometRpcError('broadcast', 'tx already exists in cache')))
    await send(0)
    await clock.advance(2_000)
    expect(said).toEqual([])
    answerWith(() => Promise.reject(new CometRpcError('broadcast', 'tx too large')))
    await send(1)
    await clock.advance(2_000)
    expect(offered).toEqual([0, 1])
    expect(said).toEqual(['CometBFT does not take a transaction; it waits here'])
    expect(pool.size().ready).toBe(2)
  })

  test('offers everything again after CometBFT has lost it', async () => {
    const { relay, send, offered, importBlock } = await bench()
    for (const nonce of [0, 1, 2]) await send(nonce)
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
        const asked = JSON.parse(body) as { method: string }
        heard.push(asked)
        response.end(reply(asked.method))
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
    await comet.broadcast(Uint8Array.of(1, 2, 255))
    expect(heard).toEqual([
      { jsonrpc: '2.0', id: 1, method: 'broadcast_tx_sync', params: { tx: 'AQL/' } },
    ])
    expect(await comet.status()).toEqual({ height: 12, catchingUp: true })
    expect(await comet.peers()).toBe(3)
    expect(connections.size).toBe(1)
    await close()
  })

  test.each([
    [
      'an error',
      JSON.stringify({ error: { code: -32603, message: 'Internal error', data: 'tx too large' } }),
      'Internal error: tx too large',
    ],
    ['no JSON', 'Bad Gateway', 'Unexpected token'],
  ])('%s is thrown', async (_name, text, words) => {
    const { comet, close } = await serve(() => text)
    await expect(comet.broadcast(Uint8Array.of(1))).rejects.toThrow(words)
    await close()
  })
})
