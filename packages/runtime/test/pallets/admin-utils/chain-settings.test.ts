import { describe, expect, test } from 'vitest'
import { runtimeConfig } from '../../../src/frame/config.ts'
import { NONE, ROOT } from '../../../src/frame/origin.ts'
import { adminUtilsPallet } from '../../../src/pallets/admin-utils/index.ts'
import { fails, succeeds } from '../../helpers/expect-call.ts'
import { admin, asOwner, named, stored, world } from './kit.ts'
import { CALL_PS, CHAIN_ROWS } from './rows.ts'

const BAD_ORIGIN = { type: 'BadOrigin' } as const

describe.each(CHAIN_ROWS.map((row) => [row[0], row] as const))('%s', (name, row) => {
  const [, args, item, events] = row
  const [value] = Object.values(args)

  test('Root sets it, with this event', () => {
    const ctx = world()
    const expected = events.map((event) => [named(event), value])
    expect(succeeds(ctx, admin(name, args), ROOT)).toEqual(expected)
    expect(stored(ctx, item)).toEqual(value)
  })

  test('nobody else sets it', () => {
    const ctx = world()
    fails(ctx, admin(name, args), asOwner, BAD_ORIGIN)
    fails(ctx, admin(name, args), NONE, BAD_ORIGIN)
  })
})

describe('every call', () => {
  const config = runtimeConfig('fast')
  const lists = { new_authorities: [], next_authorities: [] }
  const infoOf = (name: string) => admin(name, lists).call.info(lists, config)

  test.each(Object.entries(CALL_PS))('%s weighs %d ps', (name, refTimePs) => {
    expect(infoOf(name).weight.ref_time).toBe(refTimePs)
    expect(infoOf(name).paysFee).toBe(true)
  })

  test('is in the table', () => {
    expect(adminUtilsPallet.calls?.map(({ name }) => name)).toEqual(Object.keys(CALL_PS))
  })

  // Indices 89, 90, 92 and 95 (spec: 50-fees-and-extensions §5).
  test('is a normal one, but for four', () => {
    const operational = Object.keys(CALL_PS).filter((name) => infoOf(name).class !== 'Normal')
    expect(operational).toEqual([
      'sudo_set_burn_half_life',
      'sudo_set_burn_increase_mult',
      'sudo_set_owner_cut_enabled',
      'sudo_set_owner_cut_auto_lock_enabled',
    ])
  })
})
