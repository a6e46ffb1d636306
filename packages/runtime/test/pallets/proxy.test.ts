import { addressOf, encode, hash } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { beforeEach, describe, expect, test } from 'vitest'
import { dispatchInfo, RuntimeCall } from '../../src/frame/call.ts'
import { runtimeConfig } from '../../src/frame/config.ts'
import type { Context } from '../../src/frame/context.ts'
import { moduleError } from '../../src/frame/error.ts'
import { NONE, ROOT, signed } from '../../src/frame/origin.ts'
import { errors as balanceErrors } from '../../src/pallets/balances/errors.ts'
import { transferAllowDeath, transferKeepAlive } from '../../src/pallets/balances/index.ts'
import {
  announce,
  rejectAnnouncement,
  removeAnnouncement,
} from '../../src/pallets/proxy/calls/announce.ts'
import {
  addProxy,
  removeProxies,
  removeProxy,
  setRealPaysFee,
} from '../../src/pallets/proxy/calls/manage.ts'
import { pokeDeposit } from '../../src/pallets/proxy/calls/poke-deposit.ts'
import { proxy, proxyAnnounced } from '../../src/pallets/proxy/calls/proxy.ts'
import { createPure, killPure } from '../../src/pallets/proxy/calls/pure.ts'
import { errors } from '../../src/pallets/proxy/errors.ts'
import { proxyPallet, realPaysFee } from '../../src/pallets/proxy/index.ts'
import { announcementsAreSound, proxiesAreSound } from '../../src/pallets/proxy/invariants.ts'
import { pureAccount } from '../../src/pallets/proxy/pure-account.ts'
import { Announcements, LastCallResult, Proxies } from '../../src/pallets/proxy/storage.ts'
import type { ProxyType } from '../../src/pallets/proxy/types.ts'
import { setHeapPages } from '../../src/pallets/system/calls/code.ts'
import { remark, remarkWithEvent } from '../../src/pallets/system/calls/remark.ts'
import { errors as systemErrors } from '../../src/pallets/system/errors.ts'
import { batch, forceBatch } from '../../src/pallets/utility/calls/batch.ts'
import { account, host } from '../helpers/test-context.ts'
import {
  alice,
  at,
  BAD_ORIGIN,
  balance,
  bob,
  CANNOT_LOOKUP,
  carol,
  dave,
  nestingContext,
  refuse,
  START_RAO,
  succeed,
} from './utility-kit.ts'

const config = runtimeConfig('normal')
const OK = { ok: true, value: undefined }
const FILTERED = { ok: false, error: moduleError(systemErrors.CallFiltered) }
const BY_INDEX = { type: 'Index', value: undefined } as const
/** 60,000,000 + 33,000,000 for each proxy; 36,000,000 + 68,000,000 for each announcement. */
const ONE_PROXY = 93_000_000n
const TWO_PROXIES = 126_000_000n
const ONE_ANNOUNCEMENT = 104_000_000n
const TWO_ANNOUNCEMENTS = 172_000_000n

const pay = (to: AccountId, value: bigint): RuntimeCall =>
  transferKeepAlive.with({ dest: addressOf(to), value })
const add = (delegate: AccountId, proxy_type: ProxyType = 'Any', delay = 0): RuntimeCall =>
  addProxy.with({ delegate: addressOf(delegate), proxy_type, delay })
const remove = (delegate: AccountId, proxy_type: ProxyType = 'Any', delay = 0): RuntimeCall =>
  removeProxy.with({ delegate: addressOf(delegate), proxy_type, delay })
const by = (real: AccountId, call: RuntimeCall, force_proxy_type?: ProxyType): RuntimeCall =>
  proxy.with({ real: addressOf(real), force_proxy_type, call })
const hashOf = (call: RuntimeCall): ReturnType<typeof hash> =>
  hash(host.blake2b256(encode(RuntimeCall, call)))

let ctx: Context
beforeEach(() => {
  ctx = nestingContext()
})

/** What `bob` gets when he makes a call for `alice`. */
function resultFor(call: RuntimeCall, type?: ProxyType): unknown {
  const { events } = succeed(ctx, by(alice, call, type), signed(bob))
  const [name, value] = events.at(-1) ?? []
  expect(name).toBe('Proxy.ProxyExecuted')
  return (value as { readonly result: unknown }).result
}

describe('add_proxy', () => {
  test('reserves the deposit', () => {
    expect(succeed(ctx, add(bob, 'Staking', 5), signed(alice)).events).toEqual([
      ['Balances.Reserved', { who: alice, amount: ONE_PROXY }],
      ['Proxy.ProxyAdded', { delegator: alice, delegatee: bob, proxy_type: 'Staking', delay: 5 }],
    ])
    const { events } = succeed(ctx, add(carol), signed(alice))
    expect(events[0]).toEqual(['Balances.Reserved', { who: alice, amount: 33_000_000n }])
    expect(balance(ctx, alice)).toEqual([START_RAO - TWO_PROXIES, TWO_PROXIES])
    expect(Proxies.get(ctx, alice)[1]).toBe(TWO_PROXIES)
  })

  test('keeps the list by delegate, type and delay', () => {
    for (const call of [
      add(carol),
      add(bob, 'Transfer'),
      add(bob, 'Owner', 9),
      add(bob, 'Owner'),
    ]) {
      succeed(ctx, call, signed(alice))
    }
    expect(Proxies.get(ctx, alice)[0]).toEqual([
      { delegate: bob, proxy_type: 'Owner', delay: 0 },
      { delegate: bob, proxy_type: 'Owner', delay: 9 },
      { delegate: bob, proxy_type: 'Transfer', delay: 0 },
      { delegate: carol, proxy_type: 'Any', delay: 0 },
    ])
    expect(proxiesAreSound(ctx)).toEqual([])
  })

  test('refuses what is there, oneself and a 21st', () => {
    refuse(ctx, add(alice), signed(alice), errors.NoSelfProxy)
    for (let at = 0; at < 20; at += 1) succeed(ctx, add(account(50 + at)), signed(alice))
    refuse(ctx, add(account(50)), signed(alice), errors.Duplicate)
    refuse(ctx, add(account(99)), signed(alice), errors.TooMany)
    expect(balance(ctx, alice)[1]).toBe(720_000_000n)
  })

  test('needs the deposit and an account id', () => {
    refuse(ctx, add(alice), signed(dave), balanceErrors.InsufficientBalance)
    const call = addProxy.with({ delegate: BY_INDEX, proxy_type: 'Any', delay: 0 })
    refuse(ctx, call, signed(alice), CANNOT_LOOKUP)
  })
})

describe('remove_proxy', () => {
  beforeEach(() => {
    succeed(ctx, add(bob), signed(alice))
    succeed(ctx, add(carol), signed(alice))
  })

  test('gives the deposit back', () => {
    expect(succeed(ctx, remove(bob), signed(alice)).events).toEqual([
      ['Balances.Unreserved', { who: alice, amount: 33_000_000n }],
      ['Proxy.ProxyRemoved', { delegator: alice, delegatee: bob, proxy_type: 'Any', delay: 0 }],
    ])
    succeed(ctx, remove(carol), signed(alice))
    expect(balance(ctx, alice)).toEqual([START_RAO, 0n])
    expect(Proxies.has(ctx, alice)).toBe(false)
  })

  test.each([
    ['another delegate', remove(dave)],
    ['another type', remove(bob, 'Owner')],
    ['another delay', remove(bob, 'Any', 1)],
  ])('refuses %s', (_, call) => {
    refuse(ctx, call, signed(alice), errors.NotFound)
    refuse(ctx, call, signed(dave), errors.NotFound)
  })

  test('of all proxies at once', () => {
    succeed(ctx, setRealPaysFee.with({ delegate: addressOf(bob), pays_fee: true }), signed(alice))
    expect(succeed(ctx, removeProxies.with({}), signed(alice)).events).toEqual([
      ['Balances.Unreserved', { who: alice, amount: TWO_PROXIES }],
    ])
    expect(balance(ctx, alice)).toEqual([START_RAO, 0n])
    expect(realPaysFee(ctx, alice, bob)).toBe(false)
    expect(succeed(ctx, removeProxies.with({}), signed(alice)).events).toEqual([])
  })
})

describe('proxy', () => {
  test('makes the call for the account', () => {
    succeed(ctx, add(bob), signed(alice))
    expect(succeed(ctx, by(alice, pay(carol, 7n)), signed(bob)).events).toEqual([
      ['Balances.Transfer', { from: alice, to: carol, amount: 7n }],
      ['Proxy.ProxyExecuted', { result: OK }],
    ])
    expect(LastCallResult.get(ctx, alice)).toEqual(OK)
  })

  test('succeeds when the call fails, keeps the result until the block ends', () => {
    succeed(ctx, add(bob), signed(alice))
    const failed = { ok: false, error: { type: 'Token', value: 'FundsUnavailable' } }
    expect(resultFor(pay(carol, START_RAO * 2n))).toEqual(failed)
    expect(LastCallResult.get(ctx, alice)).toEqual(failed)
    expect(proxiesAreSound(ctx)).toHaveLength(1)
    proxyPallet.onFinalize?.(ctx, 10)
    expect(LastCallResult.has(ctx, alice)).toBe(false)
    expect(proxiesAreSound(ctx)).toEqual([])
  })

  test('is for proxies, without a delay', () => {
    refuse(ctx, by(alice, pay(carol, 7n)), signed(bob), errors.NotProxy)
    succeed(ctx, add(bob, 'Any', 1), signed(alice))
    refuse(ctx, by(alice, pay(carol, 7n)), signed(bob), errors.Unannounced)
    refuse(ctx, by(alice, pay(carol, 7n), 'Owner'), signed(bob), errors.NotProxy)
    refuse(ctx, by(alice, pay(carol, 7n)), ROOT, BAD_ORIGIN)
    refuse(ctx, by(alice, pay(carol, 7n)), NONE, BAD_ORIGIN)
    const call = proxy.with({ real: BY_INDEX, force_proxy_type: undefined, call: pay(carol, 7n) })
    refuse(ctx, call, signed(bob), CANNOT_LOOKUP)
  })

  test('takes the first relation, or the one of the type that is named', () => {
    succeed(ctx, add(bob, 'Transfer'), signed(alice))
    succeed(ctx, add(bob, 'Staking'), signed(alice))
    expect(resultFor(pay(carol, 7n))).toEqual(FILTERED)
    expect(resultFor(pay(carol, 7n), 'Transfer')).toEqual(OK)
  })

  test('filters the calls inside of the call', () => {
    succeed(ctx, add(bob, 'NonTransfer'), signed(alice))
    expect(resultFor(pay(carol, 7n))).toEqual(FILTERED)
    const { events } = succeed(
      ctx,
      by(
        alice,
        forceBatch.with({ calls: [pay(carol, 7n), remark.with({ remark: new Uint8Array() })] }),
      ),
      signed(bob),
    )
    expect(events).toEqual([
      ['Utility.ItemFailed', { error: FILTERED.error }],
      ['Utility.ItemCompleted', undefined],
      ['Utility.BatchCompletedWithErrors', undefined],
      ['Proxy.ProxyExecuted', { result: OK }],
    ])
  })

  test('follows the chain of proxies with the filter of the last one', () => {
    succeed(ctx, add(bob, 'NonTransfer'), signed(alice))
    succeed(ctx, add(alice, 'Any'), signed(carol))
    // bob may do no transfer for alice, but alice may do all for carol.
    const { events } = succeed(ctx, by(alice, by(carol, pay(dave, 1_000n))), signed(bob))
    expect(events.slice(-3)).toEqual([
      ['Balances.Transfer', { from: carol, to: dave, amount: 1_000n }],
      ['Proxy.ProxyExecuted', { result: OK }],
      ['Proxy.ProxyExecuted', { result: OK }],
    ])
  })

  test('does not hand on the filters of the sender', () => {
    succeed(ctx, add(bob), signed(alice))
    const noPayments = signed(bob, [({ call }) => call.pallet.name !== 'Balances'])
    const { events } = succeed(ctx, by(alice, pay(carol, 7n)), noPayments)
    expect(events.at(-1)).toEqual(['Proxy.ProxyExecuted', { result: OK }])
  })
})

describe('proxies of proxies', () => {
  const rows: readonly (readonly [ProxyType, string, RuntimeCall, unknown])[] = [
    ['NonTransfer', 'adds a NonTransfer', add(carol, 'NonTransfer'), OK],
    ['NonTransfer', 'adds a Staking', add(carol, 'Staking'), OK],
    ['NonTransfer', 'adds a Transfer', add(carol, 'Transfer'), FILTERED],
    ['NonTransfer', 'adds an Any', add(carol, 'Any'), FILTERED],
    ['NonTransfer', 'removes an Any', remove(dave, 'Any'), FILTERED],
    ['NonTransfer', 'removes all', removeProxies.with({}), FILTERED],
    ['Staking', 'adds a Staking (no call of its filter)', add(carol, 'Staking'), FILTERED],
    ['Any', 'adds an Any', add(carol, 'Any'), OK],
    ['Any', 'removes an Any', remove(dave, 'Any'), OK],
    ['Any', 'removes all', removeProxies.with({}), OK],
    [
      'NonTransfer',
      'removes a pure proxy',
      killPure.with({
        spawner: addressOf(bob),
        proxy_type: 'Any',
        index: 0,
        height: 1,
        ext_index: 1,
      }),
      FILTERED,
    ],
  ]

  test.each(rows)('%s %s', (type, _, call, expected) => {
    succeed(ctx, add(dave), signed(alice))
    succeed(ctx, add(bob, type), signed(alice))
    expect(resultFor(call)).toEqual(expected)
  })
})

describe('pure proxies', () => {
  const create = (index = 0): RuntimeCall => createPure.with({ proxy_type: 'Any', delay: 0, index })
  const kill = (
    change: { readonly height?: number; readonly spawner?: AccountId } = {},
  ): RuntimeCall =>
    killPure.with({
      spawner: addressOf(change.spawner ?? alice),
      proxy_type: 'Any',
      index: 3,
      height: change.height ?? 10,
      ext_index: 2,
    })
  const pure = pureAccount(
    { host },
    { spawner: alice, type: 'Any', index: 3, height: 10, extrinsicIndex: 2 },
  )

  beforeEach(() => at(ctx, 10, 2))

  test('have an account of their own', () => {
    // "modlpy/proxy____", spawner, height and extrinsic as u32, type as u8, index as u16.
    const entropy = [
      ...new TextEncoder().encode('modlpy/proxy____'),
      ...alice,
      ...[10, 0, 0, 0],
      ...[2, 0, 0, 0],
      0,
      ...[3, 0],
    ]
    expect(pure).toEqual(host.blake2b256(Uint8Array.from(entropy)))
  })

  test('are made, used and ended', () => {
    const details = { pure, proxy_type: 'Any', disambiguation_index: 3 }
    expect(succeed(ctx, create(3), signed(alice)).events).toEqual([
      ['Balances.Reserved', { who: alice, amount: ONE_PROXY }],
      ['Proxy.PureCreated', { ...details, who: alice }],
    ])
    expect(Proxies.get(ctx, pure)).toEqual([
      [{ delegate: alice, proxy_type: 'Any', delay: 0 }],
      ONE_PROXY,
    ])
    refuse(ctx, create(3), signed(alice), errors.Duplicate)
    const { events } = succeed(ctx, by(pure, kill()), signed(alice))
    expect(events).toEqual([
      ['Balances.Unreserved', { who: alice, amount: ONE_PROXY }],
      ['Proxy.PureKilled', { ...details, spawner: alice }],
      ['Proxy.ProxyExecuted', { result: OK }],
    ])
    expect(balance(ctx, alice)).toEqual([START_RAO, 0n])
    refuse(ctx, by(pure, kill()), signed(alice), errors.NotProxy)
  })

  test.each([
    ['the spawner', kill(), alice],
    ['another block', kill({ height: 11 }), pure],
    ['another spawner', kill({ spawner: bob }), pure],
  ])('are not ended by or with %s', (_, call, who) => {
    succeed(ctx, create(3), signed(alice))
    refuse(ctx, call, signed(who), errors.NoPermission)
  })

  test('need the deposit', () => {
    refuse(ctx, create(), signed(dave), balanceErrors.InsufficientBalance)
  })
})

describe('announcements', () => {
  const call = pay(carol, 7n)
  const call_hash = hashOf(call)
  const announced = announce.with({ real: addressOf(alice), call_hash })
  const use = proxyAnnounced.with({
    delegate: addressOf(bob),
    real: addressOf(alice),
    force_proxy_type: undefined,
    call,
  })

  beforeEach(() => {
    succeed(ctx, add(bob, 'Any', 5), signed(alice))
  })

  test('are kept with a deposit of the proxy', () => {
    expect(succeed(ctx, announced, signed(bob)).events).toEqual([
      ['Balances.Reserved', { who: bob, amount: ONE_ANNOUNCEMENT }],
      ['Proxy.Announced', { real: alice, proxy: bob, call_hash }],
    ])
    succeed(ctx, announced, signed(bob))
    expect(Announcements.get(ctx, bob)).toEqual([
      [
        { real: alice, call_hash, height: 10 },
        { real: alice, call_hash, height: 10 },
      ],
      TWO_ANNOUNCEMENTS,
    ])
    expect(balance(ctx, bob)).toEqual([START_RAO - TWO_ANNOUNCEMENTS, TWO_ANNOUNCEMENTS])
    expect(announcementsAreSound(ctx)).toEqual([])
  })

  test('are for proxies, up to 75', () => {
    refuse(ctx, announced, signed(carol), errors.NotProxy)
    for (let count = 0; count < 75; count += 1) succeed(ctx, announced, signed(bob))
    refuse(ctx, announced, signed(bob), errors.TooMany)
    expect(balance(ctx, bob)[1]).toBe(36_000_000n + 75n * 68_000_000n)
  })

  test('need the deposit', () => {
    succeed(ctx, add(dave, 'Any', 5), signed(alice))
    refuse(ctx, announced, signed(dave), balanceErrors.InsufficientBalance)
  })

  test('are used by anybody when the delay is over', () => {
    succeed(ctx, announced, signed(bob))
    at(ctx, 14)
    refuse(ctx, use, signed(carol), errors.Unannounced)
    at(ctx, 15)
    expect(succeed(ctx, use, signed(carol)).events).toEqual([
      ['Balances.Unreserved', { who: bob, amount: ONE_ANNOUNCEMENT }],
      ['Balances.Transfer', { from: alice, to: carol, amount: 7n }],
      ['Proxy.ProxyExecuted', { result: OK }],
    ])
    expect(Announcements.has(ctx, bob)).toBe(false)
    refuse(ctx, use, signed(carol), errors.Unannounced)
  })

  test('are of one call', () => {
    succeed(ctx, announced, signed(bob))
    at(ctx, 20)
    const other = { ...use, args: { ...use.args, call: pay(carol, 8n) } }
    refuse(ctx, other, signed(bob), errors.Unannounced)
    const wrong = { ...use, args: { ...use.args, delegate: addressOf(carol) } }
    refuse(ctx, wrong, signed(bob), errors.NotProxy)
    refuse(ctx, use, ROOT, BAD_ORIGIN)
  })

  test.each([
    ['taken back', removeAnnouncement.with({ real: addressOf(alice), call_hash }), bob],
    ['rejected', rejectAnnouncement.with({ delegate: addressOf(bob), call_hash }), alice],
  ])('are %s', (_, undo, who) => {
    refuse(ctx, undo, signed(who), errors.NotFound)
    const kept = hashOf(pay(carol, 8n))
    succeed(ctx, announced, signed(bob))
    succeed(ctx, announce.with({ real: addressOf(alice), call_hash: kept }), signed(bob))
    expect(succeed(ctx, undo, signed(who)).events).toEqual([
      ['Balances.Unreserved', { who: bob, amount: 68_000_000n }],
    ])
    expect(Announcements.get(ctx, bob)).toEqual([
      [{ real: alice, call_hash: kept, height: 10 }],
      ONE_ANNOUNCEMENT,
    ])
    refuse(ctx, undo, signed(who), errors.NotFound)
    refuse(ctx, undo, signed(carol), errors.NotFound)
  })
})

describe('poke_deposit', () => {
  const poke = pokeDeposit.with({})

  test('changes nothing and costs a fee where deposits are right', () => {
    succeed(ctx, add(bob), signed(alice))
    expect(succeed(ctx, poke, signed(alice))).toEqual({ events: [], post: { paysFee: true } })
    expect(succeed(ctx, poke, signed(carol))).toEqual({ events: [], post: { paysFee: true } })
    expect(Proxies.has(ctx, carol)).toBe(false)
  })

  test('brings both deposits to what they should be, free', () => {
    succeed(ctx, add(bob), signed(alice))
    succeed(ctx, add(alice), signed(bob))
    const announced = announce.with({ real: addressOf(bob), call_hash: hashOf(pay(bob, 1n)) })
    succeed(ctx, announced, signed(alice))
    Proxies.update(ctx, alice, ([list]) => [list, ONE_PROXY - 10n])
    Announcements.update(ctx, alice, ([list]) => [list, ONE_ANNOUNCEMENT + 20n])
    expect(proxiesAreSound(ctx)).toHaveLength(1)
    expect(announcementsAreSound(ctx)).toHaveLength(1)
    const poked = { who: alice, old_deposit: ONE_PROXY - 10n, new_deposit: ONE_PROXY }
    expect(succeed(ctx, poke, signed(alice))).toEqual({
      events: [
        ['Balances.Reserved', { who: alice, amount: 10n }],
        ['Proxy.DepositPoked', { ...poked, kind: 'Proxies' }],
        ['Balances.Unreserved', { who: alice, amount: 20n }],
        [
          'Proxy.DepositPoked',
          {
            who: alice,
            kind: 'Announcements',
            old_deposit: ONE_ANNOUNCEMENT + 20n,
            new_deposit: ONE_ANNOUNCEMENT,
          },
        ],
      ],
      post: { paysFee: false },
    })
    expect(proxiesAreSound(ctx)).toEqual([])
  })
})

describe('set_real_pays_fee', () => {
  const set = (pays_fee: boolean): RuntimeCall =>
    setRealPaysFee.with({ delegate: addressOf(bob), pays_fee })

  test('is for an account with this proxy', () => {
    refuse(ctx, set(true), signed(alice), errors.NotProxy)
    refuse(ctx, set(true), ROOT, BAD_ORIGIN)
  })

  test('is set, unset, and gone with the relation', () => {
    succeed(ctx, add(bob), signed(alice))
    for (const pays_fee of [true, false, true]) {
      expect(succeed(ctx, set(pays_fee), signed(alice)).events).toEqual([
        ['Proxy.RealPaysFeeSet', { real: alice, delegate: bob, pays_fee }],
      ])
      expect(realPaysFee(ctx, alice, bob)).toBe(pays_fee)
    }
    expect(realPaysFee(ctx, bob, alice)).toBe(false)
    succeed(ctx, remove(bob), signed(alice))
    expect(realPaysFee(ctx, alice, bob)).toBe(false)
  })
})

describe('what is announced', () => {
  const light = remarkWithEvent.with({ remark: new Uint8Array() })
  const inner = { ref_time: 4_725_000n, proof_size: 0n }

  test('proxy: its own and the weight of the call, its fee rule, class Normal', () => {
    const own = 28_026_265n + 20n * 53_205n + 4n * 25_000_000n + 2n * 100_000_000n
    expect(dispatchInfo(by(alice, light), config)).toEqual({
      weight: { ref_time: own + inner.ref_time, proof_size: 4_254n + 740n },
      class: 'Normal',
      paysFee: true,
    })
    const operational = dispatchInfo(by(alice, setHeapPages.with({ pages: 1n })), config)
    expect(operational.class).toBe('Normal')
    expect(dispatchInfo(by(alice, batch.with({ calls: [] })), config).paysFee).toBe(false)
  })

  test('proxy_announced: always with a fee', () => {
    const call = proxyAnnounced.with({
      delegate: addressOf(bob),
      real: addressOf(alice),
      force_proxy_type: undefined,
      call: batch.with({ calls: [] }),
    })
    const own = 53_234_507n + 75n * 228_831n + 20n * 54_037n + 6n * 25_000_000n + 4n * 100_000_000n
    const empty = 19_446_696n + 50_000_000n
    expect(dispatchInfo(call, config)).toEqual({
      weight: { ref_time: own + empty, proof_size: 8_615n + 75n * 68n + 740n + 3_983n },
      class: 'Normal',
      paysFee: true,
    })
  })

  test.each([
    ['add_proxy', add(bob), 25_770_804n + 20n * 80_892n + 125_000_000n],
    ['remove_proxy', remove(bob), 27_827_049n + 20n * 64_054n + 225_000_000n],
    ['remove_proxies', removeProxies.with({}), 27_407_028n + 20n * 55_808n + 125_000_000n],
    ['poke_deposit', pokeDeposit.with({}), 46_757_000n + 375_000_000n],
  ] as const)('%s', (_, call, refTime) => {
    expect(dispatchInfo(call, config).weight.ref_time).toBe(refTime)
  })

  test('constants', () => {
    const values = (proxyPallet.constants ?? []).map(({ name, valueOf }) => [name, valueOf(config)])
    expect(values).toEqual([
      ['ProxyDepositBase', 60_000_000n],
      ['ProxyDepositFactor', 33_000_000n],
      ['MaxProxies', 20],
      ['MaxPending', 75],
      ['AnnouncementDepositBase', 36_000_000n],
      ['AnnouncementDepositFactor', 68_000_000n],
    ])
  })
})

test('a batch of proxied calls gives each its own result', () => {
  succeed(ctx, add(bob, 'Transfer'), signed(alice))
  const call = transferAllowDeath.with({ dest: addressOf(carol), value: 5n })
  const { events } = succeed(
    ctx,
    batch.with({ calls: [by(alice, call), by(alice, removeProxies.with({}))] }),
    signed(bob),
  )
  expect(events.map(([name]) => name)).toEqual([
    'Balances.Transfer',
    'Proxy.ProxyExecuted',
    'Utility.ItemCompleted',
    'Proxy.ProxyExecuted',
    'Utility.ItemCompleted',
    'Utility.BatchCompleted',
  ])
})
