import { bytesToHex } from '@plexus/primitives'
import type { Hash } from '@plexus/primitives'
import { describe, expect, it } from 'vitest'
import type { RpcClient } from '../support/rpc-client.ts'
import { rpcWorld } from '../support/rpc-world.ts'

const hex = (hash: Hash): string => bytesToHex(hash)
const RUNTIME = {
  type: 'valid',
  spec: {
    specName: 'node-subtensor',
    implName: 'node-subtensor',
    specVersion: 425,
    implVersion: 1,
    transactionVersion: 1,
    apis: { '0xdf6acb689907609b': 5, '0x37e397fc7c91f5e4': 2 },
  },
}

async function follow(peer: RpcClient, withRuntime = true): Promise<unknown> {
  return await peer.call('chainHead_v1_follow', withRuntime)
}

async function events(peer: RpcClient, id: unknown): Promise<readonly Record<string, unknown>[]> {
  await peer.call('system_name')
  return peer.notified(id) as Record<string, unknown>[]
}

describe('chainHead_v1_follow', () => {
  it('begins with the last ten final blocks, those above them and the head', async () => {
    const { client, chain } = await rpcWorld()
    const made = [chain.genesisHash, ...Array.from({ length: 14 }, () => chain.produce().hash)]
    chain.finalize(made[12] as Hash)
    const peer = client()
    const id = await follow(peer)
    const [h12, h13, h14] = made.slice(12).map(hex)
    expect(await events(peer, id)).toEqual([
      {
        event: 'initialized',
        finalizedBlockHashes: made.slice(3, 13).map(hex),
        finalizedBlockRuntime: RUNTIME,
      },
      { event: 'newBlock', blockHash: h13, parentBlockHash: h12, newRuntime: null },
      { event: 'newBlock', blockHash: h14, parentBlockHash: h13, newRuntime: null },
      { event: 'bestBlockChanged', bestBlockHash: h14 },
    ])
    expect(peer.messages.find(({ params }) => params)?.method).toBe('chainHead_v1_followEvent')
  })

  it('leaves the runtime out when it was not asked for', async () => {
    const { client, chain } = await rpcWorld()
    const peer = client()
    const id = await follow(peer, false)
    const { hash } = chain.produce()
    expect(await events(peer, id)).toEqual([
      { event: 'initialized', finalizedBlockHashes: [hex(chain.genesisHash)] },
      { event: 'bestBlockChanged', bestBlockHash: hex(chain.genesisHash) },
      { event: 'newBlock', blockHash: hex(hash), parentBlockHash: hex(chain.genesisHash) },
      { event: 'bestBlockChanged', bestBlockHash: hex(hash) },
    ])
    for (const params of [[], [null], ['true'], [1]]) {
      expect((await peer.ask('chainHead_v1_follow', ...params)).error?.code).toBe(-32602)
    }
  })

  it('tells new, best and final blocks as they come', async () => {
    const { client, chain } = await rpcWorld()
    const peer = client()
    const id = await follow(peer)
    const [a, b] = [chain.produce().hash, chain.produce().hash]
    chain.finalize(b)
    expect((await events(peer, id)).slice(2)).toEqual([
      {
        event: 'newBlock',
        blockHash: hex(a),
        parentBlockHash: hex(chain.genesisHash),
        newRuntime: null,
      },
      { event: 'bestBlockChanged', bestBlockHash: hex(a) },
      { event: 'newBlock', blockHash: hex(b), parentBlockHash: hex(a), newRuntime: null },
      { event: 'bestBlockChanged', bestBlockHash: hex(b) },
      { event: 'finalized', finalizedBlockHashes: [hex(a), hex(b)], prunedBlockHashes: [] },
    ])
  })

  it('reports blocks lost in a revert as pruned with the next final block', async () => {
    const { client, chain } = await rpcWorld()
    const peer = client()
    const id = await follow(peer)
    const a = chain.produce().hash
    const lost = chain.produce().hash
    chain.revert(a)
    chain.finalize(a)
    const heard = await events(peer, id)
    expect(heard.slice(-2)).toEqual([
      { event: 'bestBlockChanged', bestBlockHash: hex(a) },
      { event: 'finalized', finalizedBlockHashes: [hex(a)], prunedBlockHashes: [hex(lost)] },
    ])
  })

  it('stops when a final block is reverted, and is dead then', async () => {
    const { client, chain, rpc } = await rpcWorld()
    const peer = client()
    const id = await follow(peer)
    chain.finalize(chain.produce().hash)
    chain.revert(chain.genesisHash)
    expect((await events(peer, id)).at(-1)).toEqual({ event: 'stop' })
    expect([chain.listeners(), rpc.subscriptions()]).toEqual([0, 0])
    const genesis = hex(chain.genesisHash)
    expect(await peer.call('chainHead_v1_header', id, genesis)).toBe(null)
    expect(await peer.call('chainHead_v1_body', id, genesis)).toEqual({ result: 'limitReached' })
    for (const name of ['unpin', 'continue', 'stopOperation', 'unfollow']) {
      expect(await peer.call(`chainHead_v1_${name}`, id, genesis), name).toBe(null)
    }
  })

  it('stops a client that never unpins, and no other', async () => {
    const { client, chain } = await rpcWorld()
    const [lazy, tidy] = [client(), client()]
    const [lazyId, tidyId] = [await follow(lazy), await follow(tidy)]
    await tidy.call('chainHead_v1_unpin', tidyId, hex(chain.genesisHash))
    for (let block = 1; block <= 512; block += 1) {
      const { hash } = chain.produce()
      await tidy.call('chainHead_v1_unpin', tidyId, hex(hash))
    }
    const heard = await events(lazy, lazyId)
    expect(heard.filter(({ event }) => event === 'newBlock')).toHaveLength(511)
    expect(heard.at(-1)).toEqual({ event: 'stop' })
    expect((await events(tidy, tidyId)).at(-1)).toMatchObject({ event: 'bestBlockChanged' })
  })

  it('stops at once when too many blocks wait for finality', async () => {
    const { client, chain, rpc } = await rpcWorld()
    for (let block = 1; block <= 512; block += 1) chain.produce()
    const peer = client()
    const id = await follow(peer)
    expect((await events(peer, id)).at(-1)).toEqual({ event: 'stop' })
    expect([chain.listeners(), rpc.subscriptions()]).toEqual([0, 0])
  })

  it('allows four follows on a connection', async () => {
    const { client } = await rpcWorld()
    const peer = client()
    const ids = await Promise.all([1, 2, 3, 4].map(() => follow(peer)))
    expect((await peer.ask('chainHead_v1_follow', true)).error?.code).toBe(-32800)
    expect(await peer.call('chainHead_v1_unfollow', ids[0])).toBe(null)
    expect((await peer.ask('chainHead_v1_follow', true)).error).toBe(undefined)
  })

  it('is silent after unfollow', async () => {
    const { client, chain } = await rpcWorld()
    const peer = client()
    const id = await follow(peer)
    const before = (await events(peer, id)).length
    expect(await peer.call('chainHead_v1_unfollow', id)).toBe(null)
    chain.produce()
    expect(await events(peer, id)).toHaveLength(before)
    expect(chain.listeners()).toBe(0)
  })
})

describe('pins', () => {
  it('unpins one or many, and refuses unknown and repeated hashes', async () => {
    const { client, chain } = await rpcWorld()
    const peer = client()
    const id = await follow(peer)
    const [a, b, c] = [1, 2, 3].map(() => hex(chain.produce().hash))
    const ask = async (given: unknown) =>
      (await peer.ask('chainHead_v1_unpin', id, given)).error?.code ?? 'ok'
    expect(await ask([a, a])).toBe(-32804)
    expect(await ask([a, `0x${'ff'.repeat(32)}`])).toBe(-32801)
    expect(await ask(a)).toBe('ok')
    expect(await ask(a)).toBe(-32801)
    expect(await ask([b, c])).toBe('ok')
    expect(await ask('0x12')).toBe(-32602)
    expect((await peer.ask('chainHead_v1_header', id, b)).error?.code).toBe(-32801)
  })

  it('gives SCALE headers that hash to the block', async () => {
    const { client, chain, context } = await rpcWorld()
    const peer = client()
    const id = await follow(peer)
    const { hash } = chain.produce()
    const header = (await peer.call('chainHead_v1_header', id, hex(hash))) as string
    const bytes = Uint8Array.from(Buffer.from(header.slice(2), 'hex'))
    expect(bytesToHex(context.hasher.blake2b256(bytes))).toBe(hex(hash))
  })
})
