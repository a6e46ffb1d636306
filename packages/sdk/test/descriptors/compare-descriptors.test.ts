import { bytesToHex, hexToBytes } from '@plexus/primitives'
import { v15 } from '@polkadot-api/substrate-bindings'
import { createLocalnet } from '@plexus/node'
import type { Localnet } from '@plexus/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  call,
  compareDescriptors,
  createClient,
  custom,
  parseTao,
  readStorage,
  submit,
  transfer,
} from '../../src/index.ts'
import type { Client, InProcessProvider } from '../../src/index.ts'
import { addressOf } from '../client/support.ts'

let net: Localnet
beforeAll(async () => {
  net = await createLocalnet()
}, 60_000)
afterAll(() => net.stop())

type Metadata = ReturnType<typeof v15.dec>

/** The same node with other answers to some questions. */
function wrap(answer: (method: string, params: readonly unknown[]) => unknown): InProcessProvider {
  return {
    connect(onMessage) {
      const inner = net.provider.connect(onMessage)
      return {
        send(text) {
          const { id, method, params } = JSON.parse(text) as {
            id: number
            method: string
            params: unknown[]
          }
          const own = answer(method, params)
          if (own === undefined) return inner.send(text)
          queueMicrotask(() =>
            onMessage(JSON.stringify({ jsonrpc: '2.0', id, ...(own as object) })),
          )
        },
        disconnect: () => inner.disconnect(),
      }
    },
  }
}

const refuse = { error: { code: -32_601, message: 'Method not found' } }

test('finds no difference to the runtime that it was made from', async () => {
  const client = await createClient({ transport: custom(net.provider) })
  expect(await compareDescriptors(client)).toEqual({
    ...{ specVersion: 425, missing: [], changed: [], added: [] },
  })
  client.close()
})

describe('against a chain of another version', () => {
  let client: Client
  beforeAll(async () => {
    const plain = await createClient({ transport: custom(net.provider) })
    const answer = String(
      await plain.request('state_call', ['Metadata_metadata_at_version', '0x0f000000']),
    )
    plain.close()
    // Option, compact length of four bytes, “meta”, version.
    const metadata = v15.dec(hexToBytes(answer).slice(1 + 4 + 5))
    change(metadata)
    const blob = v15.enc(metadata)
    const length = new Uint8Array(4)
    new DataView(length.buffer).setUint32(0, ((blob.length + 5) << 2) | 2, true)
    const changed = Uint8Array.of(1, ...length, ...new TextEncoder().encode('meta'), 15, ...blob)
    const provider = wrap((method, params) =>
      method === 'state_call' && params[0] === 'Metadata_metadata_at_version'
        ? { result: bytesToHex(changed) }
        : undefined,
    )
    client = await createClient({ transport: custom(provider) })
  }, 60_000)
  afterAll(() => client.close())

  /** Tempo is u64, SubnetOwner is gone, and there is a new constant. */
  function change({ pallets, lookup }: Metadata): void {
    const subtensor = pallets.find(({ name }) => name === 'SubtensorModule')!
    const u64 = lookup.find(({ def }) => def.tag === 'primitive' && def.value.tag === 'u64')!.id
    const items = subtensor.storage!.items
    const tempo = items.find(({ name }) => name === 'Tempo')!
    if (tempo.type.tag === 'map') tempo.type.value.value = u64
    items.splice(
      items.findIndex(({ name }) => name === 'SubnetOwner'),
      1,
    )
    const [constant] = subtensor.constants
    subtensor.constants.push({ ...constant!, name: 'BrandNew' })
  }

  test('says what differs', async () => {
    expect(await compareDescriptors(client)).toEqual({
      specVersion: 425,
      missing: ['storage SubtensorModule.SubnetOwner'],
      changed: ['storage SubtensorModule.Tempo'],
      added: ['constant SubtensorModule.BrandNew'],
    })
  })

  test('refuses what differs by its name', async () => {
    await expect(readStorage(client, 'SubtensorModule.Tempo', [0])).rejects.toMatchObject({
      ...{ code: 'Changed', kind: 'storage', entry: 'SubtensorModule.Tempo' },
    })
    await expect(readStorage(client, 'SubtensorModule.SubnetOwner', [0])).rejects.toMatchObject({
      ...{ code: 'Missing', entry: 'SubtensorModule.SubnetOwner' },
    })
  })

  test('does everything else', async () => {
    const { Alice, Bob } = net.accounts
    await transfer(client, { to: addressOf(Bob), amount: parseTao('1'), signer: Alice })
  })
})

test('works with a node that has only metadata version 14 and few methods', async () => {
  const has = new Set([
    ...['chain_getBlockHash', 'chain_getHeader', 'chain_getBlock', 'chain_getFinalizedHead'],
    ...['state_getRuntimeVersion', 'state_getMetadata', 'state_getStorage'],
    ...['author_submitExtrinsic', 'system_accountNextIndex'],
  ])
  const provider = wrap((method) => {
    if (method === 'rpc_methods') return { result: { methods: [...has] } }
    return has.has(method) ? undefined : refuse
  })
  const client = await createClient({ transport: custom(provider) })
  expect(client.blockTimeMs).toBe(250)
  const { Alice, Bob } = net.accounts
  await transfer(client, { to: addressOf(Bob), amount: parseTao('1'), signer: Alice })
  expect((await compareDescriptors(client)).missing).toEqual([])
  client.close()
})

test('says which value of a call does not fit', async () => {
  const client = await createClient({ transport: custom(net.provider) })
  const wrong = call('SubtensorModule.start_call', { netuid: 'one' as never })
  const failing = submit(client, wrong, { signer: net.accounts.Alice })
  await expect(failing).rejects.toMatchObject({
    ...{ code: 'BadValue', entry: 'SubtensorModule.start_call' },
  })
  client.close()
})
