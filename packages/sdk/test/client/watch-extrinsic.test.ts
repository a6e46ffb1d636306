import { createLocalnet } from '@plexus/node'
import type { Localnet } from '@plexus/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient, custom, parseTao, transfer, webSocket } from '../../src/index.ts'
import type { Client } from '../../src/index.ts'
import { bridgeTo } from './bridge-socket.ts'
import type { Bridge } from './bridge-socket.ts'
import { addressOf } from './support.ts'

let net: Localnet
let bridge: Bridge
let client: Client
beforeAll(async () => {
  net = await createLocalnet({ sealing: { mode: 'manual' } })
  bridge = bridgeTo(net.provider)
  client = await createClient({
    transport: webSocket('ws://bridge.test', { WebSocket: bridge.WebSocket }),
  })
}, 60_000)
afterAll(async () => {
  client.close()
  await net.stop()
})

const send = (options: object = {}) =>
  transfer(client, {
    ...{ to: addressOf(net.accounts.Bob), amount: parseTao('1'), signer: net.accounts.Alice },
    ...options,
  })

/** Until the pool of the node has so many. */
async function untilPending(count: number): Promise<void> {
  await expect
    .poll(async () => ((await client.request('author_pendingExtrinsics', [])) as unknown[]).length)
    .toBe(count)
}

test('finds a transaction in the blocks after the connection was lost', async () => {
  const sent = send()
  await untilPending(1)
  const before = bridge.count()
  bridge.drop()
  await net.mine()
  const receipt = await sent
  expect(bridge.count()).toBeGreaterThan(before)
  expect(receipt.events.map(({ name }) => name)).toContain('Balances.Transfer')
})

test('ends the wait at the signal', async () => {
  const controller = new AbortController()
  const sent = send({ signal: controller.signal })
  await untilPending(1)
  const reason = new Error('enough')
  controller.abort(reason)
  await expect(sent).rejects.toBe(reason)
  await net.mine()
})

test('tells that another transaction of the account is waiting', async () => {
  const first = send()
  await untilPending(1)
  const nonce = Number(
    await client.request('system_accountNextIndex', [addressOf(net.accounts.Alice)]),
  )
  await expect(send({ nonce: nonce - 1, amount: parseTao('2') })).rejects.toMatchObject({
    code: 'PriorityTooLow',
    rpcCode: 1014,
  })
  await net.mine()
  await first
})

test('tells when the time of a transaction is over', async () => {
  // A node that loses what it takes: it answers, and no block has it.
  const lossy = custom({
    connect(onMessage) {
      const inner = net.provider.connect(onMessage)
      return {
        disconnect: () => inner.disconnect(),
        send(text) {
          const { id, method } = JSON.parse(text) as { id: number; method: string }
          const result = { rpc_methods: { methods: METHODS }, author_submitExtrinsic: '0x00' }[
            method
          ]
          if (result === undefined) inner.send(text)
          else queueMicrotask(() => onMessage(JSON.stringify({ jsonrpc: '2.0', id, result })))
        },
      }
    },
  })
  const forgetful = await createClient({ transport: lossy })
  const sent = transfer(forgetful, {
    ...{ to: addressOf(net.accounts.Bob), amount: parseTao('1'), signer: net.accounts.Alice },
    era: { periodBlocks: 4 },
  })
  const outcome = expect(sent).rejects.toMatchObject({ code: 'Expired' })
  await expect.poll(async () => (await net.mine()).number, { timeout: 5000 }).toBeGreaterThan(20)
  await outcome
  forgetful.close()
})

const METHODS = ['author_submitExtrinsic', 'chain_getFinalizedHead', 'system_accountNextIndex']
