import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createKeyPair, createSignatures, decode, str } from '@plexus/primitives'
import { createNode } from '@plexus/node'
import type { Node } from '@plexus/node'
import { expect, onTestFinished, test, vi } from 'vitest'
import {
  call,
  createClient,
  custom,
  lockUntilRound,
  QUICKNET,
  readStorage,
  registerSubnet,
  submit,
} from '../../src/index.ts'
import { addressOf } from '../client/support.ts'

/** Round 1000 of quicknet, as its servers give it. */
const ROUND_1000 = {
  round: 1000,
  randomness: 'fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd',
  signature:
    'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125' +
    'e342b73a8dd2bacbe47e4b6b63ed5e39',
}

/** A server of quicknet that keeps its answers back until it is told to give them. */
async function withholdingServer() {
  const waiting: ServerResponse[] = []
  let isOpen = false
  const answer = (response: ServerResponse) => response.end(JSON.stringify(ROUND_1000))
  const server = createServer((_, response) => (isOpen ? answer(response) : waiting.push(response)))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    publish() {
      isOpen = true
      waiting.forEach(answer)
    },
  }
}

async function nodeThatFetchesFrom(url: string): Promise<Node> {
  const node = await createNode({
    ...{ preset: 'localnet', timing: 'fast', memory: true, dev: true, signatureWorkers: 0 },
    sealing: { mode: 'instant' },
    drand: [url],
  })
  onTestFinished(() => node.stop())
  await node.start()
  return node
}

test('a commitment that is locked to quicknet is revealed once the node has fetched its round', async () => {
  const server = await withholdingServer()
  const node = await nodeThatFetchesFrom(server.url)
  const client = await createClient({ transport: custom(node.rpc) })
  onTestFinished(() => client.close())
  const bob = createKeyPair({ scheme: 'Sr25519', uri: '//Bob' }, await createSignatures())
  const hotkey = addressOf(bob)
  const { netuid } = await registerSubnet(client, { hotkey, signer: bob })

  const message = Uint8Array.of(5 << 2, ...new TextEncoder().encode('hello'))
  const encrypted = lockUntilRound({ message, round: 1000n, publicKey: QUICKNET.publicKey })
  const field = { type: 'TimelockEncrypted', value: { encrypted, reveal_round: 1000n } } as const
  const commit = call('Commitments.set_commitment', { netuid, info: [field] })
  await submit(client, commit, { signer: bob })
  const revealed = () => readStorage(client, 'Commitments.RevealedCommitments', [netuid, hotkey])
  const lastRound = () => readStorage(client, 'Drand.LastStoredRound', [])

  await node.dev.mine(2)
  expect([await lastRound(), await revealed()]).toEqual([0n, undefined])

  server.publish()
  await vi.waitFor(
    async () => {
      await node.dev.mine(1)
      expect(await lastRound()).toBe(1000n)
    },
    // A machine that took longer than 5 s to get here made the first question void.
    { timeout: 15_000, interval: 50 },
  )
  // The block after the round opens what waited for it.
  expect(await revealed()).toBeUndefined()
  await node.dev.mine(1)
  const [first] = (await revealed()) ?? []
  expect(first && decode(str, first[0])).toBe('hello')
})
