import { addressOf, alphaRao, netUid, rao } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import { beforeEach, describe, expect, test } from 'vitest'
import type { SignedTransaction } from '../../src/executive/extension.ts'
import { chargeTransactionPayment } from '../../src/executive/extensions/charge-transaction-payment.ts'
import { ValidityFailure } from '../../src/executive/validity.ts'
import { dispatchInfo } from '../../src/frame/call.ts'
import type { PostInfo, RuntimeCall } from '../../src/frame/call.ts'
import type { Context } from '../../src/frame/context.ts'
import { signed } from '../../src/frame/origin.ts'
import { Authorities } from '../../src/pallets/aura/storage.ts'
import { mintInto, transferKeepAlive } from '../../src/pallets/balances/index.ts'
import { proxy } from '../../src/pallets/proxy/calls/proxy.ts'
import { RealPaysFee } from '../../src/pallets/proxy/index.ts'
import { burnAlpha, recycleAlpha } from '../../src/pallets/subtensor/staking/calls/destroy-stake.ts'
import { moveStake, transferStake } from '../../src/pallets/subtensor/staking/calls/move-stake.ts'
import {
  removeStake,
  removeStakeFullLimit,
  removeStakeLimit,
} from '../../src/pallets/subtensor/staking/calls/remove-stake.ts'
import { swapStake, swapStakeLimit } from '../../src/pallets/subtensor/staking/calls/swap-stake.ts'
import {
  unstakeAll,
  unstakeAllAlpha,
} from '../../src/pallets/subtensor/staking/calls/unstake-all.ts'
import { SubtokenEnabled } from '../../src/pallets/subtensor/storage/pools.ts'
import { account, eventsDuring } from '../helpers/test-context.ts'
import {
  author,
  EVEN,
  free,
  friend,
  giveStake,
  HALF_PRICE,
  hotkey,
  ONE,
  otherHotkey,
  setReserves,
  STABLE,
  stakeIn,
  stakingWorld,
} from './subtensor/staking/staking-kit.ts'

/** Has stake, and no TAO at all. */
const poor = account(50)
const LENGTH = 142
/** Of remove_stake: base, length, W2F(2,569,198,000). */
const FEE = 54_078n + 142n + 1_284_599n

let ctx: Context

beforeEach(() => {
  ctx = stakingWorld()
  giveStake(ctx, EVEN, 10n * ONE, poor)
})

const remove = (netuid: NetUid = EVEN, amount = ONE): RuntimeCall =>
  removeStake.with({ hotkey, netuid, amount_unstaked: alphaRao(amount) })

function txOf(call: RuntimeCall, who: AccountId = poor): SignedTransaction {
  return { who, call, info: dispatchInfo(call, ctx.config), length: LENGTH }
}

const validate = (tx: SignedTransaction, tip = 0n) =>
  chargeTransactionPayment.validate?.(ctx, tx, tip, 'External')

/** Charges, runs and settles as the executive does; the events, and whether the call went well. */
function charge(tx: SignedTransaction, tip = 0n, post: PostInfo = {}) {
  let ok = false
  const events = eventsDuring(ctx, () => {
    validate(tx, tip)
    const paid = chargeTransactionPayment.prepare?.(ctx, tx, tip)
    if (paid === undefined) throw new Error('nothing was prepared')
    ok = ctx.dispatch(tx.call, signed(tx.who)).ok
    const actualWeight = post.actualWeight ?? tx.info.weight
    chargeTransactionPayment.postDispatch?.(ctx, tx, paid, { post, actualWeight, ok })
  })
  return { events, ok }
}

function refusesPayment(run: () => unknown): void {
  let thrown: unknown
  try {
    run()
  } catch (caught) {
    thrown = caught
  }
  expect(thrown).toBeInstanceOf(ValidityFailure)
  expect((thrown as ValidityFailure).error).toEqual({ type: 'Invalid', value: { type: 'Payment' } })
}

describe('who has no TAO pays with the stake that the call sells', () => {
  test('sold without a fee to the author, before the call runs', () => {
    const { events, ok } = charge(txOf(remove()))
    expect(ok).toBe(true)
    // y·d/(x+d) = 10^12·1,338,819/(10^12+1,338,819) = 1,338,817.2
    const tao = 1_338_817n
    const own = events.filter(([name]) => !name.startsWith('Balances.'))
    expect(own[0]).toEqual(['SubtensorModule.StakeRemoved', [poor, hotkey, tao, FEE, EVEN, 0n]])
    expect(own.slice(-2)).toEqual([
      [
        'SubtensorModule.TransactionFeePaidWithAlpha',
        { who: poor, netuid: EVEN, alpha_fee: FEE, tao_amount: tao },
      ],
      ['TransactionPayment.TransactionFeePaid', { who: poor, actual_fee: FEE, tip: 0n }],
    ])
    expect(stakeIn(ctx, EVEN, poor)).toBe(9n * ONE - FEE)
  })

  test.each([
    { netuid: HALF_PRICE, price: 'one half', alphaFee: 2n * FEE },
    { netuid: STABLE, price: 'one', alphaFee: FEE },
  ])('at a price of $price', ({ netuid, alphaFee }) => {
    giveStake(ctx, netuid, 10n * ONE, poor)
    charge(txOf(remove(netuid)))
    expect(stakeIn(ctx, netuid, poor)).toBe(9n * ONE - alphaFee)
  })

  const same = { hotkey, netuid: EVEN }
  const across = { origin_netuid: EVEN, destination_netuid: STABLE, alpha_amount: alphaRao(ONE) }
  const limit = { limit_price: rao(0n), allow_partial: true }
  test.each<readonly [string, RuntimeCall]>([
    ['remove_stake', remove()],
    [
      'remove_stake_limit',
      removeStakeLimit.with({ ...same, amount_unstaked: alphaRao(ONE), ...limit }),
    ],
    ['remove_stake_full_limit', removeStakeFullLimit.with({ ...same, limit_price: undefined })],
    ['unstake_all', unstakeAll.with({ hotkey })],
    ['unstake_all_alpha', unstakeAllAlpha.with({ hotkey })],
    [
      'move_stake',
      moveStake.with({ origin_hotkey: hotkey, destination_hotkey: otherHotkey, ...across }),
    ],
    ['transfer_stake', transferStake.with({ destination_coldkey: friend, hotkey, ...across })],
    ['swap_stake', swapStake.with({ hotkey, ...across })],
    ['swap_stake_limit', swapStakeLimit.with({ hotkey, ...across, ...limit })],
    ['recycle_alpha', recycleAlpha.with({ ...same, amount: alphaRao(ONE) })],
    ['burn_alpha', burnAlpha.with({ ...same, amount: alphaRao(ONE) })],
  ])('%s', (_, call) => {
    const { events, ok } = charge(txOf(call))
    expect(ok).toBe(true)
    const names = events.map(([name]) => name)
    expect(names.slice(-2)).toEqual([
      'SubtensorModule.TransactionFeePaidWithAlpha',
      'TransactionPayment.TransactionFeePaid',
    ])
  })

  test('a tip is part of it', () => {
    charge(txOf(remove()), 1_000n)
    expect(stakeIn(ctx, EVEN, poor)).toBe(9n * ONE - FEE - 1_000n)
  })

  test('nothing is given back where less was used', () => {
    const actualWeight = { ref_time: 0n, proof_size: 0n }
    const { events } = charge(txOf(remove()), 0n, { actualWeight })
    expect(stakeIn(ctx, EVEN, poor)).toBe(9n * ONE - FEE)
    const actual_fee = 54_078n + 142n
    expect(events.at(-1)?.[1]).toEqual({ who: poor, actual_fee, tip: 0n })
  })

  test('the fee of a call that fails stays paid', () => {
    const { ok } = charge(txOf(remove(EVEN, 0n)))
    expect(ok).toBe(false)
    expect(stakeIn(ctx, EVEN, poor)).toBe(10n * ONE - FEE)
  })

  test('without an author it is free, and says so', () => {
    Authorities.set(ctx, [])
    const { events } = charge(txOf(remove()))
    expect(stakeIn(ctx, EVEN, poor)).toBe(9n * ONE)
    expect(events.at(-2)?.[1]).toEqual({
      who: poor,
      netuid: netUid(0),
      alpha_fee: 0n,
      tao_amount: 0n,
    })
  })

  test('who has TAO pays TAO', () => {
    mintInto(ctx, poor, FEE + 500n)
    charge(txOf(remove()))
    expect(stakeIn(ctx, EVEN, poor)).toBe(9n * ONE)
    expect(free(ctx, author)).toBeGreaterThan(ONE + FEE)
  })

  test('TAO that would leave less than the existential deposit counts for nothing', () => {
    mintInto(ctx, poor, FEE + 499n)
    charge(txOf(remove()))
    expect(stakeIn(ctx, EVEN, poor)).toBe(9n * ONE - FEE)
  })
})

describe('Payment', () => {
  test.each<readonly [string, () => RuntimeCall, () => void]>([
    [
      'calls that sell no stake',
      () => transferKeepAlive.with({ dest: addressOf(friend), value: 1n }),
      () => {},
    ],
    [
      'stake that is worth less than the fee',
      () => remove(STABLE),
      () => {
        giveStake(ctx, STABLE, FEE - 1n, poor)
      },
    ],
    ['no stake where the call looks for it', () => remove(HALF_PRICE), () => {}],
    [
      'stake on more than one subnet',
      () => unstakeAll.with({ hotkey }),
      () => giveStake(ctx, STABLE, ONE, poor),
    ],
    [
      'stake on subnets that are not started',
      () => unstakeAllAlpha.with({ hotkey }),
      () => SubtokenEnabled.remove(ctx, EVEN),
    ],
  ])('%s', (_, call, arrange) => {
    arrange()
    refusesPayment(() => validate(txOf(call())))
  })

  test('just enough stake is enough', () => {
    giveStake(ctx, STABLE, FEE, poor)
    validate(txOf(remove(STABLE)))
  })

  test('stake on one started subnet among several is enough', () => {
    giveStake(ctx, STABLE, ONE, poor)
    SubtokenEnabled.remove(ctx, STABLE)
    validate(txOf(unstakeAll.with({ hotkey })))
  })

  test('a sale that fails leaves no trace', () => {
    setReserves(ctx, EVEN, ONE, 999_999n)
    const before = ctx.state.changes()
    const events = eventsDuring(ctx, () =>
      refusesPayment(() => chargeTransactionPayment.prepare?.(ctx, txOf(remove()), 0n)),
    )
    expect(events).toEqual([])
    expect(ctx.state.changes()).toEqual(before)
  })

  test('the stake of an account that pays for its proxy does not count', () => {
    RealPaysFee.set(ctx, poor, friend, undefined)
    const call = proxy.with({
      real: addressOf(poor),
      force_proxy_type: undefined,
      call: remove(),
    })
    refusesPayment(() => validate(txOf(call, friend)))
  })
})
