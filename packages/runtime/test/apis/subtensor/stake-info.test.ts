import { alphaRao, fixedFromRaw, netUid, U64F64 } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import type { Context } from '../../../src/frame/context.ts'
import { AlphaDividendsPerSubnet } from '../../../src/pallets/subtensor/storage/emission.ts'
import { DecayingLock, HotkeyLock, Lock } from '../../../src/pallets/subtensor/storage/locks.ts'
import {
  NetworksAdded,
  SubnetOwnerHotkey,
} from '../../../src/pallets/subtensor/storage/networks.ts'
import { SubnetMechanism } from '../../../src/pallets/subtensor/storage/pools.ts'
import { FeeRate } from '../../../src/pallets/swap/storage.ts'
import { BlockNumber } from '../../../src/pallets/system/storage.ts'
import { account, testContext } from '../../helpers/test-context.ts'
import { ask, c, hexOf, list, no, none, shares, some, subnet, u128, u16, u64, yes } from './kit.ts'

const [late, early] = [account(9), account(1)]
const [coldkey, other, poor] = [account(20), account(15), account(30)]

/** Root, 256 and 2 by raw key; the coldkey staked with `late` before it staked with `early`. */
function chain(): Context {
  const ctx = testContext()
  const [root, far, near] = [subnet(ctx, 0), subnet(ctx, 256), netUid(2)]
  subnet(ctx, 2, [[late, coldkey]])
  shares(ctx, late, near, [
    [coldkey, 50n],
    [other, 5n],
  ])
  shares(ctx, early, near, [[coldkey, 20n]])
  shares(ctx, late, far, [[coldkey, 30n]])
  shares(ctx, early, root, [[coldkey, 10n]])
  AlphaDividendsPerSubnet.set(ctx, near, late, alphaRao(7n))
  return ctx
}

const info = (
  ...[hotkey, owner, netuid, stake, emission, registered]: [
    Uint8Array,
    Uint8Array,
    number,
    number,
    number,
    string,
  ]
) => hexOf(hotkey, owner, c(netuid), c(stake), c(0), c(emission), c(0), c(0), registered)

const ofColdkey = list(
  info(early, coldkey, 0, 10, 0, no),
  info(late, coldkey, 256, 30, 0, no),
  info(late, coldkey, 2, 50, 7, yes),
  info(early, coldkey, 2, 20, 0, no),
)
const ofOther = list(info(late, other, 2, 5, 7, yes))

describe('stake info', () => {
  test('of a coldkey: by subnet in raw key order, then in the order of first stakes', () => {
    const name = 'StakeInfoRuntimeApi_get_stake_info_for_coldkey'
    expect(ask(chain(), name, coldkey)).toBe(ofColdkey)
    expect(ask(chain(), name, poor)).toBe(list())
  })

  test('of coldkeys: as asked, repeated ones repeated', () => {
    const name = 'StakeInfoRuntimeApi_get_stake_info_for_coldkeys'
    const ctx = chain()
    expect(ask(ctx, name, list())).toBe(list())
    expect(ask(ctx, name, list(coldkey, poor, other, coldkey))).toBe(
      list(
        hexOf(coldkey, ofColdkey),
        hexOf(poor, list()),
        hexOf(other, ofOther),
        hexOf(coldkey, ofColdkey),
      ),
    )
  })

  test('of one place: always an answer, also where nothing is', () => {
    const name = 'StakeInfoRuntimeApi_get_stake_info_for_hotkey_coldkey_netuid'
    const ctx = chain()
    expect(ask(ctx, name, late, coldkey, u16(2))).toBe(some(info(late, coldkey, 2, 50, 7, yes)))
    expect(ask(ctx, name, late, poor, u16(2))).toBe(some(info(late, poor, 2, 0, 7, yes)))
    expect(ask(ctx, name, poor, poor, u16(999))).toBe(some(info(poor, poor, 999, 0, 0, no)))
  })
})

describe('stake availability', () => {
  const name = 'StakeInfoRuntimeApi_get_stake_availability_for_coldkeys'
  const row = (netuid: number, total: number, locked: number, free: number) =>
    hexOf(u16(netuid), c(total), c(locked), c(free))
  const all = list(row(0, 10, 0, 10), row(2, 70, 0, 70), row(256, 30, 0, 30))

  test('by account and by number, whatever the order and the repetitions of the question', () => {
    const ctx = chain()
    const expected = list(
      hexOf(other, list(row(2, 5, 0, 5))),
      hexOf(coldkey, all),
      hexOf(poor, list()),
    )
    expect(ask(ctx, name, list(poor, coldkey, other, coldkey), none)).toBe(expected)
    expect(ask(ctx, name, list(), none)).toBe(list())
  })

  test.each([
    ['nothing asked', [], list()],
    ['more subnets than there are', [0, 1, 2, 3], list()],
    ['repetitions do not count', [2, 2, 2, 2, 0], list(row(0, 10, 0, 10), row(2, 70, 0, 70))],
    ['subnets that do not exist are left out', [9, 2], list(row(2, 70, 0, 70))],
  ])('of some subnets: %s', (_name, netuids, expected) => {
    const asked = some(list(...netuids.map(u16)))
    expect(ask(chain(), name, list(coldkey), asked)).toBe(list(hexOf(coldkey, expected)))
  })

  test('what is locked is not free; a lock without stake is shown', () => {
    const ctx = chain()
    const state = { locked_mass: alphaRao(6000n), conviction: U64F64.zero, last_update: 0n }
    shares(ctx, late, netUid(2), [[coldkey, 7000n]])
    Lock.set(ctx, coldkey, netUid(2), late, state)
    Lock.set(ctx, poor, netUid(2), late, state)
    for (const who of [coldkey, poor]) DecayingLock.set(ctx, who, netUid(2), false)
    expect(ask(ctx, name, list(coldkey, poor), some(list(u16(2))))).toBe(
      list(hexOf(coldkey, list(row(2, 7020, 6000, 1020))), hexOf(poor, list(row(2, 0, 6000, 0)))),
    )
  })

  test('a subnet that was taken away counts where all are asked for, and not by name', () => {
    const ctx = chain()
    NetworksAdded.set(ctx, netUid(2), false)
    expect(ask(ctx, name, list(coldkey), none)).toBe(list(hexOf(coldkey, all)))
    const asked = some(list(u16(2), u16(0)))
    expect(ask(ctx, name, list(coldkey), asked)).toBe(list(hexOf(coldkey, list(row(0, 10, 0, 10)))))
  })
})

describe('the fee of moving stake', () => {
  const fee = (ctx: Context, from: string, to: string) =>
    ask(ctx, 'StakeInfoRuntimeApi_get_stake_fee', from, coldkey, to, coldkey, u64(1_000_000))
  const at = (hotkey: Uint8Array, netuid: number) => some(hotkey, u16(netuid))

  test('nothing within a place, else that of the destination, or of the origin', () => {
    const ctx = chain()
    SubnetMechanism.set(ctx, netUid(2), 1)
    FeeRate.set(ctx, netUid(2), 655)
    // 1,000,000 · 655 / 65,535 = 9,994.6…
    const cost = u64(9994)
    expect(fee(ctx, none, none)).toBe(u64(0))
    expect(fee(ctx, at(late, 2), at(late, 2))).toBe(u64(0))
    expect(fee(ctx, at(late, 2), at(early, 2))).toBe(cost)
    expect(fee(ctx, at(late, 2), none)).toBe(cost)
    expect(fee(ctx, none, at(late, 2))).toBe(cost)
    // Root exchanges one for one.
    expect(fee(ctx, at(late, 2), at(late, 0))).toBe(u64(0))
  })
})

describe('locks', () => {
  const NETUID = netUid(2)
  const lock = { locked_mass: alphaRao(1000n), conviction: U64F64.zero, last_update: 5n }

  test('the lock of a coldkey as it is now', () => {
    const ctx = chain()
    BlockNumber.set(ctx, 5)
    const conviction = fixedFromRaw(U64F64, 3n << 64n)
    Lock.set(ctx, coldkey, NETUID, late, { ...lock, conviction })
    DecayingLock.set(ctx, coldkey, NETUID, false)
    const name = 'StakeInfoRuntimeApi_get_coldkey_lock'
    expect(ask(ctx, name, coldkey, u16(2))).toBe(some(u64(1000), u128(3n << 64n), u64(5)))
    expect(ask(ctx, name, coldkey, u16(3))).toBe(none)
    expect(ask(ctx, name, other, u16(2))).toBe(none)
  })

  test('conviction of hotkeys; of equals the greater by its bytes leads', () => {
    const ctx = chain()
    BlockNumber.set(ctx, 5)
    SubnetOwnerHotkey.set(ctx, NETUID, poor)
    const leader = () => ask(ctx, 'StakeInfoRuntimeApi_get_most_convicted_hotkey_on_subnet', u16(2))
    const of = (hotkey: Uint8Array) =>
      ask(ctx, 'StakeInfoRuntimeApi_get_hotkey_conviction', hotkey, u16(2))
    expect(leader()).toBe(none)
    expect(of(late)).toBe(u128(0))
    const won = (times: bigint) => ({ ...lock, conviction: fixedFromRaw(U64F64, times << 64n) })
    HotkeyLock.set(ctx, NETUID, late, won(3n))
    HotkeyLock.set(ctx, NETUID, early, won(3n))
    expect(of(late)).toBe(u128(3n << 64n))
    expect(leader()).toBe(some(late))
    HotkeyLock.set(ctx, NETUID, early, won(4n))
    expect(leader()).toBe(some(early))
  })
})
