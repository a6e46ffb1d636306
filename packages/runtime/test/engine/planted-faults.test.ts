import { describe, expect, test } from 'vitest'
import type { Context } from '../../src/frame/context.ts'
import { invariants, transitions } from '../../src/pallets/engine/invariants.ts'
import {
  Active,
  ConsensusKey,
  Jailed,
  KeyOfAddress,
  KeyOwner,
  Missed,
  Params,
  Tombstoned,
  Updates,
} from '../../src/pallets/engine/storage.ts'
import { four, SovereignChain } from './kit.ts'

const [a, b] = four
if (a === undefined || b === undefined) throw new Error('there are four validators')
const { account: hotkey } = a.hotkey
const { account: key } = a.consensus

const chain = new SovereignChain()
chain.reported()

const faultsOf = (plant: (ctx: Context) => void): string => {
  const ctx = chain.read()
  plant(ctx)
  const block = { before: chain.read(), after: ctx }
  return [
    ...invariants.flatMap((check) => check(ctx)),
    ...transitions.flatMap((check) => check(block)),
  ].join('; ')
}

test('a block of its own has no fault', () => {
  expect(faultsOf(() => {})).toBe('')
})

const bits = (...bytes: readonly number[]): Uint8Array => {
  const all = new Uint8Array(125)
  all.set(bytes)
  return all
}

const PLANTS: readonly (readonly [string, (ctx: Context) => void, string])[] = [
  ['an empty set', (ctx) => Active.set(ctx, []), 'nobody is in the set'],
  ['a key twice', (ctx) => Active.update(ctx, (set) => [...set, ...set.slice(-1)]), 'out of order'],
  [
    'a member without power',
    (ctx) => Active.update(ctx, (set) => set.map((each) => ({ ...each, power: 0n }))),
    'has no power',
  ],
  [
    'more power than the engine can add up',
    (ctx) => Active.update(ctx, (set) => set.map((each) => ({ ...each, power: 1n << 58n }))),
    'the set has a power of 1152921504606846976',
  ],
  ['a member of nobody', (ctx) => KeyOwner.remove(ctx, key), 'nobody registered member'],
  ['a key of two hotkeys', (ctx) => ConsensusKey.set(ctx, b.hotkey.account, key), 'is not its own'],
  ['a lost address', (ctx) => KeyOfAddress.remove(ctx, a.address), 'does not lead to it'],
  [
    'parameters out of bounds',
    (ctx) => Params.update(ctx, (params) => ({ ...params, rotation_blocks: 0 })),
    'a parameter is out of bounds',
  ],
  ['a tombstone without jail', (ctx) => Tombstoned.set(ctx, key, 1), 'not in jail for ever'],
  ['a miscounted window', (ctx) => Missed.set(ctx, hotkey, { bits: bits(3), count: 1 }), '1 of 2'],
  ['an empty window', (ctx) => Missed.set(ctx, hotkey, { bits: bits(), count: 0 }), 'not judged'],
  [
    'a window in jail',
    (ctx) => {
      Missed.set(ctx, hotkey, { bits: bits(1), count: 1 })
      Jailed.set(ctx, hotkey, 9)
    },
    'has a window in jail',
  ],
  [
    'a window of a stranger',
    (ctx) => Missed.set(ctx, a.coldkey.account, { bits: bits(1), count: 1 }),
    'is no member',
  ],
  [
    'a change that is not told',
    (ctx) => Active.update(ctx, (set) => set.slice(1)),
    '0 updates for 1 changes',
  ],
  [
    'something told that is no change',
    (ctx) => Updates.set(ctx, [{ key, power: 7n }]),
    '1 updates for 0 changes',
  ],
  [
    'a barred member that gains',
    (ctx) => {
      Jailed.set(ctx, hotkey, 9)
      Active.update(ctx, (set) => set.map((each) => ({ ...each, power: each.power + 1n })))
    },
    'is barred and has 250000001 instead of 250000000',
  ],
]

describe('each fact can fail', () => {
  test.each(PLANTS)('%s', (_, plant, message) => {
    expect(faultsOf(plant)).toContain(message)
  })
})
