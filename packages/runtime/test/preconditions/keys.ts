import { alphaRao, blockNumber, hash, I96F32, netUid, rao, U64F64 } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../src/frame/context.ts'
import { NONE, ROOT } from '../../src/frame/origin.ts'
import { errors } from '../../src/pallets/subtensor/errors.ts'
import { adoptHotkey } from '../../src/pallets/subtensor/keys/ownership.ts'
import {
  ChildKeys,
  OwnedHotkeys,
  Owner,
  ParentKeys,
  PendingChildKeys,
  StakingHotkeys,
} from '../../src/pallets/subtensor/storage/keys.ts'
import {
  ColdkeySwapAnnouncements,
  ColdkeySwapDisputes,
  LastHotkeySwapOnNetuid,
  LastRateLimitedBlock,
} from '../../src/pallets/subtensor/storage/limits.ts'
import { Lock } from '../../src/pallets/subtensor/storage/locks.ts'
import { IsNetworkMember } from '../../src/pallets/subtensor/storage/neurons.ts'
import { RootClaimable } from '../../src/pallets/subtensor/storage/root-claim.ts'
import { subnetAccount } from '../../src/pallets/subtensor/subnets/account.ts'
import { Account } from '../../src/pallets/system/storage.ts'
import { account, host } from '../helpers/test-context.ts'
import {
  asOwner as by,
  FIRST,
  OWNER,
  RIVAL,
  ROOT_NETUID,
} from '../pallets/subtensor/economy-kit.ts'
import {
  keysWorld,
  LEAST_BALANCE,
  NEW,
  NOW,
  OLD,
  PRICE,
  SUBNET_PRICE,
} from '../pallets/subtensor/keys/keys-kit.ts'
import { breach, each, ROOT_ONLY, SIGNED } from './precondition.ts'
import type { Breach, Precondition } from './precondition.ts'

const block = BigInt(NOW)
const ALL = 2n ** 64n - 1n
const NEXT = account(70)

const balanceIs = (ctx: Context, free: bigint): void =>
  Account.update(ctx, OWNER, (it) => ({ ...it, data: { ...it.data, free: rao(free) } }))
const systemAccount = subnetAccount(netUid(3))

const swappable: readonly Breach[] = [
  breach(errors.NonAssociatedColdKey, {
    given: (ctx) => Owner.set(ctx, OLD, RIVAL),
    spoils: ['new_hotkey'],
  }),
  breach(errors.NonAssociatedColdKey, {
    given: (ctx) => adoptHotkey(ctx, RIVAL, NEW),
    spoils: ['new_hotkey'],
  }),
  breach(errors.NewHotKeyIsSameWithOld, { args: { new_hotkey: OLD }, spoils: ['relations'] }),
  breach(errors.HotKeySetTxRateLimitExceeded, {
    given: (ctx) =>
      LastRateLimitedBlock.set(ctx, { type: 'LastTxBlock', value: OWNER }, block - 1000n),
  }),
]
const registered = breach(errors.HotKeyAlreadyRegisteredInSubNet, {
  given: (ctx, { new_hotkey }) => IsNetworkMember.set(ctx, new_hotkey as AccountId, FIRST, true),
})
const unclean = breach(errors.NewHotKeyNotCleanForRootSwap, {
  given: (ctx, { new_hotkey }) =>
    RootClaimable.set(ctx, new_hotkey as AccountId, [[FIRST, I96F32.one]]),
})
const recently = breach(errors.HotKeySwapOnSubnetIntervalNotPassed, {
  given(ctx) {
    IsNetworkMember.set(ctx, OLD, FIRST, true)
    LastHotkeySwapOnNetuid.set(ctx, FIRST, OWNER, block - 1n)
  },
})
const unpaid = (price: bigint): readonly Breach[] => [
  breach(errors.NotEnoughBalanceToPaySwapHotKey, {
    given: (ctx) => balanceIs(ctx, price - 1n),
    spoils: ['balance'],
  }),
  breach(errors.InsufficientBalance, {
    given: (ctx) => balanceIs(ctx, price + LEAST_BALANCE - 1n),
    spoils: ['balance'],
  }),
]
const ofNobody = breach(errors.CannotUseSystemAccount, { args: { new_hotkey: systemAccount } })
const related = (error: Breach['error'], given: (ctx: Context) => void): Breach =>
  breach(error, { given, spoils: ['relations', 'new_hotkey'] })
const relations: readonly Breach[] = [
  related(errors.ProportionOverflow, (ctx) =>
    ChildKeys.set(ctx, OLD, FIRST, [
      [ALL, account(31)],
      [1n, account(32)],
    ]),
  ),
  related(errors.ChildParentInconsistency, (ctx) => {
    ChildKeys.set(ctx, OLD, FIRST, [[1n, account(31)]])
    ParentKeys.set(ctx, OLD, FIRST, [[1n, account(31)]])
  }),
  related(errors.InvalidChild, (ctx) => {
    ChildKeys.set(ctx, OLD, FIRST, [[1n, NEW]])
    ParentKeys.set(ctx, NEW, FIRST, [[1n, OLD]])
  }),
  related(errors.TooManyChildren, (ctx) => {
    const six = [31, 32, 33, 34, 35, 36].map((byte) => [1n, account(byte)] as const)
    PendingChildKeys.set(ctx, FIRST, OLD, [six, 6000n])
  }),
]

const hashOf = (coldkey: AccountId) => hash(host.blake2b256(coldkey))
const announced = (ctx: Context, when: number, digest = hashOf(NEXT)): void =>
  ColdkeySwapAnnouncements.set(ctx, OWNER, [blockNumber(when), digest])
const announcedSince = (when: number) => (): Context => {
  const ctx = keysWorld()
  announced(ctx, when)
  return ctx
}
const disputed = breach(errors.ColdkeySwapDisputed, {
  given: (ctx) => ColdkeySwapDisputes.set(ctx, OWNER, blockNumber(NOW)),
  spoils: ['by', 'announcement'],
})
const notAnnounced = breach(errors.ColdkeySwapAnnouncementNotFound, {
  given: (ctx) => ColdkeySwapAnnouncements.remove(ctx, OWNER),
  spoils: ['announcement'],
})
/** What keeps a coldkey from taking the place of another. */
const unfitColdkey: readonly Breach[] = [
  breach(errors.ColdKeyAlreadyAssociated, {
    given: (ctx) => StakingHotkeys.set(ctx, NEXT, [account(90)]),
    spoils: ['new_coldkey'],
  }),
  breach(errors.NewColdKeyIsHotkey, {
    given: (ctx) => Owner.set(ctx, NEXT, RIVAL),
    spoils: ['new_coldkey'],
  }),
  breach(errors.CannotUseSystemAccount, {
    given: (ctx) => OwnedHotkeys.update(ctx, OWNER, (all) => [...all, systemAccount]),
    spoils: ['new_coldkey'],
  }),
  breach(errors.ActiveLockExists, {
    given: (ctx) =>
      Lock.set(ctx, NEXT, FIRST, OLD, {
        locked_mass: alphaRao(1_000_000n),
        conviction: U64F64.zero,
        last_update: block,
      }),
    spoils: ['new_coldkey'],
  }),
  // What may leave the old account is too little to begin the new one.
  breach(
    { type: 'Token', value: 'BelowMinimum' },
    {
      given: (ctx) =>
        Account.update(ctx, OWNER, (it) => ({
          ...it,
          consumers: 1,
          data: { ...it.data, free: rao(2n * LEAST_BALANCE - 1n) },
        })),
      spoils: ['balance', 'swap_cost', 'new_coldkey'],
    },
  ),
]

export const keys: readonly Precondition[] = [
  ...each(['swap_hotkey', 'swap_hotkey_v2'], (name) => ({
    call: `SubtensorModule.${name}`,
    world: () => keysWorld(),
    by,
    args: {
      hotkey: OLD,
      new_hotkey: NEW,
      netuid: undefined,
      ...(name === 'swap_hotkey' ? {} : { keep_stake: false }),
    },
    breaches: [
      ...SIGNED,
      ...swappable,
      registered,
      unclean,
      recently,
      ...unpaid(PRICE),
      ofNobody,
      ...relations,
    ],
  })),
  ...each(['swap_hotkey', 'swap_hotkey_v2'], (name) => ({
    call: `SubtensorModule.${name}`,
    world: () => keysWorld(),
    by,
    args: {
      hotkey: OLD,
      new_hotkey: NEW,
      netuid: FIRST,
      ...(name === 'swap_hotkey' ? {} : { keep_stake: true }),
    },
    breaches: [
      ...SIGNED,
      ...swappable,
      registered,
      recently,
      ofNobody,
      ...unpaid(SUBNET_PRICE),
      ...relations,
      breach(errors.NewHotKeyNotCleanForRootSwap, {
        args: { netuid: ROOT_NETUID },
        given: (ctx) => RootClaimable.set(ctx, NEW, [[FIRST, I96F32.one]]),
        alone: true,
      }),
    ],
  })),
  {
    call: 'SubtensorModule.swap_coldkey',
    world: () => keysWorld(),
    by: ROOT,
    args: { old_coldkey: OWNER, new_coldkey: NEXT, swap_cost: rao(PRICE) },
    breaches: [
      ...ROOT_ONLY,
      breach(errors.NotEnoughBalanceToPaySwapColdKey, {
        given: (ctx) => balanceIs(ctx, PRICE + LEAST_BALANCE - 1n),
        spoils: ['balance'],
      }),
      ...unfitColdkey.slice(0, -1),
      ...unfitColdkey.slice(-1).map((it) => ({ ...it, args: { swap_cost: rao(0n) } })),
    ],
  },
  {
    // Whoever asks.
    call: 'SubtensorModule.schedule_swap_coldkey',
    world: () => keysWorld(),
    by,
    args: { new_coldkey: NEXT },
    neverSucceeds: true,
    breaches: [by, ROOT, NONE].map((origin) => breach(errors.Deprecated, { by: origin })),
  },
  {
    call: 'SubtensorModule.announce_coldkey_swap',
    world: () => keysWorld(),
    by,
    args: { new_coldkey_hash: hashOf(NEXT) },
    breaches: [
      ...SIGNED,
      breach(errors.ColdkeySwapDisputed, {
        given(ctx) {
          announced(ctx, NOW)
          ColdkeySwapDisputes.set(ctx, OWNER, blockNumber(NOW))
        },
        spoils: ['by'],
      }),
      // Ten blocks have to pass after the block in which the swap may be made.
      breach(errors.ColdkeySwapReannouncedTooEarly, { given: (ctx) => announced(ctx, NOW - 9) }),
      breach(errors.NotEnoughBalanceToPaySwapColdKey, {
        given: (ctx) => balanceIs(ctx, PRICE + LEAST_BALANCE - 1n),
      }),
    ],
  },
  {
    call: 'SubtensorModule.swap_coldkey_announced',
    world: announcedSince(NOW),
    by,
    args: { new_coldkey: NEXT },
    breaches: [
      disputed,
      ...SIGNED,
      notAnnounced,
      breach(errors.AnnouncedColdkeyHashDoesNotMatch, { args: { new_coldkey: account(71) } }),
      breach(errors.ColdkeySwapTooEarly, {
        given: (ctx) => announced(ctx, NOW + 1),
        spoils: ['announcement'],
      }),
      ...unfitColdkey,
    ],
  },
  {
    call: 'SubtensorModule.dispute_coldkey_swap',
    world: announcedSince(NOW),
    by,
    args: {},
    breaches: [disputed, ...SIGNED, notAnnounced],
  },
  {
    call: 'SubtensorModule.dispute_coldkey_swap',
    world: announcedSince(NOW),
    by,
    args: {},
    past: true,
    breaches: [
      ...SIGNED,
      notAnnounced,
      breach(errors.ColdkeySwapAlreadyDisputed, {
        given: (ctx) => ColdkeySwapDisputes.set(ctx, OWNER, blockNumber(NOW)),
      }),
    ],
  },
  {
    call: 'SubtensorModule.clear_coldkey_swap_announcement',
    world: announcedSince(NOW - 10),
    by,
    args: {},
    breaches: [
      disputed,
      ...SIGNED,
      notAnnounced,
      breach(errors.ColdkeySwapClearTooEarly, {
        given: (ctx) => announced(ctx, NOW - 9),
        spoils: ['announcement'],
      }),
    ],
  },
  {
    call: 'SubtensorModule.reset_coldkey_swap',
    world: announcedSince(NOW),
    by: ROOT,
    args: { coldkey: OWNER },
    breaches: ROOT_ONLY,
  },
]
