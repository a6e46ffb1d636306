import type { NetUid } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import type { RuntimeCall } from '../../../src/frame/call.ts'
import type { Context } from '../../../src/frame/context.ts'
import { NONE, ROOT } from '../../../src/frame/origin.ts'
import { errors } from '../../../src/pallets/admin-utils/errors.ts'
import { errors as subtensorErrors } from '../../../src/pallets/subtensor/errors.ts'
import {
  LastRateLimitedBlock,
  TransactionKeyLastBlock,
} from '../../../src/pallets/subtensor/storage/limits.ts'
import type { Hyperparameter } from '../../../src/pallets/subtensor/types.ts'
import { fails, succeeds } from '../../helpers/expect-call.ts'
import {
  admin,
  asOwner,
  asStranger,
  BLOCK,
  freeze,
  goTo,
  named,
  NET,
  NO_NET,
  OWNER,
  ROOT_NET,
  stored,
  unfreeze,
  world,
} from './kit.ts'
import { SUBNET_ROWS } from './rows.ts'
import type { SubnetRow } from './rows.ts'

const BAD_ORIGIN = { type: 'BadOrigin' } as const
const FROZEN = subtensorErrors.AdminActionProhibitedDuringWeightsWindow
/** Code of the kind of transaction, and tempos that must pass; counted for each owner. */
const OWN_LIMITS: Readonly<Record<string, readonly [code: number, tempos: number]>> = {
  SetWeightsVersionKey: [4, 5],
}
const callOf = ([name, args]: SubnetRow, netuid: NetUid): RuntimeCall =>
  admin(name, { netuid, ...args })
const rowsWhere = (keep: (row: SubnetRow) => boolean) =>
  SUBNET_ROWS.filter(keep).map((row) => [row[0], row] as const)
const ownerRows = rowsWhere(([, , by]) => by !== 'root')
const countedRows = rowsWhere(([, , by]) => by !== 'root' && by !== 'owner')

/** The block that is recorded for the owner's last change; 0 for none. */
function recorded(ctx: Context, by: string): bigint {
  const own = OWN_LIMITS[by]
  if (own !== undefined) return TransactionKeyLastBlock.get(ctx, OWNER, NET, own[0])
  const value = [NET, by as Hyperparameter] as const
  return LastRateLimitedBlock.get(ctx, { type: 'OwnerHyperparamUpdate', value })
}

describe.each(rowsWhere(() => true))('%s', (_name, row) => {
  const [, args, by, checks, item, events] = row
  const [value] = Object.values(args)
  /** Fields of SubtensorModule's events are a list, those of AdminUtils have names. */
  const expectedEvents = events.map((event) => [
    named(event),
    event.includes('.') ? expect.objectContaining({ netuid: NET }) : [NET, value],
  ])

  test('Root sets it, with these events and no record', () => {
    const ctx = world()
    expect(succeeds(ctx, callOf(row, NET), ROOT)).toEqual(expectedEvents)
    expect(stored(ctx, item, NET)).toEqual(value)
    if (by !== 'root' && by !== 'owner') expect(recorded(ctx, by)).toBe(0n)
  })

  test('neither a stranger nor nobody sets it', () => {
    const ctx = world()
    fails(ctx, callOf(row, NET), asStranger, BAD_ORIGIN)
    fails(ctx, callOf(row, NET), NONE, BAD_ORIGIN)
  })

  test('the owner sets it if it may', () => {
    const ctx = world()
    if (by === 'root') return fails(ctx, callOf(row, NET), asOwner, BAD_ORIGIN)
    expect(succeeds(ctx, callOf(row, NET), asOwner)).toEqual(expectedEvents)
    expect(stored(ctx, item, NET)).toEqual(value)
  })

  test('the freeze window stops Root if it stops anybody', () => {
    const ctx = world()
    freeze(ctx, NET)
    if (checks.includes('W')) fails(ctx, callOf(row, NET), ROOT, FROZEN)
    else expect(succeeds(ctx, callOf(row, NET), ROOT)).toEqual(expectedEvents)
  })

  test('a subnet that is not there is refused, or written all the same', () => {
    const ctx = world()
    if (checks.includes('W')) fails(ctx, callOf(row, NO_NET), ROOT, FROZEN)
    unfreeze(ctx)
    if (checks.includes('E')) {
      return fails(ctx, callOf(row, NO_NET), ROOT, errors.SubnetDoesNotExist)
    }
    succeeds(ctx, callOf(row, NO_NET), ROOT)
    expect(stored(ctx, item, NO_NET)).toEqual(value)
  })
})

test.each(rowsWhere(([, , , checks]) => checks.includes('R')))(
  '%s: not of the root network',
  (_name, row) => {
    fails(world(), callOf(row, ROOT_NET), ROOT, errors.NotPermittedOnRootSubnet)
  },
)

describe.each(ownerRows)('%s by the owner', (_name, row) => {
  test('waits for the freeze window too', () => {
    const ctx = world()
    freeze(ctx, NET)
    fails(ctx, callOf(row, NET), asOwner, FROZEN)
  })
})

describe.each(countedRows)('%s counts the changes of the owner', (_name, row) => {
  const by = row[2]
  // 360 blocks of tempo, twice; five times for the version key.
  const limit = 360 * (OWN_LIMITS[by]?.[1] ?? 2)

  test('the next is allowed once the limit has passed, whatever Root does', () => {
    const ctx = world()
    succeeds(ctx, callOf(row, NET), asOwner)
    expect(recorded(ctx, by)).toBe(BigInt(BLOCK))
    goTo(ctx, BLOCK + limit - 1)
    succeeds(ctx, callOf(row, NET), ROOT)
    fails(ctx, callOf(row, NET), asOwner, subtensorErrors.TxRateLimitExceeded)
    goTo(ctx, BLOCK + limit)
    succeeds(ctx, callOf(row, NET), asOwner)
    expect(recorded(ctx, by)).toBe(BigInt(BLOCK + limit))
  })

  test('the limit is judged before the window', () => {
    const ctx = world()
    succeeds(ctx, callOf(row, NET), asOwner)
    freeze(ctx, NET)
    fails(ctx, callOf(row, NET), asOwner, subtensorErrors.TxRateLimitExceeded)
  })
})

test.each(rowsWhere(([, , by]) => by === 'owner'))('%s is not counted', (_name, row) => {
  const ctx = world()
  succeeds(ctx, callOf(row, NET), asOwner)
  succeeds(ctx, callOf(row, NET), asOwner)
})

test('a tempo is counted from the block in which it is set', () => {
  const ctx = world()
  goTo(ctx, 1200)
  freeze(ctx, NET)
  unfreeze(ctx)
  succeeds(ctx, admin('sudo_set_tempo', { netuid: NET, tempo: 0 }), ROOT)
  expect(stored(ctx, 'LastEpochBlock', NET)).toBe(1200n)
})
