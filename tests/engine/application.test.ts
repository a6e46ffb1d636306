import { bytesToHex, encode, u64 } from '@plexus/primitives'
import { callOf, encodeCall, fromStorageKey } from '@plexus/runtime'
import { signExtrinsic } from '@plexus/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  accountKey,
  alice,
  balanceIn,
  bftBench,
  bob,
  freeBalance,
  GENESIS_MS,
  hasher,
  SLOT_MS,
} from './bft-bench.ts'
import type { BftBench } from './bft-bench.ts'

let bench: BftBench
beforeEach(async () => {
  bench = await bftBench()
})
afterEach(() => bench.close())

/** The extrinsic that gives a block its time: bare, version 4, `Timestamp.set` of a compact u64. */
function timeAt(ms: number): Uint8Array {
  // Six bytes hold the number, so the compact form says 6 - 4 in its first byte.
  const number = encode(u64, BigInt(ms)).subarray(0, 6)
  return Uint8Array.of(10 << 2, 4, 2, 0, (2 << 2) | 3, ...number)
}

const head = () => bench.node().chain.head()
const headHex = (): string => bytesToHex(head().hash)
const bodyAt = (number: number) => {
  const { chain } = bench.node()
  const at = chain.hashAt(number)
  return (at && chain.body(at)) ?? []
}
const timestamp = (): bigint => {
  const { chain } = bench.node()
  return chain.runtime.timestamp(chain.stateAt(chain.head().hash))
}

describe('the first blocks', () => {
  test('the app hash of genesis is the hash of block 0, and nothing is committed', async () => {
    const { query, consensus } = await started().then(({ connections }) => connections)
    const request = { version: '0.38.25', blockVersion: 11n, p2pVersion: 8n, abciVersion: '2.0.0' }
    const { info } = await query.call({ info: request })
    expect(info).toMatchObject({ data: 'plexus', appVersion: 1n, lastBlockHeight: 0n })
    expect(info?.lastBlockAppHash).toHaveLength(0)
    expect(bench.comet.handshake).toEqual(['init'])
    expect(consensus).toBeDefined()
  })

  test('a block of CometBFT is a block of ours with the same number and its hash', async () => {
    const comet = await started()
    const { result } = await comet.decide()
    expect(head().number).toBe(1)
    expect(bytesToHex(result?.appHash ?? new Uint8Array())).toBe(headHex())
    expect(bodyAt(1)).toEqual([timeAt(GENESIS_MS)])
    expect(timestamp()).toBe(BigInt(GENESIS_MS))
  })

  test('the time is that of the header in whole milliseconds, in a slot of its own', async () => {
    const comet = await started()
    const times: bigint[] = []
    // 1: the genesis; 2: the next slot begins 150 ms later; 3: same slot as 2, so the next one;
    // 4: less than half a slot after 3, and in its slot; 5: far ahead.
    for (const ms of [100, 250, 260, 310, 5_017]) {
      await comet.decide({ timeMs: GENESIS_MS + ms })
      times.push(timestamp() - BigInt(GENESIS_MS))
    }
    expect(times).toEqual([100n, 250n, 500n, 750n, 5_017n])
    expect(times.map((time) => time / BigInt(SLOT_MS))).toEqual([0n, 1n, 2n, 3n, 20n])
  })

  test('a time shortly after the border of a slot keeps half a slot from its parent', async () => {
    const comet = await started()
    await comet.decide({ timeMs: GENESIS_MS + 240 })
    await comet.decide({ timeMs: GENESIS_MS + 251 })
    expect(timestamp() - BigInt(GENESIS_MS)).toBe(365n)
  })

  test('the digest is the one that solo writes, and the block executes under solo', async () => {
    const comet = await started()
    await comet.checkTx(bench.transfer(0))
    await comet.decide()
    const { chain } = bench.node()
    const header = chain.header(head().hash)
    // PreRuntime, `aura`, eight bytes of the slot.
    const slot = encode(u64, BigInt(GENESIS_MS) / BigInt(SLOT_MS))
    expect(header?.digest).toEqual([Uint8Array.from([6, ...Buffer.from('aura'), 8 << 2, ...slot])])
    const block = { header: header!, extrinsics: bodyAt(1) }
    const executed = chain.runtime.execute(chain.stateAt(chain.genesisHash), block)
    expect(bytesToHex(executed.hash)).toBe(headHex())
  })

  test('a block is final when clients have had the time to look it up', async () => {
    const comet = await started()
    const heard: string[] = []
    let importedAt = 0
    let finalAt = 0
    bench.node().chain.subscribe((event) => {
      const { chain } = bench.node()
      heard.push(`${event.type} ${chain.head().number} ${chain.finalized().number}`)
      if (event.type === 'imported') importedAt = performance.now()
      else finalAt = performance.now()
    })
    await comet.decide()
    await comet.decide()
    await expect.poll(() => heard.at(-1), { timeout: 5_000 }).toBe('finalized 2 2')
    expect(heard[0]).toBe('imported 1 0')
    expect(finalAt - importedAt).toBeGreaterThan(450)
  })
})

describe('transactions', () => {
  test('what is checked is proposed, applied and gone from both pools', async () => {
    const comet = await started()
    const before = freeOf(bob.account)
    expect(await comet.checkTx(bench.transfer(0, 7n))).toBe(0)
    expect(await comet.checkTx(bench.transfer(1, 5n))).toBe(0)
    expect(bench.node().pool.size()).toEqual({ ready: 2, future: 0 })
    const { result, txs } = await comet.decide()
    expect(txs).toHaveLength(3)
    expect(result?.txResults.map(({ code }) => code)).toEqual([0, 0, 0])
    expect(freeOf(bob.account) - before).toBe(12n)
    expect(bench.node().pool.size()).toEqual({ ready: 0, future: 0 })
    expect(comet.mempool).toEqual([])
  })

  test('a gap in the nonces waits, and is proposed when it is filled', async () => {
    const comet = await started()
    expect(await comet.checkTx(bench.transfer(1))).toBe(0)
    expect((await comet.decide()).txs).toHaveLength(1)
    expect(await comet.checkTx(bench.transfer(0))).toBe(0)
    expect((await comet.decide()).txs).toHaveLength(3)
  })

  test('the same bytes twice are one transaction', async () => {
    const comet = await started()
    expect(await comet.checkTx(bench.transfer(0))).toBe(0)
    expect(await comet.checkTx(bench.transfer(0))).toBe(0)
    expect(bench.node().pool.size().ready).toBe(1)
  })

  test.each([
    ['no bytes', () => new Uint8Array(), 1001],
    ['no extrinsic', () => Uint8Array.of(3 << 2, 1, 2, 3), 1002],
    ['a changed amount', () => changed(bench.transfer(0)), 1010],
    ['the time of a block', () => timeAt(GENESIS_MS), 1010],
    ['longer than any block', () => new Uint8Array(10 * 1024 * 1024 + 5).fill(1), 1001],
  ])('%s is refused at the door', async (_name, bytes, code) => {
    const comet = await started()
    expect(await comet.checkTx(bytes())).toBe(code)
    expect(bench.node().pool.size().ready).toBe(0)
    expect((await comet.decide()).txs).toHaveLength(1)
  })

  test('a call that fails is in the block with code 1', async () => {
    const comet = await started()
    await comet.checkTx(bench.transfer(0, 10n ** 18n))
    const { result } = await comet.decide()
    expect(result?.txResults.map(({ code }) => code)).toEqual([0, 1])
  })

  test('a recheck drops what another block has made stale', async () => {
    const comet = await started()
    await comet.checkTx(bench.transfer(0))
    await comet.catchUp({ timeMs: GENESIS_MS, txs: [timeAt(GENESIS_MS), bench.transfer(0, 99n)] })
    expect(comet.mempool).toEqual([])
    expect(bench.node().pool.size().ready).toBe(0)
  })

  test('a proposal keeps to the bytes that it is given', async () => {
    const comet = await started()
    for (let nonce = 0; nonce < 5; nonce += 1) await comet.checkTx(bench.transfer(nonce))
    const [time = new Uint8Array(), first = new Uint8Array()] = await comet.prepare(GENESIS_MS)
    // Before each: the number of the field, and its length in one byte or, from 128 on, in two.
    const room = 1 + 1 + time.length + 2 * (1 + 2 + first.length)
    expect(await comet.prepare(GENESIS_MS, { maxTxBytes: BigInt(room) })).toHaveLength(3)
    expect(await comet.prepare(GENESIS_MS, { maxTxBytes: BigInt(room - 1) })).toHaveLength(2)
  })
})

describe('proposals of others', () => {
  /** Three quarters of ten MiB are for normal extrinsics; this and its frame are too much. */
  const FULL = 7_864_320
  const at = GENESIS_MS + 1_000
  test.each([
    ['only the time', () => [timeAt(at)], true],
    ['a transfer', () => [timeAt(at), bench.transfer(0)], true],
    ['two in the order of their nonces', () => pair(0, 1), true],
    ['two in the wrong order', () => pair(1, 0), false],
    ['the same twice', () => pair(0, 0), false],
    ['nothing', () => [], false],
    ['no time', () => [bench.transfer(0)], false],
    ['the time behind', () => [bench.transfer(0), timeAt(at)], false],
    ['another time', () => [timeAt(at + 1)], false],
    ['the time twice', () => [timeAt(at), timeAt(at)], false],
    ['a bad signature', () => [timeAt(at), changed(bench.transfer(0))], false],
    ['no bytes', () => [timeAt(at), new Uint8Array()], false],
    ['no extrinsic', () => [timeAt(at), Uint8Array.of(1, 2, 3)], false],
    ['bytes behind an extrinsic', () => [timeAt(at), longer(bench.transfer(0))], false],
    ['a length of bytes that are not there', () => [timeAt(at), shorter(bench.transfer(0))], false],
    ['more than a block holds', () => [timeAt(at), remark(FULL)], false],
    ['much that a block holds', () => [timeAt(at), remark(FULL >> 1)], true],
  ])('%s', async (_name, txs, accepted) => {
    const comet = await started()
    expect(await comet.process(at, txs())).toBe(accepted)
    // Asked again it is the same, and nothing has changed.
    expect(await comet.process(at, txs())).toBe(accepted)
    expect(head().number).toBe(0)
  })

  const pair = (first: number, second: number) => [
    timeAt(at),
    bench.transfer(first),
    bench.transfer(second),
  ]

  test('rounds that are lost leave no trace, whichever block is decided', async () => {
    const comet = await started()
    const rounds = [0, 1, 2, 3, 4, 5].map((round) => [
      timeAt(at),
      bench.transfer(0, BigInt(round) + 1n),
    ])
    for (const txs of rounds) expect(await comet.process(at, txs)).toBe(true)
    // The first is forgotten by now and is executed again; the last is remembered.
    const expected = freeOf(bob.account) + 1n
    const { result } = await comet.catchUp({ timeMs: at, txs: rounds[0] ?? [] })
    expect(freeOf(bob.account)).toBe(expected)
    expect(bytesToHex(result?.appHash ?? new Uint8Array())).toBe(headHex())
  })

  test('what was executed to be checked and what is executed anew is the same', async () => {
    const comet = await started()
    const txs = [timeAt(at), bench.transfer(0), bench.transfer(1, 10n ** 18n)]
    expect(await comet.process(at, txs)).toBe(true)
    const first = await comet.catchUp({ timeMs: at, txs })
    const other = await bftBench()
    await other.comet.start()
    const second = await other.comet.catchUp({ timeMs: at, txs })
    expect(second.result).toEqual(first.result)
    await other.close()
  })
})

describe('a decided block', () => {
  test('leaves out what can be in no block, whatever it is, and goes on', async () => {
    const comet = await started()
    const txs = [
      timeAt(GENESIS_MS),
      new Uint8Array(),
      Uint8Array.of(0),
      new Uint8Array(70_000).fill(255),
      bench.transfer(0, 3n),
      bench.transfer(0, 4n),
      timeAt(GENESIS_MS),
      changed(bench.transfer(1)),
      bench.transfer(1, 5n),
    ]
    const before = freeOf(bob.account)
    const { result } = await comet.catchUp({ timeMs: GENESIS_MS, txs })
    expect(result?.txResults.map(({ code }) => code)).toEqual([0, 2, 2, 2, 0, 2, 2, 2, 0])
    expect(freeOf(bob.account) - before).toBe(8n)
    expect(bodyAt(1)).toEqual([timeAt(GENESIS_MS), bench.transfer(0, 3n), bench.transfer(1, 5n)])
    await comet.decide()
    expect(head().number).toBe(2)
  })

  test('gets its time where it has none', async () => {
    const comet = await started()
    const { result } = await comet.catchUp({ timeMs: GENESIS_MS, txs: [bench.transfer(0)] })
    expect(result?.txResults.map(({ code }) => code)).toEqual([0])
    expect(bodyAt(1)).toEqual([timeAt(GENESIS_MS), bench.transfer(0)])
  })
})

describe('what does not fit', () => {
  test.each([
    ['a commit of nothing', { commit: {} }, 'AbciSequence'],
    ['a version with known faults', { info: infoOf('0.38.20') }, 'CometBftVersion'],
    ['a retracted version', { info: infoOf('1.0.1') }, 'CometBftVersion'],
    ['a version that is none', { info: infoOf('') }, 'CometBftVersion'],
  ] as const)('%s ends the node', async (_name, request, code) => {
    const { consensus } = await started().then(({ connections }) => connections)
    await expect(consensus.call(request)).rejects.toThrow()
    await expect.poll(() => bench.fatal.map(codesOf)).toEqual([code])
    expect(head().number).toBe(0)
  })

  test('a height that is not the next one ends the node', async () => {
    const comet = await started()
    await comet.decide()
    const early = bench.otherComet({})
    await expect(early.start()).rejects.toThrow('higher than core')
    const { consensus } = comet.connections
    const request = { ...EMPTY_BLOCK, height: 5n }
    await expect(consensus.call({ finalizeBlock: request })).rejects.toThrow('does not follow')
  })

  const state = (changes: object) =>
    new TextEncoder().encode(
      JSON.stringify({
        preset: 'localnet',
        timing: 'fast',
        genesisHash: bytesToHex(bench.node().chain.genesisHash),
        ...changes,
      }),
    )
  test.each([
    ['another preset', () => state({ preset: 'dev' }), 'the preset dev, this node has localnet'],
    ['another pace', () => state({ timing: 'normal' }), 'the timing normal, this node has fast'],
    ['another genesis', () => state({ genesisHash: '0x00' }), 'the genesisHash 0x00'],
    ['no text', () => Uint8Array.of(255, 0), 'the preset none'],
    ['no object', () => new TextEncoder().encode('null'), 'the preset none'],
  ])('a genesis file with %s ends the node', async (_name, appState, words) => {
    await expect(bench.otherComet({ appState: appState() }).start()).rejects.toThrow(words)
    await expect.poll(() => bench.fatal.map(codesOf)).toEqual(['GenesisMismatch'])
  })
})

test('CometBFT can ask for a raw value of the state', async () => {
  const comet = await started()
  await comet.checkTx(bench.transfer(0, 11n))
  await comet.decide()
  const ask = async (path: string, height: bigint) => {
    const data = fromStorageKey(accountKey(bob.account))
    const { query } = await comet.connections.query.call({
      query: { path, data, height, prove: false },
    })
    return query
  }
  const [then, now] = [await ask('/storage', 0n), await ask('/storage', 1n)]
  expect(now?.value).toEqual(then?.value)
  expect(balanceIn(now?.value)).toBe(freeOf(bob.account))
  expect((await ask('/storage', 2n))?.code).toBe(1)
  expect((await ask('/store', 0n))?.code).toBe(1)
})

test('requests that only one node could decide about are refused with the reason', async () => {
  await started()
  for (const method of ['dev_newBlock', 'engine_createBlock', 'dev_timeTravel']) {
    const message = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: [] })
    const reply = JSON.parse(String(await bench.node().rpc.answer(message)))
    expect(reply.error, method).toEqual({
      code: -32601,
      message: 'Method not found',
      data: 'the validators of this network decide about blocks and time together',
    })
  }
  expect(bench.node().rpc.methodNames.filter((name) => /^(dev|engine)_/.test(name))).toEqual([])
})

async function started(): Promise<BftBench['comet']> {
  await bench.comet.start()
  return bench.comet
}

const codesOf = (error: Error): unknown =>
  'code' in error && error.code === 'EngineFailed' && error.cause instanceof Error
    ? (error.cause as Error & { code: unknown }).code
    : (error as Error & { code: unknown }).code

function infoOf(version: string) {
  return { version, blockVersion: 11n, p2pVersion: 8n, abciVersion: '2.0.0' }
}

const EMPTY_BLOCK = {
  txs: [],
  decidedLastCommit: { round: 0, votes: [] },
  misbehavior: [],
  hash: new Uint8Array(32),
  time: { seconds: BigInt(GENESIS_MS / 1000), nanos: 0 },
  nextValidatorsHash: new Uint8Array(32),
  proposerAddress: new Uint8Array(20),
}

/** Its last byte, which is of the amount. */
function changed(extrinsic: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(extrinsic)
  copy[copy.length - 1] = (copy[copy.length - 1] ?? 0) ^ 1
  return copy
}

const longer = (extrinsic: Uint8Array): Uint8Array => Uint8Array.of(...extrinsic, 0)
const shorter = (extrinsic: Uint8Array): Uint8Array => extrinsic.slice(0, -1)

/** A signed extrinsic that does nothing, with so many bytes. */
function remark(bytes: number): Uint8Array {
  const call = encodeCall(callOf('System', 'remark', { remark: new Uint8Array(bytes) }))
  const { genesisHash } = bench.node().chain
  const versions = { specVersion: 425, transactionVersion: 1 }
  return signExtrinsic(call, { signer: alice, nonce: 0, genesisHash, ...versions }, hasher)
}

const freeOf = (account: Uint8Array): bigint => freeBalance(bench, account)
