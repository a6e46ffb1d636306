import { bytesToHex } from '@plexus/primitives'
import { connectStateSync } from '@plexus/testing'
import type { FetchedSnapshot, ScriptedStateSync } from '@plexus/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { accountKey, alice, bftBench, bob, keyOf } from './bft-bench.ts'
import type { BftBench } from './bft-bench.ts'

/** Height of the snapshot; the network goes on behind it. */
const AT = 6

let network: BftBench
let joining: BftBench
let sync: ScriptedStateSync
let fetched: FetchedSnapshot

const appHash = (): Uint8Array => hashAt(AT)

function hashAt(height: number): Uint8Array {
  const result = network.comet.store[height - 1]?.result
  if (result === undefined) throw new Error(`block ${height} is not decided`)
  return Uint8Array.from(result.appHash)
}

/** The blocks that the network has decided since. */
async function catchUp(): Promise<void> {
  for (const { height, timeMs, txs } of network.comet.store.slice(AT)) {
    const hash = await sync.catchUp(height, timeMs, txs)
    expect(bytesToHex(hash), `block ${height}`).toBe(bytesToHex(hashAt(height)))
  }
}

async function ask<T>(method: string, params: readonly unknown[] = []): Promise<T> {
  const request = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
  return new Promise((resolve, reject) => {
    const connection = joining.node().rpc.connect((text) => {
      const reply = JSON.parse(text) as { readonly result?: T; readonly error?: unknown }
      connection.disconnect()
      if (reply.error === undefined) resolve(reply.result as T)
      else reject(new Error(JSON.stringify(reply.error)))
    })
    connection.send(request)
  })
}

const toHex = (key: string): string => `0x${Buffer.from(key, 'latin1').toString('hex')}`

/** 1,000 TAO on the root network, and a key that votes. */
const FOUNDER = {
  coldkey: alice.account,
  hotkey: bob.account,
  key: keyOf('//Bob', 'Ed25519').account,
  stake: 1_000_000_000_000n,
}

describe('a node that joins by state sync', () => {
  beforeEach(async () => {
    network = await bftBench({ disk: true, snapshotEvery: AT })
    joining = await bftBench({ disk: true })
    await network.comet.start()
    for (let nonce = 0; nonce < AT; nonce += 1) {
      await network.comet.checkTx(network.transfer(nonce))
      await network.comet.decide()
    }
    const giver = await connectStateSync(network.socket)
    await expect.poll(async () => (await giver.list()).length).toBe(1)
    fetched = await giver.fetch(AT)
    giver.close()
    for (let nonce = AT; nonce < AT + 3; nonce += 1) {
      await network.comet.checkTx(network.transfer(nonce))
      await network.comet.decide()
    }
    sync = await connectStateSync(joining.socket)
  })
  afterEach(async () => {
    sync.close()
    await Promise.all([network.close(), joining.close()])
  })

  test('begins at the snapshot and decides the next blocks as the others did', async () => {
    await sync.restore(fetched, appHash())
    await catchUp()
    const { chain } = joining.node()
    expect(chain.head()).toEqual(network.node().chain.head())
    const key = accountKey(bob.account)
    const ours = chain.stateAt(chain.head().hash).get(key)
    const other = network.node().chain
    expect(ours).toEqual(other.stateAt(other.head().hash).get(key))
    expect(joining.fatal).toEqual([])
  })

  test('goes on after a restart at any block', async () => {
    await sync.restore(fetched, appHash())
    for (const { height, timeMs, txs } of network.comet.store.slice(AT)) {
      sync.close()
      await joining.restart()
      sync = await connectStateSync(joining.socket)
      expect((await sync.info()).lastBlockHeight).toBe(BigInt(height - 1))
      expect(bytesToHex((await sync.info()).lastBlockAppHash)).toBe(bytesToHex(hashAt(height - 1)))
      await sync.catchUp(height, timeMs, txs)
    }
    expect(joining.node().chain.head()).toEqual(network.node().chain.head())
  })

  test('answers for what it has, and says of the rest that it is not there', async () => {
    await sync.restore(fetched, appHash())
    const [hash, genesis] = [bytesToHex(appHash()), bytesToHex(joining.node().chain.genesisHash)]
    const heights = [0, 1, AT - 1, AT, AT + 1]
    expect(await ask('chain_getBlockHash', [heights])).toEqual([genesis, null, null, hash, null])
    expect(await ask('chain_getFinalizedHead')).toBe(hash)
    expect(await ask('chain_getHeader')).toMatchObject({ number: `0x${AT}` })
    // Nobody has its transactions; those of block 1 neither.
    expect(await ask('chain_getBlock', [hash])).toBeNull()
    expect(await ask('chain_getBlock', [bytesToHex(hashAt(1))])).toBeNull()
    expect(await ask('archive_v1_body', [hash])).toBeNull()
    expect(await ask('archive_v1_hashByHeight', [1])).toEqual([])
    expect(await ask('archive_v1_finalizedHeight')).toBe(AT)
    const key = toHex(accountKey(alice.account))
    expect(await ask('state_getStorage', [key])).not.toBeNull()
    await expect(ask('state_getStorage', [key, genesis])).rejects.toThrow('State already discarded')
    await expect(ask('state_getStorage', [key, bytesToHex(hashAt(1))])).rejects.toThrow(
      'Header was not found',
    )
    expect(await ask('state_getReadProof', [[key]])).toMatchObject({ at: hash })
    await expect(ask('state_queryStorage', [[key], genesis, hash])).rejects.toThrow('discarded')
    await catchUp()
    // Transactions of later blocks are here.
    const next = await ask<{ block: { extrinsics: unknown[] } }>('chain_getBlock', [
      bytesToHex(hashAt(AT + 1)),
    ])
    expect(next.block.extrinsics).toHaveLength(2)
  })

  test('tells who follows the chain of its new head', async () => {
    const heard: Record<string, unknown>[] = []
    const connection = joining.node().rpc.connect((text) => {
      heard.push(JSON.parse(text) as Record<string, unknown>)
    })
    const key = toHex(accountKey(alice.account))
    const subscriptions: readonly (readonly [string, readonly unknown[]])[] = [
      ['chain_subscribeNewHeads', []],
      ['chain_subscribeFinalizedHeads', []],
      ['state_subscribeStorage', [[key]]],
      ['chainHead_v1_follow', [false]],
    ]
    for (const [id, [method, params]] of subscriptions.entries()) {
      connection.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }))
    }
    await expect.poll(() => heard.length).toBeGreaterThanOrEqual(2 * subscriptions.length)
    heard.length = 0
    await sync.restore(fetched, appHash())
    const told = (method: string): unknown[] =>
      heard
        .filter((each) => each['method'] === method)
        .map(({ params }) => (params as { result: unknown }).result)
    await expect.poll(() => told('chainHead_v1_followEvent')).toEqual([{ event: 'stop' }])
    const header = { number: `0x${AT}` }
    expect(told('chain_newHead')).toMatchObject([header])
    expect(told('chain_finalizedHead')).toMatchObject([header])
    expect(told('state_storage')).toMatchObject([{ block: bytesToHex(appHash()) }])
    heard.length = 0
    const again = { jsonrpc: '2.0', id: 9, method: 'chainHead_v1_follow', params: [false] }
    connection.send(JSON.stringify(again))
    await expect
      .poll(() => told('chainHead_v1_followEvent')[0])
      .toEqual({
        event: 'initialized',
        // Block 0 is no parent of it.
        finalizedBlockHashes: [bytesToHex(appHash())],
      })
    connection.disconnect()
  })

  test('judges what waits in its pool by the new state', async () => {
    const { pool } = joining.node()
    await pool.submit(network.transfer(0), 'Local')
    await pool.submit(network.transfer(AT), 'Local')
    expect(pool.size()).toEqual({ ready: 1, future: 1 })
    await sync.restore(fetched, appHash())
    // Nonce 0 is long used, and the one after the last of the snapshot is next.
    expect(pool.size()).toEqual({ ready: 1, future: 0 })
  })

  test('offers no snapshot that it has not, and takes none when it has blocks', async () => {
    await sync.restore(fetched, appHash())
    expect(await sync.list()).toEqual([])
    await catchUp()
    expect(await sync.offer(fetched.snapshot, appHash())).toBe('REJECT')
    expect(joining.node().chain.head().number).toBe(AT + 3)
  })

  test('is at block 0 where CometBFT begins the chain in the midst of it', async () => {
    expect(await sync.offer(fetched.snapshot, appHash())).toBe('ACCEPT')
    await joining.comet.start()
    await joining.comet.decide()
    const [chunk = new Uint8Array()] = fetched.chunks
    await sync.apply(chunk, 0)
    expect(joining.node().chain.head().number).toBe(1)
    expect(joining.fatal).toEqual([])
  })

  test('of another chain ends with what to do', async () => {
    const other = await bftBench({ disk: true, sovereign: { validators: [FOUNDER] } })
    const theirs = await connectStateSync(other.socket)
    await expect(theirs.restore(fetched, appHash())).rejects.toThrow('genesis block')
    expect(other.fatal).toMatchObject([{ code: 'ForeignSnapshot' }])
    expect(other.node().chain.head().number).toBe(0)
    theirs.close()
    await other.close()
  })
})
