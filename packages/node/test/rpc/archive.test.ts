import { bytesToHex, hexToBytes } from '@plexus/primitives'
import { expect, it } from 'vitest'
import { failingApi } from './support/fake-runtime.ts'
import { rpcWorld } from './support/rpc-world.ts'

const UNKNOWN = `0x${'ab'.repeat(32)}`

it('finds blocks by height and hash', async () => {
  const { client, chain, context } = await rpcWorld()
  const peer = client()
  const first = chain.produce(new Map(), [Uint8Array.of(4, 9)])
  chain.produce()
  chain.finalize(first.hash)
  const at = bytesToHex(first.hash)
  expect(await peer.call('archive_v1_finalizedHeight')).toBe(1)
  expect(await peer.call('archive_v1_genesisHash')).toBe(bytesToHex(chain.genesisHash))
  expect(await peer.call('chainSpec_v1_genesisHash')).toBe(bytesToHex(chain.genesisHash))
  expect(await peer.call('archive_v1_hashByHeight', 1)).toEqual([at])
  expect(await peer.call('archive_v1_hashByHeight', 3)).toEqual([])
  expect(await peer.call('archive_v1_body', at)).toEqual(['0x0409'])
  const header = (await peer.call('archive_v1_header', at)) as string
  expect(bytesToHex(context.hasher.blake2b256(hexToBytes(header)))).toBe(at)
  for (const name of ['header', 'body']) {
    expect(await peer.call(`archive_v1_${name}`, UNKNOWN), name).toBe(null)
  }
})

it('calls a runtime api; failures are values', async () => {
  const apis = {
    Echo_bytes: (_view: unknown, args: Uint8Array) => args,
    Echo_fail: failingApi('no'),
  }
  const { client, chain } = await rpcWorld({ apis })
  const peer = client()
  const at = bytesToHex(chain.genesisHash)
  const call = (...params: readonly unknown[]) => peer.call('archive_v1_call', ...params)
  expect(await call(at, 'Echo_bytes', '0x01')).toEqual({ success: true, value: '0x01' })
  expect(await call(at, 'Echo_fail', '0x')).toEqual({
    success: false,
    error: 'Execution aborted due to trap: no',
  })
  expect(await call(UNKNOWN, 'Echo_bytes', '0x01')).toBe(null)
  chain.produce()
  chain.discard(chain.genesisHash)
  expect(await call(at, 'Echo_bytes', '0x')).toEqual({
    success: false,
    error: `Client error: UnknownBlock: State already discarded for ${at}`,
  })
})

it('streams storage after the id, then says done', async () => {
  const state = { '0xaa01': '0x01', '0xaa02': '0x02', '0xbb': '0x03' }
  const { client, chain, rpc } = await rpcWorld({ state })
  const peer = client()
  const id = await peer.call(
    'archive_v1_storage',
    bytesToHex(chain.genesisHash),
    [
      { key: '0xaa', type: 'descendantsValues' },
      { key: '0xbb', type: 'value' },
      { key: '0xcc', type: 'hash' },
    ],
    null,
  )
  await peer.until(() => peer.notified(id).length === 4)
  expect(peer.notified(id)).toEqual([
    { event: 'storage', key: '0xaa01', value: '0x01' },
    { event: 'storage', key: '0xaa02', value: '0x02' },
    { event: 'storage', key: '0xbb', value: '0x03' },
    { event: 'storageDone' },
  ])
  expect(peer.messages.at(-1)?.method).toBe('archive_v1_storageEvent')
  expect(rpc.subscriptions()).toBe(0)
})

it('says why storage cannot be read', async () => {
  const { client } = await rpcWorld()
  const peer = client()
  const id = await peer.call('archive_v1_storage', UNKNOWN, [{ key: '0xaa', type: 'value' }], null)
  await peer.until(() => peer.notified(id).length === 1)
  expect(peer.notified(id)).toEqual([
    {
      event: 'storageError',
      error: `Client error: UnknownBlock: Header was not found in the database: ${UNKNOWN}`,
    },
  ])
})

it('stops a long stream on request', async () => {
  const state = Object.fromEntries(
    Array.from({ length: 3000 }, (_, at) => [`0xee${at.toString(16).padStart(4, '0')}`, '0x01']),
  )
  const { client, chain, rpc } = await rpcWorld({ state })
  const peer = client()
  const items = [{ key: '0xee', type: 'descendantsValues' }]
  const id = await peer.call('archive_v1_storage', bytesToHex(chain.genesisHash), items, null)
  expect(await peer.call('archive_v1_stopStorage', id)).toBe(null)
  await new Promise((resolve) => setImmediate(resolve))
  await peer.call('system_name')
  expect(peer.notified(id).length).toBeLessThan(3000)
  expect(peer.notified(id)).not.toContainEqual({ event: 'storageDone' })
  expect(rpc.subscriptions()).toBe(0)
})
