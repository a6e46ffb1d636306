import {
  addressOf,
  createHasher,
  createKeyPair,
  createSignatures,
  mortalEra,
} from '@plexus/primitives'
import type { Era, Hash, KeyPair } from '@plexus/primitives'
import { createNode } from '@plexus/node'
import type { Node, NodeOptions } from '@plexus/node'
import { callOf, encodeCall, toStorageKey } from '@plexus/runtime'
import type { RuntimeCall } from '@plexus/runtime'
import { shieldExtrinsic, signExtrinsic } from '@plexus/testing'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'

const hasher = await createHasher()
const signatures = await createSignatures()
const key = (uri: string): KeyPair => createKeyPair({ scheme: 'Sr25519', uri }, signatures)
const [alice, bob, charlie] = [key('//Alice'), key('//Bob'), key('//Charlie')]
const hex = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('hex')

let node: Node
afterEach(() => node.stop())

async function start(options: Partial<NodeOptions> = {}): Promise<void> {
  node = await createNode({
    preset: 'localnet',
    timing: 'fast',
    memory: true,
    signatureWorkers: 0,
    sealing: { mode: 'manual' },
    ...options,
  })
  await node.start()
}

/** Blocks as far apart as on the public chain; after the first, which comes by itself, on request. */
async function startSlow(): Promise<void> {
  await start({ timing: 'normal', sealing: { mode: 'interval', intervalMs: 12_000 } })
  await expect.poll(() => node.chain.head().number).toBe(1)
}

async function blocks(count: number): Promise<void> {
  for (let made = 0; made < count; made += 1) await node.engine.seal()
}

/** A value in the state of the head. */
function valueAt(
  pallet: string,
  item: string,
  ...key: readonly Uint8Array[]
): Uint8Array | undefined {
  const [first, second] = [pallet, item].map((name) =>
    Buffer.from(hasher.twox128(Buffer.from(name))),
  )
  const at = Buffer.concat([first ?? [], second ?? [], ...key].map((part) => Buffer.from(part)))
  return node.chain.stateAt(node.chain.head().hash).get(toStorageKey(at))
}

const KEYS = ['NextKey', 'PendingKey', 'CurrentKey'] as const

/** One of the three keys that count, without the two bytes of its length. */
const stored = (item: (typeof KEYS)[number]): Uint8Array | undefined =>
  valueAt('MevShield', item)?.subarray(2)

const nextKey = (): Uint8Array => {
  const found = stored('NextKey')
  if (found === undefined) throw new Error('nobody has announced a key')
  return found
}

/** Signed at a block, the head by default, for the eight blocks after it. */
function signed(
  call: RuntimeCall,
  nonce: number,
  { signer = alice, at = node.chain.head().number, immortal = false } = {},
): Uint8Array {
  const mortal: { readonly era: Era; readonly birthHash: Hash } = {
    era: mortalEra(8, at),
    birthHash: node.chain.hashAt(at) ?? node.chain.genesisHash,
  }
  const versions = { specVersion: 425, transactionVersion: 1 }
  const { genesisHash } = node.chain
  return signExtrinsic(
    encodeCall(call),
    { signer, nonce, genesisHash, ...versions, ...(immortal ? {} : mortal) },
    hasher,
  )
}

const transfer = (value: bigint): RuntimeCall =>
  callOf('Balances', 'transfer_keep_alive', { dest: addressOf(bob.account), value })
const submission = (ciphertext: Uint8Array): RuntimeCall =>
  callOf('MevShield', 'submit_encrypted', { ciphertext })

/** Free balance in the state of the head; four counters of four bytes come before it. */
function free({ account }: KeyPair): bigint {
  const info = valueAt('System', 'Account', hasher.blake2b128(account), account)
  return info === undefined ? 0n : Buffer.from(info).readBigUInt64LE(16)
}

/** The extrinsics of the head without the inherents. */
const body = (): readonly Uint8Array[] => (node.chain.body(node.chain.head().hash) ?? []).slice(2)

describe('keys', () => {
  test('the third block has one that waits, and the fourth one that counts', async () => {
    await start()
    const seen: (readonly boolean[])[] = []
    for (let block = 1; block <= 4; block += 1) {
      await blocks(1)
      const found = KEYS.map((item) => stored(item))
      expect(found.every((each) => each === undefined || each.length === 1184)).toBe(true)
      seen.push(found.map((each) => each !== undefined))
    }
    expect(seen).toEqual([
      [false, false, false],
      [true, false, false],
      [true, true, false],
      [true, true, true],
    ])
  })

  test('where blocks come as on the public chain each has another', async () => {
    await startSlow()
    await blocks(6)
    const found = KEYS.map((item) => hex(stored(item)))
    expect(new Set(found).size).toBe(3)
    await blocks(1)
    expect(hex(stored('PendingKey'))).toBe(found[0])
    expect(hex(stored('CurrentKey'))).toBe(found[1])
  })

  test('where they come on request all have one', async () => {
    await start()
    await blocks(5)
    expect(hex(stored('PendingKey'))).toBe(hex(stored('NextKey')))
  })
})

describe('an encrypted transfer', () => {
  /** Submits a wrapper around an extrinsic, both of Alice, encrypted to the next key. */
  async function submit(plain: Uint8Array, nonce = 0): Promise<Uint8Array> {
    const outer = signed(submission(shieldExtrinsic(nextKey(), plain, hasher)), nonce)
    await node.pool.submit(outer, 'External')
    return outer
  }

  test('runs in the block of its wrapper, right after it', async () => {
    await start()
    await blocks(3)
    const before = free(bob)
    const inner = signed(transfer(7_000n), 1)
    const outer = await submit(inner)
    await blocks(1)
    expect(body().map(hex)).toEqual([outer, inner].map(hex))
    expect(free(bob) - before).toBe(7_000n)
    expect(node.pool.size()).toEqual({ ready: 0, future: 0 })
    expect(node.pool.nextIndex(alice.account)).toBe(2)
  })

  test('waits two blocks for its author where keys change', async () => {
    await startSlow()
    await blocks(4)
    const before = free(bob)
    await submit(signed(transfer(7_000n), 1))
    await blocks(1)
    expect(body()).toEqual([])
    expect(free(bob)).toBe(before)
    await blocks(1)
    expect(body().length).toBe(2)
    expect(free(bob) - before).toBe(7_000n)
  })

  test('comes too late for a key of three blocks ago, and goes when its time is over', async () => {
    await startSlow()
    await blocks(4)
    const stale = nextKey()
    await blocks(3)
    const before = free(bob)
    const inner = signed(transfer(7_000n), 1)
    const outer = signed(submission(shieldExtrinsic(stale, inner, hasher)), 0)
    await node.pool.submit(outer, 'External')
    await blocks(6)
    expect(node.pool.size().ready).toBe(1)
    await blocks(3)
    expect(node.pool.size().ready).toBe(0)
    expect(free(bob)).toBe(before)
  })

  test('may come from somebody else than its wrapper', async () => {
    await start()
    await blocks(3)
    const before = free(bob)
    await submit(signed(transfer(9_000n), 0, { signer: charlie }))
    await blocks(1)
    expect(body().length).toBe(2)
    expect(free(bob) - before).toBe(9_000n)
  })

  test('may be immortal inside, and born at any block of late', async () => {
    await start()
    await blocks(5)
    const inner = signed(transfer(1_000n), 1, { immortal: true })
    const ciphertext = shieldExtrinsic(nextKey(), inner, hasher)
    await node.pool.submit(signed(submission(ciphertext), 0, { at: 2 }), 'External')
    await blocks(1)
    expect(body().length).toBe(2)
  })

  test('that fails keeps its fee; its wrapper stays', async () => {
    await start()
    await blocks(3)
    const [before, own] = [free(bob), free(alice)]
    await submit(signed(transfer(2n ** 63n), 1))
    await blocks(1)
    expect(body().length).toBe(2)
    expect(free(bob)).toBe(before)
    expect(free(alice)).toBeLessThan(own)
  })

  test.each([
    ['a nonce that is not next', () => signed(transfer(1n), 5)],
    ['a wrong signature', () => signed(transfer(1n), 1).fill(0, 40, 60)],
    ['bytes that are no extrinsic', () => new Uint8Array(64).fill(9)],
    ['nothing', () => new Uint8Array()],
  ])('with %s inside is left out; its wrapper stays', async (_name, plain) => {
    await start()
    await blocks(3)
    const before = free(bob)
    const outer = await submit(plain())
    await blocks(1)
    expect(body().map(hex)).toEqual([hex(outer)])
    expect(free(bob)).toBe(before)
    expect(node.pool.nextIndex(alice.account)).toBe(1)
  })

  test('leaves the rest of the pool its turn', async () => {
    await startSlow()
    await blocks(4)
    await submit(signed(transfer(7_000n), 1))
    await node.pool.submit(signed(transfer(1_000n), 0, { signer: charlie }), 'External')
    await node.pool.submit(signed(transfer(2_000n), 1), 'External')
    await blocks(1)
    // Charlie's; Alice's second waits for her first.
    expect(body().length).toBe(1)
    await blocks(1)
    expect(body().length).toBe(2)
    // The transfer in the open has the nonce of the hidden one.
    expect(node.pool.size()).toEqual({ ready: 0, future: 0 })
  })
})

describe('inherents inside', () => {
  let time: Uint8Array
  let announcement: Uint8Array
  beforeAll(async () => {
    await start()
    const [first, second] = node.chain.runtime.inherents(1n, new Uint8Array(1184))
    time = first ?? new Uint8Array()
    announcement = second ?? new Uint8Array()
    await node.stop()
  })

  test('do not stop the making of blocks', async () => {
    await start()
    await blocks(3)
    for (const [nonce, plain] of [time, announcement].entries()) {
      const outer = signed(submission(shieldExtrinsic(nextKey(), plain, hasher)), nonce)
      await node.pool.submit(outer, 'External')
      await blocks(1)
      expect(body().map(hex)).toEqual([hex(outer)])
    }
    expect(hex(stored('PendingKey'))).toBe(hex(stored('NextKey')))
  })
})

test('a block with hidden extrinsics replays to the same root on a chain without the keys', async () => {
  await start()
  await blocks(3)
  const inner = signed(transfer(7_000n), 1)
  const outer = signed(submission(shieldExtrinsic(nextKey(), inner, hasher)), 0)
  const parent = node.chain.head().hash
  await node.pool.submit(outer, 'External')
  await blocks(1)
  const { chain } = node
  const header = chain.header(chain.head().hash)
  const extrinsics = chain.body(chain.head().hash)
  if (header === undefined || extrinsics === undefined) throw new Error('the head is gone')
  const replayed = chain.runtime.execute(chain.stateAt(parent), { header, extrinsics })
  expect(hex(replayed.hash)).toBe(hex(chain.head().hash))
})
