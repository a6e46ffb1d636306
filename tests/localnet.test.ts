import { bytesToHex, createHasher } from '@plexus/primitives'
import { callOf, encodeCall } from '@plexus/runtime'
import { signExtrinsic } from '@plexus/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLocalnet } from '@plexus/node'
import type { Localnet } from '@plexus/node'

const RAO_PER_TAO = 1_000_000_000n

describe('a localnet inside a unit test', () => {
  let net: Localnet
  let notes: { readonly method: string; readonly params: { readonly result: unknown } }[]
  let request: <T>(method: string, params?: readonly unknown[]) => Promise<T>

  beforeEach(async () => {
    net = await createLocalnet()
    notes = []
    const waiting = new Map<number, (reply: { result?: unknown; error?: unknown }) => void>()
    const connection = net.provider.connect((message) => {
      const reply = JSON.parse(message)
      if (reply.id === undefined) notes.push(reply)
      else waiting.get(reply.id)?.(reply)
    })
    let id = 0
    request = (method, params = []) =>
      new Promise((resolve, reject) => {
        id += 1
        waiting.set(id, ({ result, error }) =>
          error === undefined ? resolve(result as never) : reject(new Error(JSON.stringify(error))),
        )
        connection.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }))
      })
  })

  afterEach(() => net.stop())

  const transfer = async (nonce: number, value: bigint): Promise<string> => {
    const { Alice, Bob } = net.accounts
    const dest = { type: 'Id', value: Bob.account }
    const call = encodeCall(callOf('Balances', 'transfer_keep_alive', { dest, value }))
    const signing = { signer: Alice, nonce, genesisHash: net.chain.genesisHash }
    const versions = { specVersion: 425, transactionVersion: 1 }
    return bytesToHex(signExtrinsic(call, { ...signing, ...versions }, await createHasher()))
  }

  const freeBalance = async (account: Uint8Array): Promise<bigint> => {
    const value = await request<string>('state_getStorage', [await accountKey(account)])
    const bytes = Buffer.from(value.slice(2), 'hex')
    // AccountInfo: four u32 counters, then the free balance.
    return bytes.readBigUInt64LE(16)
  }

  test('seals a transaction at once and pays the receiver', async () => {
    const before = await freeBalance(net.accounts.Bob.account)
    await request('author_submitExtrinsic', [await transfer(0, 5n * RAO_PER_TAO)])
    await untilHead(1)
    expect(await freeBalance(net.accounts.Bob.account)).toBe(before + 5n * RAO_PER_TAO)
  })

  test('makes blocks on demand, one slot apart', async () => {
    await net.timeTravel(1_900_000_000_000n)
    await net.mine(3)
    expect(net.chain.head().number).toBe(3)
    const now = await request<string>('state_getStorage', [
      '0xf0c365c3cf59d671eb72da0e7a4113c49f1f0515f462cdcf84e0f1d6045dfcbb',
    ])
    expect(Buffer.from(now.slice(2), 'hex').readBigUInt64LE()).toBe(1_900_000_000_500n)
  })

  test('funds an account, tells subscribers, and lets it pay at once', async () => {
    const key = await accountKey(net.accounts.Ferdie.account)
    await request('state_subscribeStorage', [[key]])
    const before = await freeBalance(net.accounts.Ferdie.account)
    await net.fund(net.accounts.Ferdie.account, 7n * RAO_PER_TAO)
    expect(await freeBalance(net.accounts.Ferdie.account)).toBe(before + 7n * RAO_PER_TAO)
    await expect.poll(() => notes.length).toBe(2)
  })

  test('comes back to a snapshot, and stays there', async () => {
    const before = await freeBalance(net.accounts.Bob.account)
    const id = await net.snapshot()
    const made = nextBlock()
    const sent = request('author_submitExtrinsic', [await transfer(0, RAO_PER_TAO)])
    await made
    // The block is not final yet: this is the moment in which the pool still knows its transaction.
    expect((await net.revert(id))?.number).toBe(0)
    await sent
    await net.mine(1)
    expect(net.chain.head().number).toBe(1)
    expect(await freeBalance(net.accounts.Bob.account)).toBe(before)
    expect(await net.revert('none')).toBeUndefined()
  })

  test('outlives a call that sets the time a second time', async () => {
    const call = encodeCall(
      callOf('Sudo', 'sudo', {
        call: callOf('Utility', 'dispatch_as', {
          as_origin: { type: 'system', value: { type: 'None' } },
          call: callOf('Timestamp', 'set', { now: 1_900_000_000_000n }),
        }),
      }),
    )
    const signing = { signer: net.accounts.Alice, nonce: 0, genesisHash: net.chain.genesisHash }
    const versions = { specVersion: 425, transactionVersion: 1 }
    const bytes = signExtrinsic(call, { ...signing, ...versions }, await createHasher())
    await request('author_submitExtrinsic', [bytesToHex(bytes)])
    await expect.poll(() => request('author_pendingExtrinsics')).toEqual([])
    await request('author_submitExtrinsic', [await transfer(0, RAO_PER_TAO)])
    await expect.poll(() => net.chain.body(net.chain.head().hash)?.length).toBe(2)
  })

  const untilHead = (number: number): Promise<void> =>
    expect.poll(() => net.chain.head().number).toBe(number) as Promise<void>

  const nextBlock = (): Promise<void> =>
    new Promise((resolve) => {
      net.chain.subscribe((event) => {
        if (event.type === 'imported') resolve()
      })
    })

  async function accountKey(account: Uint8Array): Promise<string> {
    const hasher = await createHasher()
    const prefix = '0x26aa394eea5630e07c48ae0c9558cef7b99d880ec681799c0cf30e8886371da9'
    return prefix + bytesToHex(hasher.blake2b128(account)).slice(2) + bytesToHex(account).slice(2)
  }
})
