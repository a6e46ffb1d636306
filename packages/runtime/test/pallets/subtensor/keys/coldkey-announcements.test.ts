import { blockNumber, hash } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../../../../src/frame/context.ts'
import { NONE, ROOT, signed } from '../../../../src/frame/origin.ts'
import { TotalIssuance as BalancesIssuance } from '../../../../src/pallets/balances/index.ts'
import { errors } from '../../../../src/pallets/subtensor/errors.ts'
import {
  announceColdkeySwap,
  clearColdkeySwapAnnouncement,
  disputeColdkeySwap,
  resetColdkeySwap,
  swapColdkeyAnnounced,
} from '../../../../src/pallets/subtensor/keys/calls/swap-coldkey.ts'
import { Owner, StakingHotkeys } from '../../../../src/pallets/subtensor/storage/keys.ts'
import {
  ColdkeySwapAnnouncementDelay,
  ColdkeySwapAnnouncements,
  ColdkeySwapDisputes,
  ColdkeySwapReannouncementDelay,
} from '../../../../src/pallets/subtensor/storage/limits.ts'
import { fails, succeeds } from '../../../helpers/expect-call.ts'
import { account, host } from '../../../helpers/test-context.ts'
import { asOwner, asRival, atBlock, endowed, freeOf, OWNER, TAO } from '../economy-kit.ts'
import { expectSound, keysWorld, LEAST_BALANCE, NOW, OLD, PRICE } from './keys-kit.ts'

const NEXT = account(70)
const FUNDS = 100_000n * TAO
/** Of the fast build, in blocks. */
const DELAY = 50
const AGAIN = 10
/** The first block in which the swap may be made, and in which it may be announced again. */
const DUE = NOW + DELAY
const FREE = DUE + AGAIN

const hashOf = (coldkey: AccountId) => hash(host.blake2b256(coldkey))
const announce = (coldkey = NEXT) => announceColdkeySwap.with({ new_coldkey_hash: hashOf(coldkey) })
const swap = (coldkey = NEXT) => swapColdkeyAnnounced.with({ new_coldkey: coldkey })
const dispute = disputeColdkeySwap.with({})
const clear = clearColdkeySwapAnnouncement.with({})
const reset = resetColdkeySwap.with({ coldkey: OWNER })
const announced = (ctx: Context) => ColdkeySwapAnnouncements.get(ctx, OWNER)

let ctx: Context
beforeEach(() => {
  ctx = keysWorld()
})

test.each([
  ['announce_coldkey_swap', announce()],
  ['swap_coldkey_announced', swap()],
  ['dispute_coldkey_swap', dispute],
  ['clear_coldkey_swap_announcement', clear],
] as const)('%s is for a signer', (_, call) => {
  for (const origin of [ROOT, NONE]) fails(ctx, call, origin, { type: 'BadOrigin' })
})

describe('an announcement', () => {
  test('says by a hash who is to take over, and when at the earliest; it is paid for', () => {
    const issued = BalancesIssuance.get(ctx)
    const events = succeeds(ctx, announce(), asOwner)
    const value = { who: OWNER, new_coldkey_hash: hashOf(NEXT) }
    expect(events.at(-1)).toEqual(['SubtensorModule.ColdkeySwapAnnounced', value])
    expect(announced(ctx)).toEqual([DUE, hashOf(NEXT)])
    expect(freeOf(ctx, OWNER)).toBe(FUNDS - PRICE)
    expect(BalancesIssuance.get(ctx)).toBe(issued - PRICE)
    expectSound(ctx)
  })

  test('needs its price and the existential deposit', () => {
    const poor = endowed(ctx, 77, PRICE + LEAST_BALANCE - 1n)
    fails(ctx, announce(), signed(poor), errors.NotEnoughBalanceToPaySwapColdKey)
    const rich = endowed(ctx, 78, PRICE + LEAST_BALANCE)
    succeeds(ctx, announce(), signed(rich))
    expect(freeOf(ctx, rich)).toBe(LEAST_BALANCE)
  })

  test('may be changed for nothing, some blocks after the swap was due', () => {
    succeeds(ctx, announce(), asOwner)
    atBlock(ctx, FREE - 1)
    fails(ctx, announce(account(71)), asOwner, errors.ColdkeySwapReannouncedTooEarly)
    atBlock(ctx, FREE)
    succeeds(ctx, announce(account(71)), asOwner)
    expect(announced(ctx)).toEqual([FREE + DELAY, hashOf(account(71))])
    expect(freeOf(ctx, OWNER)).toBe(FUNDS - PRICE)
  })

  test('counts blocks to the last one there can be', () => {
    const last = blockNumber(0xffff_ffff)
    ColdkeySwapAnnouncementDelay.set(ctx, last)
    ColdkeySwapReannouncementDelay.set(ctx, last)
    succeeds(ctx, announce(), asOwner)
    expect(announced(ctx)?.[0]).toBe(last)
    fails(ctx, clear, asOwner, errors.ColdkeySwapClearTooEarly)
    atBlock(ctx, last)
    succeeds(ctx, clear, asOwner)
  })

  test('waits five days, and one to be changed, in the normal build', () => {
    ctx = keysWorld('normal')
    succeeds(ctx, announce(), asOwner)
    expect(announced(ctx)?.[0]).toBe(NOW + 36_000)
    atBlock(ctx, NOW + 36_000 + 7_199)
    fails(ctx, clear, asOwner, errors.ColdkeySwapClearTooEarly)
    atBlock(ctx, NOW + 36_000 + 7_200)
    succeeds(ctx, clear, asOwner)
  })
})

describe('an announced swap', () => {
  beforeEach(() => {
    succeeds(ctx, announce(), asOwner)
    atBlock(ctx, DUE)
  })

  test('is made when it is due, and forgotten', () => {
    const events = succeeds(ctx, swap(), asOwner)
    const value = { old_coldkey: OWNER, new_coldkey: NEXT }
    expect(events.at(-1)).toEqual(['SubtensorModule.ColdkeySwapped', value])
    expect(announced(ctx)).toBeUndefined()
    expect(Owner.get(ctx, OLD)).toEqual(NEXT)
    expect(freeOf(ctx, NEXT)).toBe(FUNDS - PRICE)
    fails(ctx, swap(), asOwner, errors.ColdkeySwapAnnouncementNotFound)
    expectSound(ctx)
  })

  test('is that of who announced it', () => {
    fails(ctx, swap(), asRival, errors.ColdkeySwapAnnouncementNotFound)
  })

  test('is refused to another coldkey first, then before its time, and stays announced', () => {
    atBlock(ctx, DUE - 1)
    fails(ctx, swap(account(71)), asOwner, errors.AnnouncedColdkeyHashDoesNotMatch)
    fails(ctx, swap(), asOwner, errors.ColdkeySwapTooEarly)
    expect(announced(ctx)).toEqual([DUE, hashOf(NEXT)])
  })

  test('is refused as Root’s is', () => {
    Owner.set(ctx, NEXT, account(71))
    fails(ctx, swap(), asOwner, errors.NewColdKeyIsHotkey)
    StakingHotkeys.set(ctx, NEXT, [OLD])
    fails(ctx, swap(), asOwner, errors.ColdKeyAlreadyAssociated)
  })

  test('is disputed once', () => {
    fails(ctx, dispute, asRival, errors.ColdkeySwapAnnouncementNotFound)
    const events = succeeds(ctx, dispute, asOwner)
    expect(events).toEqual([['SubtensorModule.ColdkeySwapDisputed', { coldkey: OWNER }]])
    expect(ColdkeySwapDisputes.get(ctx, OWNER)).toBe(DUE)
    fails(ctx, dispute, asOwner, errors.ColdkeySwapAlreadyDisputed)
  })

  test('is taken back when it might be changed', () => {
    fails(ctx, clear, asRival, errors.ColdkeySwapAnnouncementNotFound)
    atBlock(ctx, FREE - 1)
    fails(ctx, clear, asOwner, errors.ColdkeySwapClearTooEarly)
    atBlock(ctx, FREE)
    const events = succeeds(ctx, clear, asOwner)
    expect(events).toEqual([['SubtensorModule.ColdkeySwapCleared', { who: OWNER }]])
    expect(announced(ctx)).toBeUndefined()
    // The next announcement is paid for again.
    succeeds(ctx, announce(), asOwner)
    expect(freeOf(ctx, OWNER)).toBe(FUNDS - 2n * PRICE)
  })

  test('is reset by Root, with its dispute', () => {
    succeeds(ctx, dispute, asOwner)
    for (const origin of [asOwner, NONE]) fails(ctx, reset, origin, { type: 'BadOrigin' })
    const events = succeeds(ctx, reset, ROOT)
    expect(events).toEqual([['SubtensorModule.ColdkeySwapReset', { who: OWNER }]])
    expect(announced(ctx)).toBeUndefined()
    expect(ColdkeySwapDisputes.has(ctx, OWNER)).toBe(false)
    // Also where there is nothing to reset.
    expect(succeeds(ctx, reset, ROOT)).toHaveLength(1)
  })
})
