import { netUid, uid } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import type { Context } from '../../../../src/frame/context.ts'
import type { ModuleError } from '../../../../src/frame/error.ts'
import { NONE, ROOT, signed } from '../../../../src/frame/origin.ts'
import {
  setAutoParentDelegationEnabled,
  setChildren,
  setPendingChildkeyCooldown,
} from '../../../../src/pallets/subtensor/children/calls/set-children.ts'
import { applyPendingChildren } from '../../../../src/pallets/subtensor/children/pending.ts'
import type { Edge } from '../../../../src/pallets/subtensor/children/relations.ts'
import { errors } from '../../../../src/pallets/subtensor/errors.ts'
import { StakeThreshold } from '../../../../src/pallets/subtensor/storage/hyperparameters.ts'
import {
  AutoParentDelegationEnabled,
  ChildKeys,
  ParentKeys,
  PendingChildKeyCooldown,
  PendingChildKeys,
} from '../../../../src/pallets/subtensor/storage/keys.ts'
import { TransactionKeyLastBlock } from '../../../../src/pallets/subtensor/storage/limits.ts'
import { SubnetOwnerHotkey } from '../../../../src/pallets/subtensor/storage/networks.ts'
import { Uids } from '../../../../src/pallets/subtensor/storage/neurons.ts'
import { BlockNumber } from '../../../../src/pallets/system/storage.ts'
import { fails, succeeds } from '../../../helpers/expect-call.ts'
import { account, eventsDuring } from '../../../helpers/test-context.ts'
import {
  ALL,
  childrenContext,
  childrenOf,
  COLDKEY,
  edges,
  HOTKEY,
  NETUID,
  parentsOf,
  STRANGER,
} from './children-kit.ts'

const owner = signed(COLDKEY)
const give = (children: readonly Edge[], netuid = NETUID) =>
  setChildren.with({ hotkey: HOTKEY, netuid, children })

describe('set_children refuses', () => {
  const none: (ctx: Context) => void = () => {}
  const cases: readonly (readonly [
    string,
    ReturnType<typeof give>,
    ModuleError,
    (ctx: Context) => void,
    ReturnType<typeof signed>?,
  ])[] = [
    [
      'a second change within 150 blocks',
      give([], netUid(0)),
      errors.TxRateLimitExceeded,
      (ctx) => TransactionKeyLastBlock.set(ctx, HOTKEY, netUid(0), 0, 851n),
    ],
    ['the root network', give([], netUid(0)), errors.RegistrationNotPermittedOnRootSubnet, none],
    ['a missing subnet', give([], netUid(2)), errors.SubnetNotExists, none],
    ['a stranger', give(edges([1n, 10])), errors.NonAssociatedColdKey, none, signed(STRANGER)],
    ['a child given twice', give(edges([1n, 10], [1n, 10])), errors.DuplicateChild, none],
    ['itself as a child', give(edges([ALL, 10], [ALL, 11])), errors.InvalidChild, none],
    [
      'six children',
      give(edges([ALL, 11], [ALL, 12], [1n, 13], [1n, 14], [1n, 15], [1n, 16])),
      errors.TooManyChildren,
      none,
    ],
    ['more than the whole', give(edges([ALL, 11], [1n, 12])), errors.ProportionOverflow, none],
    [
      'a parent as a child',
      give(edges([1n, 11])),
      errors.ChildParentInconsistency,
      (ctx) => ParentKeys.set(ctx, HOTKEY, NETUID, edges([1n, 11])),
    ],
    [
      'anything while its relations contradict themselves',
      give([]),
      errors.ChildParentInconsistency,
      (ctx) => {
        ChildKeys.set(ctx, HOTKEY, NETUID, edges([1n, 11]))
        ParentKeys.set(ctx, HOTKEY, NETUID, edges([1n, 11]))
      },
    ],
    [
      'a hotkey below the stake threshold',
      give(edges([1n, 11])),
      errors.NotEnoughStakeToSetChildkeys,
      (ctx) => StakeThreshold.set(ctx, 1n),
    ],
  ]
  for (const [name, call, error, prepare, origin = owner] of cases) {
    test(name, () => {
      const ctx = childrenContext()
      prepare(ctx)
      fails(ctx, call, origin, error)
    })
  }

  test('unsigned origins and Root', () => {
    const ctx = childrenContext()
    fails(ctx, give([]), NONE, { type: 'BadOrigin' })
    fails(ctx, give([]), ROOT, { type: 'BadOrigin' })
  })
})

describe('set_children', () => {
  test('schedules for after the cool-down', () => {
    const ctx = childrenContext()
    const children = edges([2n, 12], [1n, 11])
    // Fast constants: 15 blocks.
    expect(succeeds(ctx, give(children), owner)).toEqual([
      ['SubtensorModule.SetChildrenScheduled', [HOTKEY, NETUID, 1015n, children]],
    ])
    expect(PendingChildKeys.get(ctx, NETUID, HOTKEY)).toEqual([children, 1015n])
    expect(TransactionKeyLastBlock.get(ctx, HOTKEY, NETUID, 0)).toBe(1000n)
    expect(ChildKeys.has(ctx, HOTKEY, NETUID)).toBe(false)
  })

  test('applies at once while the subnet is not started', () => {
    const ctx = childrenContext({ started: false })
    const children = edges([2n, 12], [1n, 11])
    expect(succeeds(ctx, give(children), owner)).toEqual([
      ['SubtensorModule.SetChildren', [HOTKEY, NETUID, children]],
    ])
    expect(childrenOf(ctx, HOTKEY)).toEqual(edges([1n, 11], [2n, 12]))
    expect(parentsOf(ctx, account(12))).toEqual(edges([2n, 10]))
    expect(PendingChildKeys.has(ctx, NETUID, HOTKEY)).toBe(false)
  })

  test('passes 150 blocks after the last change', () => {
    const ctx = childrenContext()
    TransactionKeyLastBlock.set(ctx, HOTKEY, NETUID, 0, 850n)
    succeeds(ctx, give([]), owner)
  })

  test('needs no stake for no children, nor for the hotkey of the owner of the subnet', () => {
    const ctx = childrenContext()
    StakeThreshold.set(ctx, 1n)
    succeeds(ctx, give([]), owner)
    const other = childrenContext()
    StakeThreshold.set(other, 1n)
    SubnetOwnerHotkey.set(other, NETUID, HOTKEY)
    succeeds(other, give(edges([1n, 11])), owner)
  })
})

describe('children that are due', () => {
  const pend = (ctx: Context, children: readonly Edge[], cooldown: bigint): void =>
    PendingChildKeys.set(ctx, NETUID, HOTKEY, [children, cooldown])

  test('wait for the block after their cool-down', () => {
    const ctx = childrenContext()
    pend(ctx, edges([1n, 11]), 1000n)
    expect(eventsDuring(ctx, () => applyPendingChildren(ctx, NETUID))).toEqual([])
    expect(PendingChildKeys.has(ctx, NETUID, HOTKEY)).toBe(true)
    BlockNumber.set(ctx, 1001)
    expect(eventsDuring(ctx, () => applyPendingChildren(ctx, NETUID))).toEqual([
      ['SubtensorModule.SetChildren', [HOTKEY, NETUID, edges([1n, 11])]],
    ])
    expect(PendingChildKeys.has(ctx, NETUID, HOTKEY)).toBe(false)
    expect(childrenOf(ctx, HOTKEY)).toEqual(edges([1n, 11]))
  })

  test('are applied early where the subnet is not started', () => {
    const ctx = childrenContext({ started: false })
    pend(ctx, edges([1n, 11]), 5000n)
    applyPendingChildren(ctx, NETUID)
    expect(childrenOf(ctx, HOTKEY)).toEqual(edges([1n, 11]))
  })

  test('are dropped in silence where a child has become a parent', () => {
    const ctx = childrenContext()
    ParentKeys.set(ctx, HOTKEY, NETUID, edges([3n, 11]))
    pend(ctx, edges([1n, 11]), 1n)
    expect(eventsDuring(ctx, () => applyPendingChildren(ctx, NETUID))).toEqual([])
    expect(PendingChildKeys.has(ctx, NETUID, HOTKEY)).toBe(false)
    expect(ChildKeys.has(ctx, HOTKEY, NETUID)).toBe(false)
  })

  test('take the place of all children before them, at both ends', () => {
    const ctx = childrenContext()
    ChildKeys.set(ctx, HOTKEY, NETUID, edges([1n, 11], [2n, 12], [3n, 13]))
    ParentKeys.set(ctx, account(11), NETUID, edges([1n, 10]))
    ParentKeys.set(ctx, account(12), NETUID, edges([7n, 20], [2n, 10], [8n, 21]))
    ParentKeys.set(ctx, account(13), NETUID, edges([9n, 20], [3n, 10]))
    pend(ctx, edges([6n, 14], [5n, 12]), 1n)
    applyPendingChildren(ctx, NETUID)
    expect(childrenOf(ctx, HOTKEY)).toEqual(edges([5n, 12], [6n, 14]))
    expect(ParentKeys.has(ctx, account(11), NETUID)).toBe(false)
    expect(parentsOf(ctx, account(12))).toEqual(edges([7n, 20], [5n, 10], [8n, 21]))
    expect(parentsOf(ctx, account(13))).toEqual(edges([9n, 20]))
    expect(parentsOf(ctx, account(14))).toEqual(edges([6n, 10]))
  })

  test('keep the parents of the hotkey, by account, and mend their ends', () => {
    const ctx = childrenContext()
    ParentKeys.set(ctx, HOTKEY, NETUID, edges([4n, 31], [3n, 30]))
    ChildKeys.set(ctx, account(30), NETUID, edges([1n, 10], [2n, 40]))
    pend(ctx, [], 1n)
    applyPendingChildren(ctx, NETUID)
    expect(parentsOf(ctx, HOTKEY)).toEqual(edges([3n, 30], [4n, 31]))
    expect(childrenOf(ctx, account(30))).toEqual(edges([3n, 10], [2n, 40]))
    expect(childrenOf(ctx, account(31))).toEqual(edges([4n, 10]))
    expect(ChildKeys.has(ctx, HOTKEY, NETUID)).toBe(false)
  })
})

describe('set_pending_childkey_cooldown', () => {
  test('is for Root, without an event', () => {
    const ctx = childrenContext()
    const call = setPendingChildkeyCooldown.with({ cooldown: 7n })
    fails(ctx, call, owner, { type: 'BadOrigin' })
    expect(succeeds(ctx, call, ROOT)).toEqual([])
    expect(PendingChildKeyCooldown.get(ctx)).toBe(7n)
  })
})

describe('set_auto_parent_delegation_enabled', () => {
  const call = setAutoParentDelegationEnabled.with({ hotkey: HOTKEY, enabled: false })

  test('is for owners of root validators', () => {
    const ctx = childrenContext()
    fails(ctx, call, ROOT, { type: 'BadOrigin' })
    fails(ctx, call, signed(STRANGER), errors.NonAssociatedColdKey)
    fails(ctx, call, owner, errors.HotKeyNotRegisteredInSubNet)
  })

  test('stores the choice', () => {
    const ctx = childrenContext()
    Uids.set(ctx, netUid(0), HOTKEY, uid(0))
    expect(succeeds(ctx, call, owner)).toEqual([
      ['SubtensorModule.AutoParentDelegationEnabledSet', { hotkey: HOTKEY, enabled: false }],
    ])
    expect(AutoParentDelegationEnabled.get(ctx, HOTKEY)).toBe(false)
  })
})
