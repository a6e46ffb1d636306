import { hash } from '@plexus/primitives'
import { expect, it } from 'vitest'
import { rpcWorld } from './support/rpc-world.ts'

const BYTES = Uint8Array.of(8, 4, 2)
const HEX = '0x080402'
const BLOCK = hash(new Uint8Array(32).fill(1))
const BLOCK_HEX = `0x${'01'.repeat(32)}`

it('submits and answers with the BLAKE2b-256 of the bytes', async () => {
  const { client, pool } = await rpcWorld()
  const peer = client()
  const expected = '0xbf3976e57956575389c1e798432c95f1f87238e1604cb773e388e10e1c591184'
  expect(await peer.call('author_submitExtrinsic', HEX)).toBe(expected)
  expect(pool.submissions).toEqual([BYTES])
  expect(await peer.call('author_pendingExtrinsics')).toEqual([HEX])
})

it('tells each status in the words of the legacy API and ends after the last', async () => {
  const { client, pool } = await rpcWorld()
  const peer = client()
  const id = await peer.call('author_submitAndWatchExtrinsic', HEX)
  await peer.until(() => peer.notified(id).length === 1)
  pool.tell(BYTES, { type: 'future' })
  pool.tell(BYTES, { type: 'inBlock', block: BLOCK, index: 3 })
  pool.tell(BYTES, { type: 'retracted', block: BLOCK })
  pool.tell(BYTES, { type: 'finalized', block: BLOCK, index: 3 })
  pool.tell(BYTES, { type: 'invalid' })
  await peer.call('system_name')
  expect(peer.notified(id)).toEqual([
    'ready',
    'future',
    { inBlock: BLOCK_HEX },
    { retracted: BLOCK_HEX },
    { finalized: BLOCK_HEX },
  ])
  expect(peer.messages.find(({ params }) => params)?.method).toBe('author_extrinsicUpdate')
  expect(pool.watchers()).toBe(0)
  expect(await peer.call('author_unwatchExtrinsic', id)).toBe(false)
})

it.each([
  [{ type: 'usurped', by: BLOCK } as const, { usurped: BLOCK_HEX }],
  [{ type: 'dropped' } as const, 'dropped'],
  [{ type: 'invalid' } as const, 'invalid'],
])('ends with %o', async (status, expected) => {
  const { client, pool, rpc } = await rpcWorld()
  const peer = client()
  const id = await peer.call('author_submitAndWatchExtrinsic', HEX)
  await peer.until(() => peer.notified(id).length === 1)
  pool.tell(BYTES, status)
  await peer.call('system_name')
  expect(peer.notified(id).at(-1)).toEqual(expected)
  expect([pool.watchers(), rpc.subscriptions()]).toEqual([0, 0])
})

it('is silent after the unwatch response, whatever happens in the same tick', async () => {
  const { client, pool } = await rpcWorld()
  const peer = client()
  const id = await peer.call('author_submitAndWatchExtrinsic', HEX)
  await peer.until(() => peer.notified(id).length === 1)
  const unwatched = peer.ask('author_unwatchExtrinsic', id)
  pool.tell(BYTES, { type: 'inBlock', block: BLOCK, index: 0 })
  expect((await unwatched).result).toBe(true)
  pool.tell(BYTES, { type: 'finalized', block: BLOCK, index: 0 })
  await peer.call('system_name')
  const after = peer.messages.slice(peer.messages.findIndex(({ result }) => result === true) + 1)
  expect(after.filter(({ params }) => params !== undefined)).toEqual([])
  expect(pool.watchers()).toBe(0)
})

it.each(['author_submitExtrinsic', 'author_submitAndWatchExtrinsic'])(
  '%s passes the refusal of the pool on',
  async (name) => {
    const { client, pool, rpc } = await rpcWorld()
    const peer = client()
    const refusals = [
      { rpcCode: 1010, message: 'Invalid Transaction', data: 'Transaction is outdated' },
      { rpcCode: 1012, message: 'Transaction is temporarily banned' },
    ]
    for (const { rpcCode, ...rest } of refusals) {
      pool.refuseWith(Object.assign(new Error(rest.message), { rpcCode, ...rest }))
      expect((await peer.ask(name, HEX)).error).toEqual({ code: rpcCode, ...rest })
    }
    pool.refuseWith(new Error('a bug'))
    expect((await peer.ask(name, HEX)).error).toEqual({ code: -32603, message: 'Internal error' })
    expect(rpc.subscriptions()).toBe(0)
  },
)

it.each([[[]], [[5]], [['0x0']], [['zz']], [[null]]])('refuses %j for bytes', async (params) => {
  const { client, pool } = await rpcWorld()
  expect((await client().ask('author_submitExtrinsic', ...params)).error?.code).toBe(-32602)
  expect(pool.submissions).toEqual([])
})
