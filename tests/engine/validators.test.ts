import { createHash } from 'node:crypto'
import { bytesToHex } from '@plexus/primitives'
import type { KeyPair } from '@plexus/primitives'
import { callOf, encodeCall } from '@plexus/runtime'
import type { RuntimeCall, SovereignOptions } from '@plexus/runtime'
import { signExtrinsic } from '@plexus/testing'
import { afterEach, describe, expect, test } from 'vitest'
import { bftBench, freeBalance, GENESIS_MS, hasher, keyOf } from './bft-bench.ts'
import type { BftBench } from './bft-bench.ts'

const TAO = 1_000_000_000n
const ROTATION = 6

/** A validator of this name: who owns it, its hotkey, and the key with which it votes. */
function validatorOf(name: string) {
  const key = keyOf(`//${name}//consensus`, 'Ed25519')
  return {
    coldkey: keyOf(`//${name}//coldkey`),
    hotkey: keyOf(`//${name}//hotkey`),
    key,
    address: Uint8Array.from(createHash('sha256').update(key.account).digest().subarray(0, 20)),
  }
}

const [a, b, c, d, fifth] = ['a', 'b', 'c', 'd', 'e'].map(validatorOf) as [
  Validator,
  Validator,
  Validator,
  Validator,
  Validator,
]
type Validator = ReturnType<typeof validatorOf>

const SOVEREIGN: SovereignOptions = {
  validators: [a, b, c, d].map(({ coldkey, hotkey, key }) => ({
    ...{ coldkey: coldkey.account, hotkey: hotkey.account, key: key.account },
    stake: 10_000n * TAO,
  })),
  balances: [fifth.coldkey, fifth.hotkey].map((key) => [key.account, 100_000n * TAO]),
  params: { rotation_blocks: ROTATION },
}
/** Four with the same stake share 10^9. */
const FOUNDERS = [a, b, c, d].map(({ key }) => ({
  pubKey: { ed25519: key.account },
  power: 250_000_000n,
}))

let bench: BftBench
afterEach(() => bench.close())

const started = async (): Promise<BftBench> => {
  bench = await bftBench({ sovereign: SOVEREIGN, validators: FOUNDERS })
  await bench.comet.start()
  return bench
}

const head = () => bench.node().chain.head()
const bodyAt = (number: number) => {
  const { chain } = bench.node()
  return chain.body(chain.hashAt(number)!) ?? []
}
/** Names and powers of the set of a height. */
const setAt = (height: number): Readonly<Record<string, bigint>> => {
  const names = new Map(
    Object.entries({ a, b, c, d, e: fifth }).map(([name, { key }]) => [
      Buffer.from(key.account).toString('hex'),
      name,
    ]),
  )
  const named = [...bench.comet.validatorsAt(height)].map(
    ([key, power]) => [names.get(key) ?? '?', power] as const,
  )
  return Object.fromEntries(named.sort(([x], [y]) => (x < y ? -1 : 1)))
}

function signed(call: RuntimeCall, signer: KeyPair, nonce: number): Uint8Array {
  const { genesisHash } = bench.node().chain
  const facts = { signer, nonce, genesisHash, specVersion: 425, transactionVersion: 1 }
  return signExtrinsic(encodeCall(call), facts, hasher)
}

const transferOfTheFifth = (nonce: number, value = 1_000n): Uint8Array => {
  const dest = { type: 'Id', value: a.hotkey.account }
  const call = callOf('Balances', 'transfer_keep_alive', { dest, value })
  return signed(call, fifth.coldkey, nonce)
}

describe('the genesis', () => {
  test.each([
    ['a validator that the chain does not have', [...FOUNDERS.slice(0, 3), founder(fifth)]],
    ['one validator less', FOUNDERS.slice(0, 3)],
    ['another power', [...FOUNDERS.slice(0, 3), { ...FOUNDERS[3]!, power: 1n }]],
    ['no validators', []],
  ])('with %s is refused', async (_what, validators) => {
    bench = await bftBench({ sovereign: SOVEREIGN, validators })
    await expect(bench.comet.start()).rejects.toThrow('The genesis file of CometBFT has')
    expect(bench.fatal.map((error) => 'code' in error && error.code)).toEqual(['GenesisMismatch'])
    expect(head().number).toBe(0)
  })

  test('with its validators in any order is taken', async () => {
    bench = await bftBench({ sovereign: SOVEREIGN, validators: FOUNDERS.toReversed() })
    await expect(bench.comet.start()).resolves.toBeUndefined()
  })

  function founder({ key }: Validator) {
    return { pubKey: { ed25519: key.account }, power: 250_000_000n }
  }
})

describe('the report', () => {
  test('stands behind the time in every block, and nothing else does', async () => {
    const { comet } = await started()
    const { txs, result } = await comet.decide({ facts: { proposer: b.address } })
    expect(txs).toHaveLength(2)
    expect(bodyAt(1)).toEqual(txs)
    expect(result?.txResults.map(({ code }) => code)).toEqual([0, 0])
    // Bare, version 4, pallet 64, call 0, the proposer, no absent, no misbehaviours.
    const report = Uint8Array.of(4, 64, 0, ...b.address, 0, 0)
    expect(txs[1]).toEqual(Uint8Array.of(report.length << 2, ...report))
  })

  test('sends the fees to the coldkey of the proposer', async () => {
    const { comet } = await started()
    await comet.checkTx(transferOfTheFifth(0))
    const before = [a, b, c, d].map(({ coldkey }) => freeOf(coldkey))
    const { txs } = await comet.decide({ facts: { proposer: c.address } })
    expect(txs).toHaveLength(3)
    const gained = [a, b, c, d].map(({ coldkey }, at) => freeOf(coldkey) - (before[at] ?? 0n))
    expect(gained.map((amount) => amount > 0n)).toEqual([false, false, true, false])
  })

  test('of somebody else as the proposer is refused, and so is a block without one', async () => {
    const { comet } = await started()
    const txs = await comet.prepare(GENESIS_MS, { facts: { proposer: b.address } })
    const [time, report] = [txs[0]!, txs[1]!]
    const process = (body: readonly Uint8Array[], proposer: Uint8Array) =>
      comet.process(GENESIS_MS, body, { proposer })
    expect(await process(txs, b.address)).toBe(true)
    expect(await process(txs, a.address)).toBe(false)
    expect(await process([time], b.address)).toBe(false)
    expect(await process([report, time], b.address)).toBe(false)
    expect(await process([time, report, report], b.address)).toBe(false)
    expect(bench.fatal).toEqual([])
  })

  test('has to name who is absent', async () => {
    const { comet } = await started()
    await comet.decide()
    const timeMs = GENESIS_MS + 1_000
    const facts = { absent: [d.address, b.address] }
    const txs = await comet.prepare(timeMs, { facts })
    const names = [b, d].map(({ address }) => address).sort(Buffer.compare)
    // Two addresses in order, no misbehaviours.
    expect(txs[1]?.slice(-42)).toEqual(Uint8Array.of(2 << 2, ...names[0]!, ...names[1]!, 0))
    expect(await comet.process(timeMs, txs, facts)).toBe(true)
    expect(await comet.process(timeMs, txs, {})).toBe(false)
    expect(await comet.process(timeMs, txs, { absent: [b.address] })).toBe(false)
  })

  test('follows from the decided block, whatever was proposed with the same bytes', async () => {
    const { comet } = await started()
    const proposed = { proposer: b.address }
    const txs = await comet.prepare(GENESIS_MS, { facts: proposed })
    expect(await comet.process(GENESIS_MS, txs, proposed)).toBe(true)
    // A round later another validator proposes the same bytes, which more than two thirds want.
    const decided = { timeMs: GENESIS_MS, txs, facts: { proposer: a.address } }
    const { result } = await comet.catchUp(decided)
    expect(result?.txResults.map(({ code }) => code)).toEqual([0, 2])
    const [, report] = bodyAt(1)
    expect(report?.slice(4, 24)).toEqual(a.address)

    // A node that saw no proposal comes to the same block.
    const here = bytesToHex(head().hash)
    const other = await bftBench({ sovereign: SOVEREIGN, validators: FOUNDERS })
    await other.comet.start()
    await other.comet.catchUp(decided)
    expect(bytesToHex(other.node().chain.head().hash)).toBe(here)
    await other.close()
  })

  test('blocks execute again under solo from header and body alone', async () => {
    const { comet } = await started()
    await comet.checkTx(transferOfTheFifth(0))
    await comet.decide()
    await comet.decide({ facts: { proposer: d.address, absent: [a.address] } })
    const { chain } = bench.node()
    for (const number of [1, 2]) {
      const at = chain.hashAt(number)!
      const block = { header: chain.header(at)!, extrinsics: bodyAt(number) }
      const parent = chain.stateAt(block.header.parentHash)
      expect(bytesToHex(chain.runtime.execute(parent, block).hash)).toBe(bytesToHex(at))
    }
  })
})

describe('the set', () => {
  test('loses who voted twice two blocks after the proof, in both places', async () => {
    const { comet } = await started()
    await comet.decide()
    const { result } = await comet.decide({ facts: { doubleVotes: [c.address] } })
    expect(result?.validatorUpdates).toMatchObject([
      { pubKey: { ed25519: c.key.account }, power: 0n },
    ])
    expect(Object.keys(setAt(3))).toEqual(['a', 'b', 'c', 'd'])
    expect(Object.keys(setAt(4))).toEqual(['a', 'b', 'd'])
    // Told once: CometBFT stops for the removal of who is gone.
    const next = await comet.decide({ facts: { doubleVotes: [c.address] } })
    expect(next.result?.validatorUpdates).toEqual([])
  })

  test('a proof that a death cut off says the same again', async () => {
    bench = await bftBench({ disk: true, sovereign: SOVEREIGN, validators: FOUNDERS })
    const { comet } = bench
    await comet.start()
    await comet.decide()
    await comet.decide({ facts: { doubleVotes: [c.address] }, deadAt: 'finalized' })
    const told = comet.store[1]?.result?.validatorUpdates
    expect(told).toHaveLength(1)
    await bench.restart()
    await comet.start()
    expect(comet.handshake).toEqual(['replay 2'])
    expect(comet.store[1]?.result?.validatorUpdates).toEqual(told)
    await comet.decide()
    expect(head().number).toBe(3)
  })

  test('takes in who stakes and registers, from the first block of a period on', async () => {
    const { comet } = await started()
    const { hotkey, coldkey, key } = fifth
    const { genesisHash } = bench.node().chain
    const purpose = new TextEncoder().encode('plexus/consensus-key')
    const proof = key.sign(Buffer.concat([purpose, genesisHash, hotkey.account]))
    const ROOT_NETUID = 0
    const steps = [
      signed(callOf('SubtensorModule', 'root_register', { hotkey: hotkey.account }), coldkey, 0),
      signed(
        callOf('SubtensorModule', 'add_stake', {
          ...{ hotkey: hotkey.account, netuid: ROOT_NETUID, amount_staked: 10_000n * TAO },
        }),
        coldkey,
        1,
      ),
      signed(callOf('Engine', 'register_consensus_key', { key: key.account, proof }), hotkey, 0),
    ]
    for (const step of steps) expect(await comet.checkTx(step)).toBe(0)
    const { result } = await comet.decide()
    expect(result?.txResults.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0])
    for (let number = 2; number <= 4 * ROTATION; number += 1) await comet.decide()
    // Told in block 4, which is two before the period that begins with block 6.
    expect(Object.keys(setAt(5))).toEqual(['a', 'b', 'c', 'd'])
    // A fifth of all power may move: its join takes all of it, and the others give way later.
    expect(setAt(6)).toEqual({ ...even(['a', 'b', 'c', 'd']), e: 200_000_000n })
    expect(setAt(11)).toEqual(setAt(6))
    expect(setAt(12)).toEqual(even(['a', 'b', 'c', 'd', 'e']))

    // It leaves, and the others have its power again.
    await comet.checkTx(signed(callOf('Engine', 'unregister', {}), hotkey, 1))
    for (let number = 0; number < 4 * ROTATION; number += 1) await comet.decide()
    expect(setAt(head().number)).toEqual(even(['a', 'b', 'c', 'd']))
  })

  const even = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, 1_000_000_000n / BigInt(names.length)]))
})

const freeOf = ({ account }: KeyPair): bigint => freeBalance(bench, account)
