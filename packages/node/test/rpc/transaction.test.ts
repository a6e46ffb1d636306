import { hash } from '@plexus/primitives'
import { describe, expect, it } from 'vitest'
import { rpcWorld } from './support/rpc-world.ts'

const BYTES = Uint8Array.of(8, 4, 2)
const HEX = '0x080402'
const BLOCK = hash(new Uint8Array(32).fill(1))
const block = { hash: `0x${'01'.repeat(32)}`, index: 3 }
const stale = Object.assign(new Error('Invalid Transaction'), {
  rpcCode: 1010,
  data: 'Transaction is outdated',
})

describe('transactionWatch_v1', () => {
  it('tells the life of a transaction', async () => {
    const { client, pool, rpc } = await rpcWorld()
    const peer = client()
    const id = await peer.call('transactionWatch_v1_submitAndWatch', HEX)
    await peer.until(() => peer.notified(id).length === 1)
    pool.tell(BYTES, { type: 'ready' })
    pool.tell(BYTES, { type: 'inBlock', block: BLOCK, index: 3 })
    pool.tell(BYTES, { type: 'retracted', block: BLOCK })
    pool.tell(BYTES, { type: 'inBlock', block: BLOCK, index: 3 })
    pool.tell(BYTES, { type: 'finalized', block: BLOCK, index: 3 })
    await peer.call('system_name')
    expect(peer.notified(id)).toEqual([
      { event: 'validated' },
      { event: 'bestChainBlockIncluded', block },
      { event: 'bestChainBlockIncluded', block: null },
      { event: 'bestChainBlockIncluded', block },
      { event: 'finalized', block },
    ])
    expect(peer.messages.find(({ params }) => params)?.method).toBe(
      'transactionWatch_v1_watchEvent',
    )
    expect([pool.watchers(), rpc.subscriptions()]).toEqual([0, 0])
    expect(await peer.call('transactionWatch_v1_unwatch', id)).toBe(null)
  })

  it.each([
    [{ type: 'usurped', by: BLOCK } as const, 'invalid'],
    [{ type: 'dropped' } as const, 'dropped'],
    [{ type: 'invalid' } as const, 'invalid'],
  ])('ends with %o', async (status, event) => {
    const { client, pool, rpc } = await rpcWorld()
    const peer = client()
    const id = await peer.call('transactionWatch_v1_submitAndWatch', HEX)
    pool.tell(BYTES, status)
    await peer.call('system_name')
    expect(peer.notified(id).at(-1)).toEqual({ event, error: expect.any(String) })
    expect(rpc.subscriptions()).toBe(0)
  })

  it('tells a refusal as an event after the id', async () => {
    const { client, pool, rpc } = await rpcWorld()
    const peer = client()
    pool.refuseWith(stale)
    const id = await peer.call('transactionWatch_v1_submitAndWatch', HEX)
    await peer.until(() => peer.notified(id).length === 1)
    expect(peer.notified(id)).toEqual([
      { event: 'invalid', error: 'Invalid Transaction: Transaction is outdated' },
    ])
    expect(rpc.subscriptions()).toBe(0)
  })
})

describe('transaction_v1', () => {
  it('hands a refused transaction in again with each block until it is in the pool', async () => {
    const { client, pool, chain } = await rpcWorld()
    const peer = client()
    pool.refuseWith(stale)
    const id = await peer.call('transaction_v1_broadcast', HEX)
    expect(typeof id).toBe('string')
    expect(pool.submissions).toHaveLength(1)
    chain.produce()
    await peer.call('system_name')
    expect(pool.submissions).toHaveLength(2)
    pool.refuseWith(undefined)
    chain.produce()
    await peer.call('system_name')
    chain.produce()
    await peer.call('system_name')
    expect(pool.submissions).toHaveLength(3)
    pool.tell(BYTES, { type: 'dropped' })
    chain.produce()
    await peer.call('system_name')
    expect(pool.submissions).toHaveLength(4)
  })

  it('rests when the transaction is final', async () => {
    const { client, pool, chain } = await rpcWorld()
    const peer = client()
    const id = await peer.call('transaction_v1_broadcast', HEX)
    pool.tell(BYTES, { type: 'finalized', block: BLOCK, index: 3 })
    chain.produce()
    await peer.call('system_name')
    expect([pool.submissions.length, chain.listeners(), pool.watchers()]).toEqual([1, 0, 0])
    expect(await peer.call('transaction_v1_stop', id)).toBe(null)
  })

  it('stops on request and when the client goes', async () => {
    const { client, pool, chain } = await rpcWorld()
    const peer = client()
    pool.refuseWith(stale)
    const id = await peer.call('transaction_v1_broadcast', HEX)
    await peer.call('transaction_v1_broadcast', '0x0400')
    expect(await peer.call('transaction_v1_stop', id)).toBe(null)
    expect((await peer.ask('transaction_v1_stop', id)).error?.code).toBe(-32602)
    chain.produce()
    await peer.call('system_name')
    expect(pool.submissions).toHaveLength(3)
    peer.close()
    chain.produce()
    expect([pool.submissions.length, chain.listeners()]).toEqual([3, 0])
  })

  it('keeps sixteen, and none without a lasting connection', async () => {
    const { client, rpc, pool } = await rpcWorld()
    const peer = client()
    for (let turn = 0; turn < 16; turn += 1) {
      expect(await peer.call('transaction_v1_broadcast', HEX)).toBe(String(turn + 1))
    }
    expect(await peer.call('transaction_v1_broadcast', HEX)).toBe(null)
    const text = JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'transaction_v1_broadcast',
      params: [HEX],
    })
    const submitted = pool.submissions.length
    expect(await rpc.answer(text)).toContain('this method needs a WebSocket connection')
    expect(pool.submissions).toHaveLength(submitted)
  })
})
