import { alphaRao, netUid, rao } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import type { Context } from '../../../src/frame/context.ts'
import {
  SubnetAlphaIn,
  SubnetMechanism,
  SubnetTAO,
} from '../../../src/pallets/subtensor/storage/pools.ts'
import { FeeRate } from '../../../src/pallets/swap/storage.ts'
import { testContext } from '../../helpers/test-context.ts'
import { ask, c, hexOf, list, subnet, u16, u64 } from './kit.ts'

const TOKEN = 1_000_000_000n
const NETUID = netUid(2)

/** A pool of equal weights with 2,000 TAO and 8,000 alpha, without fee: the price is 0.25. */
function chain(): Context {
  const ctx = testContext()
  subnet(ctx, 0)
  subnet(ctx, NETUID)
  SubnetMechanism.set(ctx, NETUID, 1)
  SubnetTAO.set(ctx, NETUID, rao(2000n * TOKEN))
  SubnetAlphaIn.set(ctx, NETUID, alphaRao(8000n * TOKEN))
  FeeRate.set(ctx, NETUID, 0)
  return ctx
}

const result = (...amounts: readonly (bigint | number)[]) => hexOf(...amounts.map(u64))
const buy = (ctx: Context, netuid: number, tao: bigint) =>
  ask(ctx, 'SwapRuntimeApi_sim_swap_tao_for_alpha', u16(netuid), u64(tao))
const sell = (ctx: Context, netuid: number, alpha: bigint) =>
  ask(ctx, 'SwapRuntimeApi_sim_swap_alpha_for_tao', u16(netuid), u64(alpha))
const number = (hex: string, at: number): bigint => Buffer.from(hex, 'hex').readBigUInt64LE(8 * at)

describe('prices', () => {
  test.each([
    ['a pool', 2, 250_000_000],
    ['root', 0, 1_000_000_000],
    ['a subnet that does not exist', 9, 1_000_000_000],
  ])('of %s, in rao per alpha', (_name, netuid, price) => {
    expect(ask(chain(), 'SwapRuntimeApi_current_alpha_price', u16(netuid))).toBe(u64(price))
  })

  test('of all subnets; a pool without alpha has none; fractions of a rao are cut', () => {
    const ctx = chain()
    SubnetMechanism.set(ctx, subnet(ctx, 3), 1)
    SubnetTAO.set(ctx, subnet(ctx, 4), rao(1n))
    SubnetMechanism.set(ctx, netUid(4), 1)
    SubnetAlphaIn.set(ctx, netUid(4), alphaRao(3n))
    expect(ask(ctx, 'SwapRuntimeApi_current_alpha_price_all')).toBe(
      list(
        u16(0) + u64(TOKEN),
        u16(2) + u64(250_000_000),
        u16(3) + u64(0),
        u16(4) + u64(333_333_333),
      ),
    )
  })
})

describe('simulated swaps', () => {
  test('a purchase: 500 TAO into 2,000 buy a fifth of the alpha, 400 less than at the price', () => {
    const answer = buy(chain(), 2, 500n * TOKEN)
    // 8,000 · (1 − 2,000 / 2,500) = 1,600; at 0.25 it would be 2,000. The pool rounds down.
    const out = number(answer, 1)
    expect(1600n * TOKEN - out).toBeLessThanOrEqual(1000n)
    expect(1600n * TOKEN - out).toBeGreaterThanOrEqual(0n)
    expect(answer).toBe(result(500n * TOKEN, out, 0, 0, 0, 2000n * TOKEN - out))
  })

  test('a sale: 2,000 alpha into 8,000 sell for a fifth of the TAO', () => {
    const answer = sell(chain(), 2, 2000n * TOKEN)
    // 2,000 · (1 − 8,000 / 10,000) = 400; at 0.25 it would be 500.
    const out = number(answer, 0)
    expect(400n * TOKEN - out).toBeLessThanOrEqual(1000n)
    expect(400n * TOKEN - out).toBeGreaterThanOrEqual(0n)
    expect(answer).toBe(result(out, 2000n * TOKEN, 0, 0, 500n * TOKEN - out, 0))
  })

  test('the fee is of the token that is paid in', () => {
    const ctx = chain()
    FeeRate.set(ctx, NETUID, 6553)
    // 10⁹ · 6,553 / 65,535 = 99,992,370.4…
    expect(number(buy(ctx, 2, TOKEN), 2)).toBe(99_992_370n)
    expect(number(buy(ctx, 2, TOKEN), 3)).toBe(0n)
    expect(number(sell(ctx, 2, TOKEN), 2)).toBe(0n)
    expect(number(sell(ctx, 2, TOKEN), 3)).toBe(99_992_370n)
  })

  test('root exchanges one for one; no subnet, no exchange, but its price of one', () => {
    const ctx = chain()
    expect(buy(ctx, 0, 7n)).toBe(result(7, 7, 0, 0, 0, 0))
    expect(sell(ctx, 0, 7n)).toBe(result(7, 7, 0, 0, 0, 0))
    expect(buy(ctx, 9, 7n)).toBe(result(0, 0, 0, 0, 0, 7))
    expect(sell(ctx, 9, 7n)).toBe(result(0, 0, 0, 0, 7, 0))
  })

  test('a swap that fails is all zeros', () => {
    const ctx = chain()
    SubnetAlphaIn.set(ctx, NETUID, alphaRao(0n))
    expect(buy(ctx, 2, TOKEN)).toBe(result(0, 0, 0, 0, 0, 0))
    SubnetTAO.set(ctx, NETUID, rao(0n))
    expect(sell(ctx, 2, TOKEN)).toBe(result(0, 0, 0, 0, 0, 0))
  })

  test('leaves no trace', () => {
    const ctx = chain()
    const before = ctx.state.changes().size
    buy(ctx, 2, TOKEN)
    sell(ctx, 2, TOKEN)
    expect(ctx.state.changes().size).toBe(before)
    expect(c(0)).toBe('00')
  })
})
