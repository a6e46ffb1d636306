import { readFileSync } from 'node:fs'
import { fixedFromRaw, rao, U64F64 } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import { decayFactorQ32, powQ32 } from '../../../../src/pallets/subtensor/registration/decay.ts'
import {
  bumpedPrice,
  decayedPrice,
  updateRegistrationPrices,
} from '../../../../src/pallets/subtensor/registration/prices.ts'
import {
  Burn,
  RegistrationsThisBlock,
  RegistrationsThisInterval,
} from '../../../../src/pallets/subtensor/storage/hyperparameters.ts'
import { atBlock, economy, FIRST, ROOT_NETUID } from '../economy-kit.ts'

interface PriceCase {
  readonly burn: string
  readonly minBurn: string
  readonly maxBurn: string
}

interface Recorded {
  readonly decayFactor: readonly (readonly [number, string])[]
  readonly powQ32: readonly { readonly base: string; readonly exp: number; readonly out: string }[]
  readonly burnDecay: readonly (PriceCase & {
    readonly halfLife: number
    readonly block: number
    readonly out: string
  })[]
  readonly burnDecayRun: readonly (PriceCase & {
    readonly halfLife: number
    readonly afterBlocks: readonly (readonly [number, string])[]
  })[]
  readonly burnBump: readonly (PriceCase & { readonly mult: string; readonly out: string })[]
}

const file = new URL('../../../../../../spec/vectors/emission.json', import.meta.url)
const recorded = JSON.parse(readFileSync(file, 'utf8')) as Recorded
const amount = (text: string) => rao(BigInt(text))
const boundsOf = ({ minBurn, maxBurn }: PriceCase) => ({
  min: amount(minBurn),
  max: amount(maxBurn),
})

describe('the factor of decay', () => {
  // spec: 30-block-step §4
  test.each([
    [1, 2_147_483_648n],
    [2, 3_037_000_500n],
    [10, 4_007_346_185n],
    [100, 4_265_299_790n],
    [360, 4_286_705_684n],
    [7200, 4_294_553_838n],
    [36_100, 4_294_884_830n],
  ])('of a half-life of %d blocks is that of the specification', (halfLife, factor) => {
    expect(decayFactorQ32(halfLife)).toBe(factor)
    expect(decayFactorQ32(halfLife), 'asked again').toBe(factor)
  })

  test('is the recorded one of every half-life', () => {
    expect(recorded.decayFactor.length).toBeGreaterThan(100)
    for (const [halfLife, factor] of recorded.decayFactor) {
      expect(decayFactorQ32(halfLife), `half-life ${halfLife}`).toBe(BigInt(factor))
    }
  })

  test('comes of powers that are rounded as recorded', () => {
    for (const { base, exp, out } of recorded.powQ32) {
      expect(powQ32(BigInt(base), exp), `${base} ^ ${exp}`).toBe(BigInt(out))
    }
  })
})

describe('a price', () => {
  test('falls in one block as recorded', () => {
    for (const each of recorded.burnDecay) {
      const next = decayedPrice(
        amount(each.burn),
        each.halfLife,
        BigInt(each.block),
        boundsOf(each),
      )
      expect(next, JSON.stringify(each)).toBe(BigInt(each.out))
    }
  })

  test('falls over many blocks as recorded', () => {
    for (const each of recorded.burnDecayRun) {
      let price = amount(each.burn)
      let updates = 0
      for (const [blocks, expected] of each.afterBlocks) {
        for (; updates < blocks; updates += 1) {
          price = decayedPrice(price, each.halfLife, BigInt(updates + 2), boundsOf(each))
        }
        expect(price, `half-life ${each.halfLife}, ${blocks} blocks`).toBe(BigInt(expected))
      }
    }
  })

  test('rises after a registration as recorded', () => {
    for (const each of recorded.burnBump) {
      const multiplier = fixedFromRaw(U64F64, BigInt(each.mult))
      const next = bumpedPrice(amount(each.burn), multiplier, boundsOf(each))
      expect(next, JSON.stringify(each)).toBe(BigInt(each.out))
    }
  })
})

describe('at the start of a block', () => {
  test('every network, the root too, gets cheaper and forgets the registrations of the block', () => {
    const ctx = economy()
    for (const netuid of [ROOT_NETUID, FIRST]) {
      Burn.set(ctx, netuid, rao(1_000_000_000n))
      RegistrationsThisBlock.set(ctx, netuid, 7)
    }
    updateRegistrationPrices(ctx, 2n)
    for (const netuid of [ROOT_NETUID, FIRST]) {
      // 10^9 · 4,286,705,684 >> 32 = 998,076,443
      expect(Burn.get(ctx, netuid)).toBe(998_076_443n)
      expect(RegistrationsThisBlock.has(ctx, netuid)).toBe(true)
      expect(RegistrationsThisBlock.get(ctx, netuid)).toBe(0)
    }
  })

  test('no price is written that does not change', () => {
    const ctx = economy()
    updateRegistrationPrices(ctx, 1n)
    expect(Burn.has(ctx, FIRST)).toBe(false)
    updateRegistrationPrices(ctx, 2n)
    expect(Burn.has(ctx, FIRST)).toBe(true)
  })

  test('the counter of the interval of the root network starts anew with its epoch only', () => {
    const ctx = economy()
    for (const netuid of [ROOT_NETUID, FIRST]) RegistrationsThisInterval.set(ctx, netuid, 3)
    updateRegistrationPrices(ctx, 99n)
    expect(RegistrationsThisInterval.get(ctx, ROOT_NETUID)).toBe(3)
    // The tempo of the root network is 100, and its last epoch never moves from block 0.
    atBlock(ctx, 100)
    updateRegistrationPrices(ctx, 100n)
    expect(RegistrationsThisInterval.get(ctx, ROOT_NETUID)).toBe(0)
    expect(RegistrationsThisInterval.get(ctx, FIRST)).toBe(3)
  })
})
