import { hash, hexToBytes } from '@plexus/primitives'
import { blake2b } from '@noble/hashes/blake2.js'
import { beforeEach, describe, expect, test } from 'vitest'
import { definition } from '../../src/definition.ts'
import { dispatchInfo } from '../../src/frame/call.ts'
import type { RuntimeCall } from '../../src/frame/call.ts'
import { runtimeConfig } from '../../src/frame/config.ts'
import type { Context } from '../../src/frame/context.ts'
import { DispatchFailure } from '../../src/frame/dispatch-error.ts'
import { NONE, ROOT, signed } from '../../src/frame/origin.ts'
import { EMPTY_ACCOUNT } from '../../src/pallets/system/account-info.ts'
import type { AccountInfo } from '../../src/pallets/system/account-info.ts'
import {
  decConsumers,
  decProviders,
  decSufficients,
  incConsumers,
  incProviders,
  incSufficients,
} from '../../src/pallets/system/accounts.ts'
import {
  applyAuthorizedUpgrade,
  authorizeUpgrade,
  authorizeUpgradeWithoutChecks,
  setCode,
  setHeapPages,
} from '../../src/pallets/system/calls/code.ts'
import { remark, remarkWithEvent } from '../../src/pallets/system/calls/remark.ts'
import { killPrefix, killStorage, setStorage } from '../../src/pallets/system/calls/storage.ts'
import { errors } from '../../src/pallets/system/errors.ts'
import { systemPallet } from '../../src/pallets/system/index.ts'
import { Account, AuthorizedUpgrade, BlockDigest } from '../../src/pallets/system/storage.ts'
import { timestampPallet } from '../../src/pallets/timestamp/index.ts'
import { set as setTime } from '../../src/pallets/timestamp/calls/set.ts'
import { toStorageKey } from '../../src/state/view.ts'
import { runtime, TestChain } from '../executive/chain-kit.ts'
import { fails, succeeds } from '../helpers/expect-call.ts'
import { account, eventsDuring, testContext } from '../helpers/test-context.ts'

const [alice, bob] = [account(1), account(2)]
const code = Uint8Array.of(1, 2, 3)
const codeHash = hash(blake2b(code, { dkLen: 32 }))

let ctx: Context
beforeEach(() => {
  ctx = testContext()
})

describe('reference counts', () => {
  type Counts = Partial<Pick<AccountInfo, 'consumers' | 'providers' | 'sufficients'>>
  const created = [['System.NewAccount', { account: alice }]]
  const killed = [['System.KilledAccount', { account: alice }]]
  const noEvents: readonly unknown[] = []
  const rows: readonly (readonly [
    string,
    (of: Context, who: typeof alice) => unknown,
    Counts | undefined,
    Counts | undefined,
    readonly unknown[],
  ])[] = [
    ['the first provider creates', incProviders, undefined, { providers: 1 }, created],
    ['another provider counts', incProviders, { providers: 1 }, { providers: 2 }, noEvents],
    [
      'a provider of a sufficient account counts',
      incProviders,
      { sufficients: 1 },
      { providers: 1, sufficients: 1 },
      noEvents,
    ],
    ['the first sufficient creates', incSufficients, undefined, { sufficients: 1 }, created],
    ['a provider less', decProviders, { providers: 2 }, { providers: 1 }, noEvents],
    ['the last provider goes with the account', decProviders, { providers: 1 }, undefined, killed],
    [
      'the last provider leaves a sufficient account',
      decProviders,
      { providers: 1, sufficients: 1 },
      { sufficients: 1 },
      noEvents,
    ],
    ['a record without providers ends', decProviders, {}, undefined, killed],
    ['no record stays none, without an event', decProviders, undefined, undefined, noEvents],
    ['the last sufficient ends the account', decSufficients, { sufficients: 1 }, undefined, killed],
    [
      'the last sufficient leaves one with providers',
      decSufficients,
      { sufficients: 1, providers: 1 },
      { providers: 1 },
      noEvents,
    ],
    ['no record stays none for sufficients', decSufficients, undefined, undefined, noEvents],
    [
      'a consumer more',
      incConsumers,
      { providers: 1, consumers: 15 },
      { providers: 1, consumers: 16 },
      noEvents,
    ],
    ['a consumer less', decConsumers, { providers: 1, consumers: 1 }, { providers: 1 }, noEvents],
    ['a consumer too many is ignored', decConsumers, { providers: 1 }, { providers: 1 }, noEvents],
    ['a consumer of no record writes an empty one', decConsumers, undefined, {}, noEvents],
  ]

  test.each(rows)('%s', (_, change, before, after, events) => {
    if (before !== undefined) Account.set(ctx, alice, { ...EMPTY_ACCOUNT, ...before })
    expect(eventsDuring(ctx, () => void change(ctx, alice))).toEqual(events)
    expect(Account.has(ctx, alice)).toBe(after !== undefined)
    expect(Account.get(ctx, alice)).toEqual({ ...EMPTY_ACCOUNT, ...after })
  })

  const refused: readonly (readonly [
    string,
    typeof incConsumers | typeof decProviders,
    Counts,
    string,
  ])[] = [
    [
      'a provider that consumers need',
      decProviders,
      { providers: 1, consumers: 1 },
      'ConsumerRemaining',
    ],
    [
      'a provider that consumers need beside a sufficient',
      decProviders,
      { providers: 1, consumers: 1, sufficients: 1 },
      'ConsumerRemaining',
    ],
    ['a consumer without provider', incConsumers, { sufficients: 1 }, 'NoProviders'],
    ['a 17th consumer', incConsumers, { providers: 1, consumers: 16 }, 'TooManyConsumers'],
  ]
  test.each(refused)('%s is refused', (_, change, before, error) => {
    const info = { ...EMPTY_ACCOUNT, ...before }
    Account.set(ctx, alice, info)
    expect(() => change(ctx, alice)).toThrow(DispatchFailure)
    expect(() => change(ctx, alice)).toThrow(error)
    expect(Account.get(ctx, alice)).toEqual(info)
  })
})

test.each([
  ['Root', ROOT],
  ['an account', signed(alice)],
  ['nobody', NONE],
] as const)('remark is for %s', (_, origin) => {
  expect(succeeds(ctx, remark.with({ remark: code }), origin)).toEqual([])
})

describe('an authorised upgrade', () => {
  const apply = applyAuthorizedUpgrade.with({ code })
  const unchecked = authorizeUpgradeWithoutChecks.with({ code_hash: codeHash })
  const checked = authorizeUpgrade.with({ code_hash: codeHash })

  test('is applied by anybody, signed or not, and free', () => {
    succeeds(ctx, unchecked, ROOT)
    const outcome = ctx.dispatch(apply, NONE)
    expect(outcome).toMatchObject({ ok: true, post: { paysFee: false } })
    expect(ctx.state.get(toStorageKey(new TextEncoder().encode(':code')))).toEqual(code)
    expect(BlockDigest.get(ctx).logs).toEqual([{ type: 'RuntimeEnvironmentUpdated' }])
    expect(AuthorizedUpgrade.get(ctx)).toBeUndefined()
  })

  test('is taken back, free of charge, when its version is refused', () => {
    succeeds(ctx, checked, ROOT)
    const events = eventsDuring(ctx, () => {
      expect(ctx.dispatch(apply, signed(bob))).toMatchObject({ ok: true, post: { paysFee: false } })
    })
    expect(events.map(([name]) => name)).toEqual(['System.RejectedInvalidAuthorizedUpgrade'])
    expect(AuthorizedUpgrade.get(ctx)).toBeUndefined()
  })

  test('must be the one that was authorised', () => {
    fails(ctx, apply, signed(bob), errors.NothingAuthorized)
    succeeds(ctx, unchecked, ROOT)
    const other = applyAuthorizedUpgrade.with({ code: Uint8Array.of(9) })
    fails(ctx, other, signed(bob), errors.Unauthorized)
  })

  const verdict = (call: RuntimeCall) => systemPallet.validateUnsigned?.(ctx, call, 'External')
  const refused = { ok: false, error: { type: 'Invalid', value: { type: 'Call' } } }

  test('needs no signature; everything else of the pallet does', () => {
    expect(verdict(apply)).toEqual(refused)
    succeeds(ctx, checked, ROOT)
    expect(verdict(apply)).toEqual({
      ok: true,
      value: {
        priority: 2n ** 64n - 1n,
        requires: [],
        provides: [codeHash],
        longevity: 2n ** 64n - 1n,
        propagate: true,
      },
    })
    expect(verdict(applyAuthorizedUpgrade.with({ code: Uint8Array.of(9) }))).toEqual(refused)
    expect(verdict(remark.with({ remark: code }))).toEqual(refused)
  })
})

describe('weights are those of frame-system 41.0.0 and pallet-timestamp 40.0.0', () => {
  const [read, write] = [25_000_000n, 100_000_000n]
  const bytes = new Uint8Array(10)
  const rows: readonly (readonly [string, RuntimeCall, bigint, bigint])[] = [
    ['remark', remark.with({ remark: bytes }), 1_586_000n + 10n * 10_920n, 0n],
    ['remark_with_event', remarkWithEvent.with({ remark: bytes }), 4_725_000n + 10n * 12_386n, 0n],
    ['set_heap_pages', setHeapPages.with({ pages: 1n }), 2_836_000n + write, 0n],
    ['set_code', setCode.with({ code }), 164_247_810_000n + read + write, 67_035n],
    [
      'set_storage',
      setStorage.with({ items: [[bytes, bytes]] }),
      1_565_000n + 733_648n + write,
      0n,
    ],
    ['kill_storage', killStorage.with({ keys: [bytes] }), 1_624_000n + 566_903n + write, 0n],
    [
      'kill_prefix',
      killPrefix.with({ prefix: bytes, subkeys: 1 }),
      2_964_000n + 2n * (1_340_742n + read + write),
      140n,
    ],
    ['authorize_upgrade', authorizeUpgrade.with({ code_hash: codeHash }), 15_570_000n + write, 0n],
    [
      'apply_authorized_upgrade',
      applyAuthorizedUpgrade.with({ code }),
      166_858_158_000n + 2n * read + 2n * write,
      67_035n,
    ],
    ['Timestamp.set', setTime.with({ now: 1n }), 3_816_000n + 2n * read + write, 1_493n],
  ]

  test.each(rows)('%s', (_, call, ref_time, proof_size) => {
    expect(dispatchInfo(call, runtimeConfig('fast')).weight).toEqual({ ref_time, proof_size })
  })

  test('a block announces what the check of its time will cost', () => {
    const expected = { ref_time: 3_246_000n, proof_size: 0n }
    expect(timestampPallet.onInitialize?.(ctx, 1)).toEqual(expected)
  })
})

describe('what only genesis writes', () => {
  const genesis = runtime.genesis()
  const at = (hex: string): Uint8Array | undefined =>
    genesis.changes.get(toStorageKey(hexToBytes(hex)))
  /** twox128(':__STORAGE_VERSION__:'), as raw chain specs of the SDK show it. */
  const VERSION = '4e7b9012096b41c4eb3aaf947f6ea429'

  // Prefixes: twox128 of the names, as raw chain specs show them. Versions: the crates.
  test.each([
    ['System', '26aa394eea5630e07c48ae0c9558cef7', 0],
    ['Timestamp', 'f0c365c3cf59d671eb72da0e7a4113c4', 0],
    ['Grandpa', '5f9cc45b7a00c5899361e1c6099678dc', 5],
    ['Balances', 'c2261276cc9d1f8598ea4b6a74b15c2f', 1],
    ['TransactionPayment', '3f1467a096bcd71a5b6a0c8155e20810', 0],
    ['Sudo', '5c0d1176a568c1f92944340dbfed9e9c', 0],
    ['Multisig', '7474449cca95dc5d0c00e71735a6d17d', 1],
    ['Scheduler', '3db7a24cfdc9de785974746c14a99df9', 4],
  ])('the storage of %s has its version', (_, prefix, version) => {
    expect(at(`${prefix}${VERSION}`)).toEqual(Uint8Array.of(version, 0))
  })

  test('every pallet says one', () => {
    const suffix = toStorageKey(hexToBytes(VERSION))
    const keys = [...genesis.changes.keys()].filter((key) => key.endsWith(suffix))
    expect(keys).toHaveLength(definition.pallets.length)
  })

  test('the index of the extrinsic, which the first block takes away', () => {
    const key = '3a65787472696e7369635f696e646578'
    expect(at(key)).toEqual(new Uint8Array(4))
    const chain = new TestChain(genesis)
    chain.block()
    expect(chain.read().state.get(toStorageKey(hexToBytes(key)))).toBeUndefined()
  })
})
