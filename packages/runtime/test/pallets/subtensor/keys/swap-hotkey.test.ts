import { alphaRao, I96F32 } from '@plexus/primitives'
import type { AccountId, NetUid } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import type { Context } from '../../../../src/frame/context.ts'
import type { ModuleError } from '../../../../src/frame/error.ts'
import { NONE, ROOT, signed } from '../../../../src/frame/origin.ts'
import { TotalIssuance as BalancesIssuance } from '../../../../src/pallets/balances/index.ts'
import { errors } from '../../../../src/pallets/subtensor/errors.ts'
import { swapHotkey } from '../../../../src/pallets/subtensor/keys/calls/swap-hotkey.ts'
import { adoptHotkey } from '../../../../src/pallets/subtensor/keys/ownership.ts'
import { TotalIssuance } from '../../../../src/pallets/subtensor/storage/emission.ts'
import {
  ChildKeys,
  Delegates,
  OwnedHotkeys,
  Owner,
  StakingHotkeys,
} from '../../../../src/pallets/subtensor/storage/keys.ts'
import {
  LastHotkeySwapOnNetuid,
  LastRateLimitedBlock,
  TxRateLimit,
} from '../../../../src/pallets/subtensor/storage/limits.ts'
import { SubnetOwnerHotkey } from '../../../../src/pallets/subtensor/storage/networks.ts'
import { IsNetworkMember } from '../../../../src/pallets/subtensor/storage/neurons.ts'
import { RootClaimable, RootClaimed } from '../../../../src/pallets/subtensor/storage/root-claim.ts'
import { TotalHotkeyAlpha } from '../../../../src/pallets/subtensor/storage/stake.ts'
import { subnetAccount } from '../../../../src/pallets/subtensor/subnets/account.ts'
import { fails, succeeds } from '../../../helpers/expect-call.ts'
import { account } from '../../../helpers/test-context.ts'
import {
  asOwner,
  asRival,
  atBlock,
  endowed,
  FIRST,
  freeOf,
  NOWHERE,
  OWNER,
  RIVAL,
  ROOT_NETUID,
} from '../economy-kit.ts'
import {
  accesses,
  expectSound,
  keysWorld,
  LEAST_BALANCE,
  NEW,
  NOW,
  OLD,
  PRICE,
  SECOND,
  stake,
  stakeIn,
  SUBNET_PRICE,
  swapOn,
} from './keys-kit.ts'

const ALL = undefined
const STRANGER = account(66)
const block = BigInt(NOW)

const lastTx = (ctx: Context, of: AccountId): bigint =>
  LastRateLimitedBlock.get(ctx, { type: 'LastTxBlock', value: of })
const setLastTx = (ctx: Context, of: AccountId, at: bigint): void =>
  LastRateLimitedBlock.set(ctx, { type: 'LastTxBlock', value: of }, at)
const ownEvents = (events: ReturnType<typeof succeeds>) =>
  events.filter(([name]) => name.startsWith('SubtensorModule.'))

interface Refusal {
  readonly why: string
  readonly error: ModuleError
  /** On which subnets it matters. */
  readonly on: readonly (NetUid | undefined)[]
  readonly setUp: (ctx: Context) => void
}

const EVERYWHERE = [ALL, ROOT_NETUID, FIRST, NOWHERE]

/** In the order in which they are asked. */
const refusals: readonly Refusal[] = [
  {
    why: 'the old hotkey is another’s',
    error: errors.NonAssociatedColdKey,
    on: EVERYWHERE,
    setUp: (ctx) => Owner.set(ctx, OLD, RIVAL),
  },
  {
    why: 'nobody owns the old hotkey',
    error: errors.NonAssociatedColdKey,
    on: EVERYWHERE,
    setUp: (ctx) => Owner.remove(ctx, OLD),
  },
  {
    why: 'the new hotkey is another’s',
    error: errors.NonAssociatedColdKey,
    on: EVERYWHERE,
    setUp: (ctx) => adoptHotkey(ctx, RIVAL, NEW),
  },
  {
    why: 'the last swap was 1,000 blocks ago',
    error: errors.HotKeySetTxRateLimitExceeded,
    on: EVERYWHERE,
    setUp: (ctx) => setLastTx(ctx, OWNER, block - 1000n),
  },
  {
    why: 'the new hotkey has a uid in the subnet',
    error: errors.HotKeyAlreadyRegisteredInSubNet,
    on: [ALL, FIRST],
    setUp: (ctx) => IsNetworkMember.set(ctx, NEW, FIRST, true),
  },
  {
    why: 'an entry says that the new hotkey has no uid in the subnet',
    error: errors.HotKeyAlreadyRegisteredInSubNet,
    on: [FIRST],
    setUp: (ctx) => IsNetworkMember.set(ctx, NEW, FIRST, false),
  },
  {
    why: 'something can be claimed from the new hotkey',
    error: errors.NewHotKeyNotCleanForRootSwap,
    on: [ALL, ROOT_NETUID],
    setUp: (ctx) => RootClaimable.set(ctx, NEW, [[FIRST, I96F32.one]]),
  },
  {
    why: 'the new hotkey has root stake',
    error: errors.NewHotKeyNotCleanForRootSwap,
    on: [ALL, ROOT_NETUID],
    setUp: (ctx) => TotalHotkeyAlpha.set(ctx, NEW, ROOT_NETUID, alphaRao(1n)),
  },
  {
    why: 'something of the root network was claimed from the new hotkey',
    error: errors.NewHotKeyNotCleanForRootSwap,
    on: [ALL, ROOT_NETUID],
    setUp: (ctx) => RootClaimed.set(ctx, ROOT_NETUID, NEW, STRANGER, 0n),
  },
  {
    why: 'a hotkey was swapped on the subnet in the block before',
    error: errors.HotKeySwapOnSubnetIntervalNotPassed,
    on: [FIRST],
    setUp: (ctx) => LastHotkeySwapOnNetuid.set(ctx, FIRST, OWNER, block - 1n),
  },
  {
    why: 'a hotkey was swapped in the block before on a subnet where the old one has a uid',
    error: errors.HotKeySwapOnSubnetIntervalNotPassed,
    on: [ALL],
    setUp(ctx) {
      IsNetworkMember.set(ctx, OLD, SECOND, true)
      LastHotkeySwapOnNetuid.set(ctx, SECOND, OWNER, block - 1n)
    },
  },
  {
    why: 'a hotkey was swapped in the block before on a subnet where the old one has children',
    error: errors.HotKeySwapOnSubnetIntervalNotPassed,
    on: [ALL],
    setUp(ctx) {
      ChildKeys.set(ctx, OLD, SECOND, [[1n, STRANGER]])
      LastHotkeySwapOnNetuid.set(ctx, SECOND, OWNER, block - 1n)
    },
  },
]

describe.each([ALL, ROOT_NETUID, FIRST])('a hotkey swap on %s', (netuid) => {
  test.each([
    ['Root', ROOT],
    ['nobody', NONE],
  ] as const)('is not for %s', (_, origin) => {
    fails(keysWorld(), swapOn(netuid), origin, { type: 'BadOrigin' })
    const old = swapHotkey.with({ hotkey: OLD, new_hotkey: NEW, netuid })
    fails(keysWorld(), old, origin, { type: 'BadOrigin' })
  })

  test('wants two hotkeys', () => {
    const call = swapOn(netuid, { newHotkey: OLD })
    fails(keysWorld(), call, asOwner, errors.NewHotKeyIsSameWithOld)
  })

  test('is only for the owner', () => {
    fails(keysWorld(), swapOn(netuid), asRival, errors.NonAssociatedColdKey)
  })

  test('gives no subnet’s account to anybody', () => {
    const call = swapOn(netuid, { newHotkey: subnetAccount(SECOND) })
    fails(keysWorld(), call, asOwner, errors.CannotUseSystemAccount)
  })

  test('costs what it costs, and leaves the existential deposit', () => {
    const price = netuid === ALL ? PRICE : SUBNET_PRICE
    for (const [balance, error] of [
      [price - 1n, errors.NotEnoughBalanceToPaySwapHotKey],
      [price, errors.InsufficientBalance],
      [price + LEAST_BALANCE - 1n, errors.InsufficientBalance],
    ] as const) {
      const ctx = keysWorld()
      const poor = endowed(ctx, 77, balance)
      adoptHotkey(ctx, poor, account(78))
      fails(ctx, swapOn(netuid, { hotkey: account(78) }), signed(poor), error)
    }
    const ctx = keysWorld()
    const poor = endowed(ctx, 77, price + LEAST_BALANCE)
    adoptHotkey(ctx, poor, account(78))
    const issued = BalancesIssuance.get(ctx)
    const counted = TotalIssuance.get(ctx)
    succeeds(ctx, swapOn(netuid, { hotkey: account(78) }), signed(poor))
    expect(freeOf(ctx, poor)).toBe(LEAST_BALANCE)
    expect(BalancesIssuance.get(ctx)).toBe(issued - price)
    expect(TotalIssuance.get(ctx)).toBe(counted - price)
  })

  test('counts for the next one', () => {
    const ctx = keysWorld()
    succeeds(ctx, swapOn(netuid), asOwner)
    expect(lastTx(ctx, OWNER)).toBe(block)
    const back = swapOn(netuid, { hotkey: NEW, newHotkey: account(13) })
    atBlock(ctx, NOW + 1000)
    fails(ctx, back, asOwner, errors.HotKeySetTxRateLimitExceeded)
    atBlock(ctx, NOW + 1001)
    succeeds(ctx, back, asOwner)
    expectSound(ctx)
  })
})

describe.each(refusals)('where $why', ({ error, on, setUp }) => {
  test.each(EVERYWHERE)('a swap on %s has its answer', (netuid) => {
    const ctx = keysWorld()
    setUp(ctx)
    if (on.includes(netuid)) fails(ctx, swapOn(netuid), asOwner, error)
    else succeeds(ctx, swapOn(netuid), asOwner)
  })
})

test.each([ALL, FIRST])('what is wrong with a swap on %s is asked in order', (netuid) => {
  const matters = refusals.filter(({ on }) => on.includes(netuid))
  for (const [at, { error }] of matters.entries()) {
    const ctx = keysWorld()
    for (const { setUp } of matters.slice(at)) setUp(ctx)
    // The first two cannot hold at once; the first one that does gives the same error.
    fails(ctx, swapOn(netuid), asOwner, error)
  }
})

describe('the limits of hotkey swaps', () => {
  test('are off at 0', () => {
    const ctx = keysWorld()
    setLastTx(ctx, OWNER, block)
    TxRateLimit.set(ctx, 0n)
    succeeds(ctx, swapOn(FIRST), asOwner)
  })

  test('on one subnet count the first swap from block 0, a day in the normal build', () => {
    const ctx = keysWorld('normal')
    atBlock(ctx, 7200)
    fails(ctx, swapOn(FIRST), asOwner, errors.HotKeySwapOnSubnetIntervalNotPassed)
    atBlock(ctx, 7201)
    succeeds(ctx, swapOn(FIRST), asOwner)
    expect(LastHotkeySwapOnNetuid.get(ctx, FIRST, OWNER)).toBe(7201n)
  })

  test('on all subnets let the first swap pass at any time', () => {
    const ctx = keysWorld('normal')
    IsNetworkMember.set(ctx, OLD, FIRST, true)
    succeeds(ctx, swapOn(ALL), asOwner)
  })

  test('on all subnets are recorded where the old hotkey took part', () => {
    const ctx = keysWorld()
    IsNetworkMember.set(ctx, OLD, SECOND, true)
    succeeds(ctx, swapOn(ALL), asOwner)
    const recorded = [...LastHotkeySwapOnNetuid.entries(ctx)]
    expect(recorded).toEqual([[[SECOND, OWNER], block]])
  })

  test('of the old hotkey hold for the new one', () => {
    for (const netuid of [ALL, FIRST]) {
      const ctx = keysWorld()
      const types = ['LastTxBlock', 'LastTxBlockDelegateTake', 'LastTxBlockChildKeyTake'] as const
      for (const [at, type] of types.entries()) {
        LastRateLimitedBlock.set(ctx, { type, value: OLD }, BigInt(at + 1))
      }
      succeeds(ctx, swapOn(netuid), asOwner)
      for (const [at, type] of types.entries()) {
        const [old, next] = [OLD, NEW].map((value) =>
          LastRateLimitedBlock.get(ctx, { type, value }),
        )
        expect(next, type).toBe(BigInt(at + 1))
        expect(old, type).toBe(netuid === ALL ? 0n : BigInt(at + 1))
      }
    }
  })
})

describe('a swap on all subnets', () => {
  test('renames the hotkey everywhere', () => {
    const ctx = keysWorld()
    adoptHotkey(ctx, OWNER, account(14))
    Delegates.set(ctx, OLD, 77)
    const events = succeeds(ctx, swapOn(ALL), asOwner)
    expect(ownEvents(events)).toEqual([
      ['SubtensorModule.HotkeySwapped', { coldkey: OWNER, old_hotkey: OLD, new_hotkey: NEW }],
    ])
    expect(Owner.has(ctx, OLD)).toBe(false)
    expect(Owner.get(ctx, NEW)).toEqual(OWNER)
    expect(OwnedHotkeys.get(ctx, OWNER)).toEqual([account(14), NEW])
    expect([Delegates.has(ctx, OLD), Delegates.get(ctx, NEW)]).toEqual([false, 77])
    expectSound(ctx)
  })

  test('moves all stake, and the new hotkey takes the place of the old in the lists', () => {
    const ctx = keysWorld()
    stake(ctx, OLD, OWNER, FIRST, 1_000n)
    stake(ctx, OLD, RIVAL, FIRST, 3_000n)
    stake(ctx, OLD, RIVAL, SECOND, 500n)
    adoptHotkey(ctx, OWNER, account(14))
    succeeds(ctx, swapHotkey.with({ hotkey: OLD, new_hotkey: NEW, netuid: ALL }), asOwner)
    expect(stakeIn(ctx, NEW, OWNER, FIRST)).toBe(1_000n)
    expect(stakeIn(ctx, NEW, RIVAL, FIRST)).toBe(3_000n)
    expect(stakeIn(ctx, NEW, RIVAL, SECOND)).toBe(500n)
    for (const netuid of [FIRST, SECOND]) {
      expect(TotalHotkeyAlpha.get(ctx, OLD, netuid), `${netuid}`).toBe(0n)
    }
    expect(StakingHotkeys.get(ctx, OWNER)).toEqual([account(14), NEW])
    expect(StakingHotkeys.get(ctx, RIVAL)).toEqual([NEW])
    expectSound(ctx)
  })

  test('leaves the stake behind when told to, with a hotkey of nobody', () => {
    const ctx = keysWorld()
    stake(ctx, OLD, RIVAL, FIRST, 3_000n)
    succeeds(ctx, swapOn(ALL, { keepStake: true }), asOwner)
    expect(stakeIn(ctx, OLD, RIVAL, FIRST)).toBe(3_000n)
    expect(StakingHotkeys.get(ctx, RIVAL)).toEqual([OLD])
    expect(StakingHotkeys.get(ctx, OWNER)).toEqual([OLD])
    expect(Owner.has(ctx, OLD)).toBe(false)
    expectSound(ctx)
  })
})

describe('a swap on one subnet', () => {
  test('leaves the old hotkey its owner', () => {
    const ctx = keysWorld()
    const events = succeeds(ctx, swapOn(FIRST), asOwner)
    const value = { coldkey: OWNER, old_hotkey: OLD, new_hotkey: NEW, netuid: FIRST }
    expect(ownEvents(events)).toEqual([['SubtensorModule.HotkeySwappedOnSubnet', value]])
    expect([OLD, NEW].map((hotkey) => Owner.get(ctx, hotkey))).toEqual([OWNER, OWNER])
    expect(OwnedHotkeys.get(ctx, OWNER)).toEqual([OLD, NEW])
    expectSound(ctx)
  })

  test('moves the stake of that subnet only', () => {
    const ctx = keysWorld()
    stake(ctx, OLD, RIVAL, FIRST, 3_000n)
    stake(ctx, OLD, RIVAL, SECOND, 500n)
    stake(ctx, NEW, RIVAL, FIRST, 10n)
    succeeds(ctx, swapOn(FIRST), asOwner)
    expect(stakeIn(ctx, NEW, RIVAL, FIRST)).toBe(3_010n)
    expect(stakeIn(ctx, OLD, RIVAL, FIRST)).toBe(0n)
    expect(stakeIn(ctx, OLD, RIVAL, SECOND)).toBe(500n)
    expect(StakingHotkeys.get(ctx, RIVAL)).toEqual([OLD, NEW])
    expectSound(ctx)
  })

  test('that does not exist writes entries of nothing', () => {
    const ctx = keysWorld()
    succeeds(ctx, swapOn(NOWHERE), asOwner)
    expect(IsNetworkMember.has(ctx, NEW, NOWHERE)).toBe(true)
    expect(IsNetworkMember.get(ctx, NEW, NOWHERE)).toBe(false)
    expect(ChildKeys.has(ctx, OLD, NOWHERE)).toBe(true)
    expect(LastHotkeySwapOnNetuid.get(ctx, NOWHERE, OWNER)).toBe(block)
    expectSound(ctx)
  })
})

/** Reads and writes that the reference counts, from its own steps. */
describe('the weight of a swap', () => {
  const weightOf = (ctx: Context, call: ReturnType<typeof swapOn>): unknown => {
    const outcome = ctx.dispatch(call, asOwner)
    expect(outcome.ok).toBe(true)
    return outcome.post.actualWeight
  }

  test('on one subnet, of a hotkey that nothing is known of', () => {
    // Checks 4, three limits 3 and 3; interval 3, registration, price 1, payment, owner 1 and 1 each;
    // list of hotkeys, 5 for locks, membership 1 and 2, relations 3 and 3, two records.
    const reads = 4n + 3n + 3n + 1n + 1n + 1n + 1n + 1n + 5n + 1n + 3n
    const writes = 3n + 1n + 1n + 1n + 2n + 3n + 2n
    expect(weightOf(keysWorld(), swapOn(FIRST, { keepStake: true }))).toEqual(
      accesses(reads, writes),
    )
  })

  test('is less where the new hotkey is owned already', () => {
    const ctx = keysWorld()
    adoptHotkey(ctx, OWNER, NEW)
    expect(weightOf(ctx, swapOn(FIRST, { keepStake: true }))).toEqual(accesses(23n, 12n))
  })

  test('on all three networks, of a hotkey that nothing is known of', () => {
    // As above; 7 to list the networks, 3 for the price, 2 to pay; on each network 5 for locks,
    // 1 and 2 for membership, 3 and 3 for relations, on root 1 for its owner; owner and list 1 and 1
    // each; three limits 1 and 2 each; one record.
    const reads = 7n + 7n + 3n + 3n * (5n + 1n + 3n) + 1n + 2n + 3n
    const writes = 3n + 2n + 3n * (2n + 3n) + 2n + 6n + 1n
    const ctx = keysWorld()
    SubnetOwnerHotkey.set(ctx, ROOT_NETUID, STRANGER)
    const call = swapOn(ALL, { keepStake: true })
    expect(weightOf(ctx, call)).toEqual(accesses(reads, writes))
  })

  test('grows with the stakers', () => {
    // To the 50 reads and 29 writes above: two shares that are read; on each network 6 and 6 for
    // three records; two shares on root and on the first subnet, 1 and 1 each; two stakers, 3 and 2
    // each; claims 3 and 2; two lists 1 and 1.
    const reads = 50n + 2n + 18n + 4n + 6n + 3n + 2n
    const writes = 29n + 18n + 4n + 4n + 2n + 2n
    const ctx = keysWorld()
    SubnetOwnerHotkey.set(ctx, ROOT_NETUID, STRANGER)
    stake(ctx, OLD, OWNER, FIRST, 1_000n)
    stake(ctx, OLD, RIVAL, FIRST, 3_000n)
    expect(weightOf(ctx, swapOn(ALL))).toEqual(accesses(reads, writes))
  })
})
