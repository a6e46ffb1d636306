import { encode, netUid, u32 } from '@plexus/primitives'
import type { ValueOf } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import { callOf } from '../../src/calls.ts'
import { RuntimePanic } from '../../src/frame/panic.ts'
import { freeBalance, TotalIssuance as BalancesIssuance } from '../../src/pallets/balances/index.ts'
import { unjail } from '../../src/pallets/engine/calls/unjail.ts'
import { Jailed, LastReport, Missed, Tombstoned } from '../../src/pallets/engine/storage.ts'
import { MissedWindow } from '../../src/pallets/engine/types.ts'
import { withBlock } from '../../src/pallets/engine/votes.ts'
import { stakeOf } from '../../src/pallets/subtensor/staking/stake.ts'
import { SubnetTAO } from '../../src/pallets/subtensor/storage/pools.ts'
import { TotalStake } from '../../src/pallets/subtensor/storage/emission.ts'
import { BURN_ACCOUNT } from '../../src/pallets/subtensor/tao.ts'
import { EnteredUntil } from '../../src/pallets/safe-mode/storage.ts'
import { remark } from '../../src/pallets/system/calls/remark.ts'
import type { Misbehaviour } from '../../src/runtime.ts'
import { host } from '../helpers/test-context.ts'
import { byName, four, rich, SovereignChain, TAO } from './kit.ts'

const [a, b, c, d] = four
if (a === undefined || b === undefined || c === undefined || d === undefined) {
  throw new Error('there are four validators')
}
const ROOT = netUid(0)

const doubleVote = (address: Uint8Array, height = 1n): Misbehaviour => ({
  kind: 'DuplicateVote',
  address,
  height,
})

describe('the proposer', () => {
  test('gets the fees of its block, on the coldkey', () => {
    const chain = new SovereignChain()
    const before = [a, b].map(({ coldkey }) => freeBalance(chain.read(), coldkey.account))
    chain.reported(
      { proposer: b.address },
      chain.from(rich, remark.with({ remark: Uint8Array.of(1) })),
    )
    const paid = chain
      .events()
      .find(({ name }) => name === 'TransactionPayment.TransactionFeePaid')?.value
    const { actual_fee: fee } = paid as { readonly actual_fee: bigint }
    expect(fee > 0n).toBe(true)
    const after = [a, b].map(({ coldkey }) => freeBalance(chain.read(), coldkey.account))
    expect(after).toEqual([before[0], (before[1] ?? 0n) + fee])
  })

  test('may be nobody: the block stands, and its fee goes to the hotkey whose slot it is', () => {
    const chain = new SovereignChain()
    const hotkeys = (): bigint =>
      four.reduce((sum, { hotkey }) => sum + freeBalance(chain.read(), hotkey.account), 0n)
    const before = hotkeys()
    const call = remark.with({ remark: new Uint8Array() })
    chain.reported({ proposer: new Uint8Array(20) }, chain.from(rich, call))
    expect(hotkeys() > before).toBe(true)
  })

  test('is told once in a block', () => {
    const chain = new SovereignChain()
    const report = { proposer: a.address, absent: [], misbehaviours: [] }
    const open = chain.open({ report })
    const [, again = new Uint8Array()] = chain.runtime.inherents(1n, undefined, report)
    expect(() => open.apply(again)).toThrow(RuntimePanic)
    chain.push(chain.open({ report }))
    chain.push(chain.open({ report }))
    expect(chain.number).toBe(2)
  })

  test('is told in safe mode too', () => {
    const chain = new SovereignChain()
    const key = EnteredUntil.key({ host })
    chain.state = chain.state.after(new Map([[key, encode(u32, 100)]]))
    chain.reported({ proposer: b.address })
    expect(LastReport.get(chain.read())).toEqual({ block: 1, author: b.coldkey.account })
  })

  test('solo never reports, and the chain goes on', () => {
    const chain = new SovereignChain()
    chain.block()
    chain.block()
    expect(chain.updates()).toEqual([])
  })
})

test('a report is the same bytes in whatever order it is told', () => {
  const { runtime } = new SovereignChain()
  const misbehaviours = [
    doubleVote(b.address, 2n),
    doubleVote(a.address, 3n),
    doubleVote(c.address, 2n),
  ]
  const absent = [a.address, b.address, c.address]
  const of = (proposer: Uint8Array, turned: boolean) =>
    runtime.inherents(1n, undefined, {
      proposer,
      absent: turned ? absent.toReversed() : absent,
      misbehaviours: turned ? misbehaviours.toReversed() : misbehaviours,
    })
  expect(of(a.address, true)).toEqual(of(a.address, false))
  expect(of(a.address, false)).not.toEqual(of(b.address, false))
})

describe('missed blocks', () => {
  test('a window counts its bits, each block once', () => {
    const empty = NONE_MISSED
    const one = withBlock(empty, 999, true)
    expect([one.count, one.bits[124]]).toEqual([1, 0b1000_0000])
    expect(withBlock(one, 999, true)).toBe(one)
    expect(withBlock(one, 999, false)).toEqual(empty)
    expect(withBlock(empty, 0, false)).toBe(empty)
    expect(empty.bits.every((byte) => byte === 0)).toBe(true)
  })

  test('more than half of the window leads to jail, and out of the set at once', () => {
    const chain = new SovereignChain({ params: { jail_blocks: 5 } })
    // 499 missed blocks, whose places come after those of the blocks below.
    const bits = Array.from({ length: 499 }, (_, at) => at + 100).reduce(
      (window, at) => withBlock(window, at, true),
      NONE_MISSED,
    )
    const key = Missed.key({ host }, d.hotkey.account)
    chain.state = chain.state.after(new Map([[key, encode(MissedWindow, bits)]]))
    chain.reported({ absent: [d.address] })
    expect(Missed.get(chain.read(), d.hotkey.account)?.count).toBe(500)
    expect(Jailed.has(chain.read(), d.hotkey.account)).toBe(false)
    expect(chain.updates()).toEqual([])
    chain.reported({ absent: [d.address] })
    expect(Jailed.get(chain.read(), d.hotkey.account)).toBe(7)
    expect(Missed.has(chain.read(), d.hotkey.account)).toBe(false)
    expect(chain.updates()).toEqual([['d', 0n]])
    // Votes of who is out count no more.
    chain.reported({ absent: [d.address] })
    expect(Missed.has(chain.read(), d.hotkey.account)).toBe(false)
    for (let block = 4; block < 7; block += 1) chain.reported()
    chain.reported({}, chain.from(d.hotkey, unjail.with({})))
    expect(chain.number).toBe(7)
    expect(Jailed.has(chain.read(), d.hotkey.account)).toBe(false)
  })

  test('of who votes again in the same place of the window are taken back', () => {
    const chain = new SovereignChain()
    const one = withBlock(NONE_MISSED, 1, true)
    const key = Missed.key({ host }, b.hotkey.account)
    chain.state = chain.state.after(new Map([[key, encode(MissedWindow, one)]]))
    // Block 1 has the place of the block a window before.
    chain.reported()
    expect(Missed.has(chain.read(), b.hotkey.account)).toBe(false)
  })
})

const NONE_MISSED: ValueOf<typeof MissedWindow> = { bits: new Uint8Array(125), count: 0 }

describe('double signing', () => {
  test('bars key and hotkey for ever and takes the power at once', () => {
    const chain = new SovereignChain()
    chain.reported({ misbehaviours: [doubleVote(c.address)] })
    expect(chain.updates()).toEqual([['c', 0n]])
    const ctx = chain.read()
    expect(Tombstoned.get(ctx, c.consensus.account)).toBe(1)
    expect(Jailed.get(ctx, c.hotkey.account)).toBe(2 ** 32 - 1)
    // The default slashes nothing.
    expect(stakeOf(ctx, c.hotkey.account, c.coldkey.account, ROOT)).toBe(10_000n * TAO)
    expect(chain.events().map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Engine.Misbehaved', 'Engine.SetChanged']),
    )
  })

  test('counts once, however often it is proven', () => {
    const chain = new SovereignChain({ params: { slash_permille: 100 } })
    const proofs = [doubleVote(c.address), doubleVote(c.address, 2n)]
    chain.reported({ misbehaviours: proofs })
    chain.reported({ misbehaviours: proofs })
    const stake = stakeOf(chain.read(), c.hotkey.account, c.coldkey.account, ROOT)
    expect(stake).toBe(9_000n * TAO)
  })

  test('burns a part of the own stake where the rules say so, and nobody else’s', () => {
    const chain = new SovereignChain({ params: { slash_permille: 250 } })
    const nominate = callOf('SubtensorModule', 'add_stake', {
      hotkey: c.hotkey.account,
      netuid: ROOT,
      amount_staked: 1_000n * TAO,
    })
    chain.reported({}, chain.from(rich, nominate))
    const before = chain.read()
    chain.reported({ misbehaviours: [doubleVote(c.address)] })
    const after = chain.read()
    expect(stakeOf(after, c.hotkey.account, c.coldkey.account, ROOT)).toBe(7_500n * TAO)
    expect(stakeOf(after, c.hotkey.account, rich.account, ROOT)).toBe(1_000n * TAO)
    expect(freeBalance(after, BURN_ACCOUNT)).toBe(2_500n * TAO)
    expect(SubnetTAO.get(before, ROOT) - SubnetTAO.get(after, ROOT)).toBe(2_500n * TAO)
    expect(TotalStake.get(before) - TotalStake.get(after)).toBe(2_500n * TAO)
    expect(BalancesIssuance.get(after)).toBe(BalancesIssuance.get(before))
  })

  test('of two of four: one leaves, the other waits for the rotations', () => {
    const chain = new SovereignChain({ params: { rotation_blocks: 10 } })
    chain.reported({ misbehaviours: [doubleVote(a.address), doubleVote(b.address)] })
    expect(chain.updates()).toHaveLength(1)
    // In the next block the other one has a third of what is left, and goes too.
    chain.reported()
    expect(chain.updates()).toHaveLength(1)
    expect(
      byName(chain.updates()).every(([name, power]) => 'ab'.includes(name) && power === 0n),
    ).toBe(true)
  })

  test('of nobody means nothing', () => {
    const chain = new SovereignChain()
    chain.reported({ misbehaviours: [doubleVote(new Uint8Array(20))] })
    expect(chain.updates()).toEqual([])
  })
})
