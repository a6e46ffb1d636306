import { createNode } from '@plexus/node'
import type { Node } from '@plexus/node'
import { createKeyPair, createSignatures } from '@plexus/primitives'
import type { KeyPair } from '@plexus/primitives'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  callApi,
  createClient,
  custom,
  fallback,
  http,
  parseTao,
  readConstant,
  readStorage,
  readStorageMap,
  transfer,
  watchHeads,
  webSocket,
} from '../../src/index.ts'
import type { Client, Head, Transport } from '../../src/index.ts'
import { addressOf } from './support.ts'

let node: Node
let alice: KeyPair
let bob: KeyPair
beforeAll(async () => {
  const options = { preset: 'localnet', timing: 'fast', memory: true, ports: [0] } as const
  node = await createNode({ ...options, signatureWorkers: 0 })
  await node.start()
  const signatures = await createSignatures()
  const key = (uri: string): KeyPair => createKeyPair({ scheme: 'Sr25519', uri }, signatures)
  alice = key('//Alice')
  bob = key('//Bob')
}, 60_000)
afterAll(() => node.stop())

const endpoint = (): string => node.endpoints[0]!
const httpUrl = (): string => endpoint().replace('ws:', 'http:')

const TRANSPORTS: readonly (readonly [string, () => Transport])[] = [
  ['webSocket', () => webSocket(endpoint())],
  ['http', () => http(httpUrl())],
  ['custom', () => custom(node.rpc)],
  // Port 1 is taken by nobody.
  ['fallback', () => fallback([webSocket('ws://127.0.0.1:1'), webSocket(endpoint())])],
]

describe.each(TRANSPORTS)('over %s', (_, make) => {
  let client: Client
  beforeAll(async () => {
    client = await createClient({ transport: make() })
  }, 60_000)
  afterAll(() => client.close())

  test('knows the chain', async () => {
    expect(client).toMatchObject({ chain: 'Bittensor', ss58Prefix: 42, blockTimeMs: 250 })
    expect(client.genesisHash).toMatch(/^0x[0-9a-f]{64}$/)
    expect((await client.runtime()).specVersion).toBe(425)
  })

  test('reads storage, maps, constants and runtime APIs', async () => {
    expect(await readConstant(client, 'Balances.ExistentialDeposit')).toBe(500n)
    expect(await readStorage(client, 'System.BlockHash', [0])).toBe(client.genesisHash)
    const networks = await readStorageMap(client, 'SubtensorModule.NetworksAdded')
    expect(networks.map(({ keys: [netuid] }) => netuid)).toContain(0)
    expect(await callApi(client, 'SwapRuntimeApi.current_alpha_price', [0])).toBe(1_000_000_000n)
  })

  test('pages through a map, and refuses one that is too large', async () => {
    const all = await readStorageMap(client, 'System.Account', [])
    const paged = await readStorageMap(client, 'System.Account', [], { pageSize: 2 })
    expect(paged.map(({ keys }) => keys)).toEqual(all.map(({ keys }) => keys))
    const limited = readStorageMap(client, 'System.Account', [], { maxEntries: 2, pageSize: 2 })
    await expect(limited).rejects.toMatchObject({ code: 'TooManyEntries' })
  })

  test('waits for a transaction in a block, and until that is final', async () => {
    const parameters = { to: addressOf(bob), amount: parseTao('1'), signer: alice }
    const [first, second] = await Promise.all([
      transfer(client, parameters),
      transfer(client, parameters),
    ])
    // Two at once take two nonces.
    expect(first.extrinsicHash).not.toBe(second.extrinsicHash)
    const receipt = await transfer(client, { ...parameters, waitFor: 'finalized' })
    const final = String(await client.request('chain_getFinalizedHead', []))
    const header = (await client.request('chain_getHeader', [final])) as { number: string }
    expect(Number(header.number)).toBeGreaterThanOrEqual(receipt.blockNumber)
  }, 30_000)

  test('follows best and final heads', async () => {
    const controller = new AbortController()
    const seen: Head[] = []
    for await (const head of watchHeads(client, { signal: controller.signal })) {
      seen.push(head)
      const kinds = new Set(seen.map(({ kind }) => kind))
      if (kinds.size === 2 && seen.length >= 6) controller.abort()
    }
    for (const { number, hash } of seen) {
      expect(await client.request('chain_getBlockHash', [number]), `${number}`).toBe(hash)
    }
  }, 30_000)
})

test('says where no node answers', async () => {
  const transport = webSocket('ws://127.0.0.1:1', { attempts: 1 })
  await expect(createClient({ transport })).rejects.toMatchObject({ code: 'Unreachable' })
  const other = http('http://127.0.0.1:1', { attempts: 1 })
  await expect(createClient({ transport: other })).rejects.toMatchObject({ code: 'Unreachable' })
})
