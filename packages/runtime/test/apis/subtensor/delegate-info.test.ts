import { alphaRao } from '@plexus/primitives'
import { expect, test } from 'vitest'
import { Delegates } from '../../../src/pallets/subtensor/storage/keys.ts'
import { Emission, ValidatorPermit } from '../../../src/pallets/subtensor/storage/neurons.ts'
import { Tempo } from '../../../src/pallets/subtensor/storage/schedule.ts'
import { AlphaV2, TotalHotkeyAlpha } from '../../../src/pallets/subtensor/storage/stake.ts'
import { SAFE_FLOAT_ZERO } from '../../../src/pallets/subtensor/staking/safe-float.ts'
import { account, testContext } from '../../helpers/test-context.ts'
import { ask, c, hexOf, list, none, shares, some, subnet } from './kit.ts'

const delegate = account(1)
const other = account(2)
const owner = account(10)
const low = account(20)
const high = account(30)

/** Root, and a subnet in which the delegate has uid 1 and earned 1,000 in an epoch of 10 blocks. */
function chain(take: number) {
  const ctx = testContext()
  const root = subnet(ctx, 0)
  const netuid = subnet(ctx, 1, [
    [other, owner],
    [delegate, owner],
  ])
  Delegates.set(ctx, delegate, take)
  Tempo.set(ctx, netuid, 10)
  ValidatorPermit.set(ctx, netuid, [false, true])
  Emission.set(ctx, netuid, [alphaRao(5n), alphaRao(1000n)])
  shares(ctx, delegate, netuid, [
    [high, 700n],
    [low, 300n],
  ])
  shares(ctx, delegate, root, [[low, 5_000_000_000n]])
  return ctx
}

/** 7200 / 10 epochs of 1,000 make 720,000 a day; on 5 TAO that is 144,000,000 for a thousand. */
const expected = (take: number, per1000: bigint, nominators: string) =>
  hexOf(delegate, c(take), nominators, owner, list(c(1)), list(c(1)), c(per1000), c(720_000))
const nominators = list(
  hexOf(low, list(c(0) + c(5_000_000_000), c(1) + c(300))),
  hexOf(high, list(c(1) + c(700))),
)

test('a delegate: nominators by account, then by subnet, and what a thousand TAO earn', () => {
  const ctx = chain(0)
  const info = expected(0, 144_000_000n, nominators)
  expect(ask(ctx, 'DelegateInfoRuntimeApi_get_delegate', delegate)).toBe(some(info))
  expect(ask(ctx, 'DelegateInfoRuntimeApi_get_delegates')).toBe(list(info))
})

test('the take is subtracted: all of it leaves nothing', () => {
  const info = expected(0xffff, 0n, nominators)
  expect(ask(chain(0xffff), 'DelegateInfoRuntimeApi_get_delegate', delegate)).toBe(some(info))
})

test('no delegate, no info, though it is registered', () => {
  expect(ask(chain(0), 'DelegateInfoRuntimeApi_get_delegate', other)).toBe(none)
})

test('a delegate without subnet, tempo or stake earns nothing', () => {
  const ctx = chain(0)
  Delegates.set(ctx, other, 7)
  Tempo.set(ctx, subnet(ctx, 1, [[other, owner]]), 0)
  const info = hexOf(other, c(7), list(), owner, list(c(1)), list(), c(0), c(0))
  expect(ask(ctx, 'DelegateInfoRuntimeApi_get_delegate', other)).toBe(some(info))
})

test('delegated: one entry for each subnet with a share, without nominators', () => {
  const ctx = chain(0)
  AlphaV2.set(ctx, delegate, low, subnet(ctx, 3), SAFE_FLOAT_ZERO)
  const info = expected(0, 144_000_000n, list())
  expect(ask(ctx, 'DelegateInfoRuntimeApi_get_delegated', low)).toBe(
    list(info + c(0) + c(5_000_000_000), info + c(1) + c(300)),
  )
  expect(ask(ctx, 'DelegateInfoRuntimeApi_get_delegated', owner)).toBe(list())
})

test('shares of nothing are no nominations', () => {
  const ctx = chain(0)
  AlphaV2.set(ctx, delegate, owner, subnet(ctx, 1), SAFE_FLOAT_ZERO)
  expect(ask(ctx, 'DelegateInfoRuntimeApi_get_delegate', delegate)).toContain(nominators)
})

test('as in the reference, a gap in the netuids shows the value of another pool or none', () => {
  const ctx = testContext()
  const [, two, three] = [0, 2, 3].map((id) => subnet(ctx, id))
  if (two === undefined || three === undefined) throw new Error('no subnets')
  Delegates.set(ctx, delegate, 0)
  shares(ctx, delegate, two, [[low, 100n]])
  shares(ctx, delegate, three, [[low, 40n]])
  // Whatever a share of subnet 3 is worth, doubled.
  TotalHotkeyAlpha.set(ctx, delegate, three, alphaRao(80n))
  // The list is 0, 2, 3: place 2 holds subnet 3, so that 100 shares count double; place 3 is empty.
  const worth = list(hexOf(low, list(c(2) + c(200))))
  expect(ask(ctx, 'DelegateInfoRuntimeApi_get_delegate', delegate)).toContain(
    hexOf(delegate, c(0), worth),
  )
})
