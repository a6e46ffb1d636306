import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../../../../src/frame/context.ts'
import { DispatchFailure } from '../../../../src/frame/dispatch-error.ts'
import { moduleError } from '../../../../src/frame/error.ts'
import type { ModuleError } from '../../../../src/frame/error.ts'
import { childrenInvariants } from '../../../../src/pallets/subtensor/children/invariants.ts'
import { moveRelations } from '../../../../src/pallets/subtensor/children/move-relations.ts'
import { applyChildren } from '../../../../src/pallets/subtensor/children/pending.ts'
import type { Edge } from '../../../../src/pallets/subtensor/children/relations.ts'
import { errors } from '../../../../src/pallets/subtensor/errors.ts'
import {
  ChildKeys,
  ParentKeys,
  PendingChildKeys,
} from '../../../../src/pallets/subtensor/storage/keys.ts'
import { account } from '../../../helpers/test-context.ts'
import { accesses } from '../keys/keys-kit.ts'
import { ALL, childrenContext, childrenOf, edges, NETUID, parentsOf } from './children-kit.ts'

const OLD = account(10)
const NEW = account(20)

let ctx: Context
beforeEach(() => {
  ctx = childrenContext()
})

/** Gives a hotkey children, from both ends. */
const give = (parent: number, ...children: readonly (readonly [bigint, number])[]): void =>
  applyChildren(ctx, account(parent), NETUID, edges(...children))
const pend = (parent: number, children: readonly Edge[]): void =>
  PendingChildKeys.set(ctx, NETUID, account(parent), [children, 1234n])
const move = () => moveRelations(ctx, NETUID, OLD, NEW)
const sound = (): void => {
  expect(childrenInvariants.flatMap((check) => check(ctx))).toEqual([])
}

describe('the relations of a hotkey', () => {
  test('go to the other with their proportions', () => {
    give(10, [5n, 31], [7n, 30])
    give(32, [9n, 40], [11n, 10])
    move()
    expect(childrenOf(ctx, NEW)).toEqual(edges([7n, 30], [5n, 31]))
    expect(parentsOf(ctx, NEW)).toEqual(edges([11n, 32]))
    expect(parentsOf(ctx, account(30))).toEqual(edges([7n, 20]))
    // Where the old hotkey was, others move up; the new one goes last.
    expect(childrenOf(ctx, account(32))).toEqual(edges([9n, 40], [11n, 20]))
    sound()
  })

  test('leave an empty list of children behind, and no list of parents', () => {
    move()
    expect(ChildKeys.has(ctx, OLD, NETUID)).toBe(true)
    expect(childrenOf(ctx, OLD)).toEqual([])
    expect(ParentKeys.has(ctx, OLD, NETUID)).toBe(false)
    expect(ChildKeys.has(ctx, NEW, NETUID)).toBe(false)
  })

  test('take the place of those that the other had', () => {
    give(10, [5n, 31])
    give(20, [6n, 31], [7n, 33])
    give(34, [8n, 20])
    move()
    expect(childrenOf(ctx, NEW)).toEqual(edges([5n, 31]))
    expect(parentsOf(ctx, account(31))).toEqual(edges([5n, 20]))
    expect(parentsOf(ctx, account(33))).toEqual([])
    expect(parentsOf(ctx, NEW)).toEqual([])
    expect(ChildKeys.has(ctx, account(34), NETUID)).toBe(false)
    sound()
  })

  test('of a parent of both hotkeys are one, with the proportion of the old one', () => {
    give(32, [9n, 20], [11n, 10])
    move()
    expect(childrenOf(ctx, account(32))).toEqual(edges([11n, 20]))
    sound()
  })

  test('are counted: three and three, and for each relation one and one at both hotkeys', () => {
    expect(move()).toEqual(accesses(3n, 3n))
    ctx = childrenContext()
    give(10, [5n, 31])
    give(20, [7n, 33])
    give(32, [11n, 10])
    // Two ends forget the old hotkey; these two and a former child of the new one are written.
    expect(move()).toEqual(accesses(3n + 2n + 3n, 3n + 2n + 3n))
  })
})

describe('pending children', () => {
  test('of the hotkey become those of the other', () => {
    pend(10, edges([5n, 31]))
    expect(move()).toEqual(accesses(3n + 1n + 1n, 3n + 2n))
    expect(PendingChildKeys.has(ctx, NETUID, OLD)).toBe(false)
    expect(PendingChildKeys.get(ctx, NETUID, NEW)).toEqual([edges([5n, 31]), 1234n])
  })

  test('of others name the new hotkey, last and once', () => {
    pend(32, edges([1n, 10], [2n, 33], [3n, 10]))
    pend(35, edges([4n, 33]))
    // Both lists are read, one is moved.
    expect(move()).toEqual(accesses(3n + 2n + 1n, 3n + 2n))
    const renamed = edges([2n, 33], [3n, 10], [1n, 20])
    expect(PendingChildKeys.get(ctx, NETUID, account(32))).toEqual([renamed, 1234n])
    expect(PendingChildKeys.get(ctx, NETUID, account(35))).toEqual([edges([4n, 33]), 1234n])
  })
})

describe('nothing is moved', () => {
  const half = ALL / 2n + 1n
  const cases: readonly (readonly [string, ModuleError, () => void])[] = [
    ['to a child', errors.InvalidChild, () => give(10, [5n, 20])],
    ['to a parent', errors.InvalidChild, () => give(20, [5n, 10])],
    ['where the other is to be a child', errors.InvalidChild, () => pend(10, edges([5n, 20]))],
    [
      'where six children are pending',
      errors.TooManyChildren,
      () => pend(10, edges(...[1, 2, 3, 4, 5, 6].map((byte) => [1n, byte] as const))),
    ],
    [
      'where more than all is pending',
      errors.ProportionOverflow,
      () => pend(10, edges([half, 31], [half, 33])),
    ],
    [
      'where a parent is to be a child',
      errors.ChildParentInconsistency,
      () => {
        give(32, [11n, 10])
        pend(10, edges([5n, 32]))
      },
    ],
    [
      'where relations are at odds already: too much is given',
      errors.ProportionOverflow,
      () => ChildKeys.set(ctx, OLD, NETUID, edges([half, 31], [half, 33])),
    ],
    [
      'where relations are at odds already: a child is a parent',
      errors.ChildParentInconsistency,
      () => {
        ChildKeys.set(ctx, OLD, NETUID, edges([1n, 31]))
        ParentKeys.set(ctx, OLD, NETUID, edges([1n, 31]))
      },
    ],
  ]

  test.each(cases)('%s', (_, error, setUp) => {
    setUp()
    expect(move).toThrow(expect.objectContaining({ error: moduleError(error) }))
  })
})

test('whatever the relations, both ends agree after a move or it fails', () => {
  const accounts = [10, 20, 31, 32, 33]
  const family = fc.record({
    parent: fc.constantFrom(...accounts),
    children: fc.uniqueArray(fc.constantFrom(...accounts), { maxLength: 3 }),
  })
  fc.assert(
    fc.property(fc.array(family, { maxLength: 6 }), (families) => {
      ctx = childrenContext()
      for (const { parent, children } of families) {
        const others = children.filter((child) => child !== parent)
        give(parent, ...others.map((child) => [BigInt(child), child] as const))
      }
      sound()
      try {
        ctx.transactional(() => move())
        expect(childrenOf(ctx, OLD)).toEqual([])
        expect(parentsOf(ctx, OLD)).toEqual([])
      } catch (error) {
        if (!(error instanceof DispatchFailure)) throw error
      }
      sound()
    }),
    { seed: 12, numRuns: 200 },
  )
})
