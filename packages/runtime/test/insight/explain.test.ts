import { bytesToHex, mechId, netUid } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { decodeRow } from '@plexus/yuma'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createContext } from '../../src/executive/context.ts'
import { definition } from '../../src/definition.ts'
import type { Context } from '../../src/frame/context.ts'
import { InsightError } from '../../src/insight/errors.ts'
import type { EpochPayment } from '../../src/pallets/subtensor/coinbase/observer.ts'
import { allShareEntries, hotkeyStake, stakeOf } from '../../src/pallets/subtensor/staking/stake.ts'
import { Tempo } from '../../src/pallets/subtensor/storage/schedule.ts'
import * as neurons from '../../src/pallets/subtensor/storage/neurons.ts'
import { RootClaimable } from '../../src/pallets/subtensor/storage/root-claim.ts'
import { storageIndex } from '../../src/pallets/subtensor/types.ts'
import type { StateView } from '../../src/state/view.ts'
import { config, runtime } from '../executive/chain-kit.ts'
import type { TestChain } from '../executive/chain-kit.ts'
import { account, host } from '../helpers/test-context.ts'
import { chainWith, ELSEWHERE, hotkeyOf, littleSubnets, NETUID, OWNER } from './little-subnet.ts'
import type { LittleSubnet } from './little-subnet.ts'

const read = (view: StateView): Context =>
  createContext({ host, config, rules: definition.rules }, view)

/** The block with the epoch, the state before and the state after. */
function withEpoch(chain: TestChain) {
  const view = chain.state
  chain.block()
  return {
    block: { view, header: chain.head.block.header },
    before: read(view),
    after: chain.read(),
  }
}

/** Alpha that each coldkey has with each hotkey, by both. */
function stakes(ctx: Context): ReadonlyMap<string, bigint> {
  const entries = allShareEntries(ctx).filter(({ netuid }) => netuid === NETUID)
  return new Map(
    entries.map(({ hotkey, coldkey }) => [
      `${bytesToHex(hotkey)} ${bytesToHex(coldkey)}`,
      stakeOf(ctx, hotkey, coldkey, NETUID),
    ]),
  )
}

/** What became stake with a hotkey. */
const staked = (payments: readonly EpochPayment[], hotkey: AccountId): bigint =>
  payments.reduce(
    (sum, payment) =>
      payment.type !== 'withheld' &&
      payment.type !== 'rootClaimable' &&
      payment.type !== 'leaseDividend' &&
      bytesToHex(payment.hotkey) === bytesToHex(hotkey)
        ? sum + payment.amountAlphaRao
        : sum,
    0n,
  )

const PLAN: LittleSubnet = {
  stakes: [100, 200, 300],
  nominated: [50, 0, 7],
  rootStakes: [1000, 0, 5],
  takes: [11_796, 0, 100],
  weights: [
    [0, 0, 0, 10, 20, 30],
    [0, 0, 0, 30, 20, 10],
    [0, 0, 0, 20, 20, 20],
  ],
  pending: [80, 20, 10],
  parent: true,
  ckBurn: 1n << 60n,
  autoStake: true,
  recycles: true,
  ownerWorks: true,
  yuma3: false,
  liquidAlpha: false,
  mechanisms: 1,
}

describe('the epoch and the payout of any little subnet', () => {
  test('explained alpha is what balances of stake differ by, and traces end in what is stored', () => {
    let paid = 0n
    fc.assert(
      fc.property(littleSubnets, (plan) => {
        const { block, before, after } = withEpoch(chainWith(plan))
        const first = runtime.insight.explainEpoch(block, { netuid: NETUID, mechid: mechId(0) })
        const { payments, stakes: changes } = first.payout

        // Every difference of stake in the block belongs to a change that is explained.
        const [old, current] = [stakes(before), stakes(after)]
        const explained = new Map<string, bigint>()
        for (const { hotkey, beforeAlphaRao, afterAlphaRao } of changes) {
          expect(beforeAlphaRao).toBe(hotkeyStake(before, hotkey, NETUID))
          expect(afterAlphaRao).toBe(hotkeyStake(after, hotkey, NETUID))
          expect(afterAlphaRao - beforeAlphaRao).toBe(staked(payments, hotkey))
          const own = runtime.insight.explainPayout(block, { netuid: NETUID, hotkey })
          for (const position of own.stake?.positions ?? []) {
            const name = `${bytesToHex(hotkey)} ${bytesToHex(position.coldkey)}`
            explained.set(name, position.afterAlphaRao - position.beforeAlphaRao)
          }
          paid += afterAlphaRao - beforeAlphaRao
        }
        for (const name of new Set([...old.keys(), ...current.keys()])) {
          const difference = (current.get(name) ?? 0n) - (old.get(name) ?? 0n)
          expect(explained.get(name) ?? 0n, name).toBe(difference)
        }

        // All pots are handed out, or the rounding of each payment is lost.
        const handed = payments.reduce((sum, { amountAlphaRao }) => sum + amountAlphaRao, 0n)
        const { pots } = first
        const all =
          pots.serverAlphaRao + pots.validatorAlphaRao + pots.rootAlphaRao + pots.ownerCutAlphaRao
        expect(handed).toBeLessThanOrEqual(all)

        for (let mechanism = 0; mechanism < plan.mechanisms; mechanism += 1) {
          const mechid = mechId(mechanism)
          expectStored(after, runtime.insight.explainEpoch(block, { netuid: NETUID, mechid }))
        }
        if (plan.mechanisms === 1) {
          const stored = neurons.Emission.get(after, NETUID)
          expect(first.neurons.map(({ combinedAlphaRao }) => combinedAlphaRao)).toEqual(stored)
          const scores = first.neurons.map((neuron) => neuron.stored)
          expect(scores.map((each) => each.consensusU16)).toEqual(
            neurons.Consensus.get(after, NETUID),
          )
          expect(scores.map((each) => each.dividendsU16)).toEqual(
            neurons.Dividends.get(after, NETUID),
          )
          expect(first.neurons.map((neuron) => neuron.hasPermit)).toEqual(
            neurons.ValidatorPermit.get(after, NETUID),
          )
        }
      }),
      { numRuns: 25, endOnFailure: true },
    )
    expect(paid).toBeGreaterThan(0n)
  }, 120_000)
})

type Explanation = ReturnType<typeof runtime.insight.explainEpoch>

/** Incentives and bonds are stored by mechanism; a share of 1 is 65,535. */
function expectStored(
  after: Context,
  { mechid, neurons: found, rows, isEveryRowGiven }: Explanation,
) {
  const index = storageIndex(NETUID, mechid)
  expect(found.map(({ stored }) => stored.incentiveU16)).toEqual(
    neurons.Incentive.get(after, index),
  )
  for (const { steps, stored } of found) {
    const u16 = (raw: bigint | undefined) => Number(((raw ?? 0n) * 65_535n) >> 32n)
    expect(u16(steps?.incentive.raw)).toBe(stored.incentiveU16)
    expect(u16(steps?.consensus.raw)).toBe(stored.consensusU16)
    expect(u16(steps?.dividends.raw)).toBe(stored.dividendsU16)
    expect(u16(steps?.stakeShare.raw)).toBe(stored.stakeWeightU16)
  }
  expect(isEveryRowGiven).toBe(true)
  for (const row of rows) {
    const bytes = after.state.get(neurons.Bonds.key(after, index, row.uid as never))
    expect(row.bondsStoredAfter).toEqual(bytes === undefined ? [] : decodeRow(bytes))
  }
}

describe('one subnet by hand', () => {
  const { block, after } = withEpoch(chainWith(PLAN))
  const epoch = runtime.insight.explainEpoch(block, { netuid: NETUID, mechid: mechId(0) })

  test('the pots hold what was put aside and the emission of the block itself', () => {
    expect(epoch.block).toBe(1)
    expect(epoch.pots.serverAlphaRao).toBeGreaterThanOrEqual(100n * 10n ** 9n)
    expect(epoch.mechanismAlphaRao).toBe(
      epoch.pots.serverAlphaRao + epoch.pots.validatorAlphaRao + epoch.pots.rootAlphaRao,
    )
  })

  test('weights are shown as set, as shares and as clipped', () => {
    // The owner has uid 0, so that the validators have 1 to 3 and the miners 4 to 6.
    const row = epoch.rows.find(({ uid }) => uid === 1)
    expect(row?.weightsStored).toEqual([
      [1, 0],
      [2, 0],
      [3, 0],
      [4, 10],
      [5, 20],
      [6, 30],
    ])
    // 10, 20 and 30 of 60.
    const parts = row?.weightsNormalized.filter(([, { raw }]) => raw > 0n)
    expect(parts?.map(([of]) => of)).toEqual([4, 5, 6])
    for (const [at, part] of (parts ?? []).entries()) {
      const exact = ((1n << 32n) * BigInt(10 * (at + 1))) / 60n
      expect(exact - part[1].raw).toBeLessThan(8n)
      expect(part[1].fractionBits).toBe(32)
    }
  })

  test('only the rows that are asked for are given', () => {
    const some = runtime.insight.explainEpoch(block, {
      netuid: NETUID,
      mechid: mechId(0),
      rows: [2, 99],
    })
    expect(some.rows.map(({ uid }) => uid)).toEqual([2, 99])
    expect(some.rows[1]?.weightsNormalized).toEqual([])
    expect(some.isEveryRowGiven).toBe(false)
  })

  test('a dividend is divided with the parent, whose part is named', () => {
    const child = runtime.insight.explainPayout(block, { netuid: NETUID, hotkey: hotkeyOf(1) })
    const [division] = child.divisions
    expect(division?.parts.map(({ hotkey }) => bytesToHex(hotkey))).toEqual(
      [hotkeyOf(0), hotkeyOf(1)].map(bytesToHex),
    )
    const parent = runtime.insight.explainPayout(block, { netuid: NETUID, hotkey: hotkeyOf(0) })
    expect(parent.divisions).toContainEqual(division)
    expect(parent.uid).toBe(1)
  })

  test('stake that a miner has put elsewhere by itself is told at both ends', () => {
    const paidFor = (hotkey: AccountId) =>
      runtime.insight
        .explainPayout(block, { netuid: NETUID, hotkey })
        .payments.filter(({ type }) => type === 'incentive')
    expect(paidFor(hotkeyOf(3))).toEqual(paidFor(ELSEWHERE))
    expect(paidFor(ELSEWHERE)).toHaveLength(1)
  })

  test('root dividends may be claimed: the rate rises, no stake does', () => {
    const [hotkey] = [hotkeyOf(0)]
    const own = runtime.insight.explainPayout(block, { netuid: NETUID, hotkey })
    expect(own.payments.map(({ type }) => type)).toContain('rootClaimable')
    expect(RootClaimable.get(after, hotkey).map(([netuid]) => netuid)).toContain(NETUID)
  })

  test('the owner gets the cut', () => {
    const cut = epoch.payout.payments.find(({ type }) => type === 'ownerCut')
    expect(cut).toMatchObject({ coldkey: OWNER, amountAlphaRao: epoch.pots.ownerCutAlphaRao })
  })
})

describe('questions without an answer', () => {
  const chain = chainWith({ ...PLAN, pending: [0, 0, 0] })
  const { block } = withEpoch(chain)
  const code = (run: () => unknown): string => {
    try {
      run()
    } catch (error) {
      if (error instanceof InsightError) return `${error.code}: ${error.message}`
      throw error
    }
    return 'none'
  }
  const epochOf = (netuid: number, mechid = 0, at = block) =>
    code(() => runtime.insight.explainEpoch(at, { netuid: netUid(netuid), mechid: mechId(mechid) }))

  test('no subnet, no mechanism, no part', () => {
    expect(epochOf(99)).toBe('UnknownSubnet: There is no subnet 99 before block 1.')
    expect(epochOf(NETUID, 1)).toBe(
      'UnknownMechanism: Subnet 7 has 1 mechanisms, and none with the id 1.',
    )
    const nobody = account(200)
    expect(
      code(() => runtime.insight.explainPayout(block, { netuid: NETUID, hotkey: nobody })),
    ).toBe('UnknownHotkey: The hotkey had no part in the epoch of subnet 7 in block 1.')
  })

  test('a block without an epoch names the last and the next', () => {
    const ctx = chain.read()
    Tempo.set(ctx, NETUID, 100)
    chain.state = chain.state.after(ctx.state.changes())
    const next = withEpoch(chain)
    expect(epochOf(NETUID, 0, next.block)).toBe(
      'NoEpoch: No epoch of subnet 7 ran in block 2: the last ran in block 1, the next is expected in block 101.',
    )
    expect(runtime.insight.lastEpochBlock(chain.state, NETUID)).toBe(1)
    expect(code(() => runtime.insight.lastEpochBlock(chain.state, netUid(1)))).toContain('NoEpoch')
    expect(code(() => runtime.insight.lastEpochBlock(chain.state, netUid(9)))).toContain(
      'UnknownSubnet',
    )
  })
})
