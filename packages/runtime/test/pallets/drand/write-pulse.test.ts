import { describe, expect, test } from 'vitest'
import { runtimeConfig } from '../../../src/frame/config.ts'
import type { Context } from '../../../src/frame/context.ts'
import { NONE, ROOT, signed } from '../../../src/frame/origin.ts'
import { writePulse } from '../../../src/pallets/drand/calls/write-pulse.ts'
import { errors } from '../../../src/pallets/drand/errors.ts'
import { drandInvariants } from '../../../src/pallets/drand/invariants.ts'
import { QUICKNET } from '../../../src/pallets/drand/quicknet.ts'
import {
  BeaconConfig,
  LastStoredRound,
  NextUnsignedAt,
  OldestStoredRound,
  Pulses,
} from '../../../src/pallets/drand/storage.ts'
import type { Pulse } from '../../../src/pallets/drand/types.ts'
import { BlockNumber } from '../../../src/pallets/system/storage.ts'
import { followBeacon, pulseOf, ROUND_1000, storeRounds } from '../../helpers/beacon.ts'
import { fails, succeeds } from '../../helpers/expect-call.ts'
import { account, testContext } from '../../helpers/test-context.ts'

const BLOCK = 50
const by = signed(account(1))

/** A chain that follows a beacon of the tests. */
function world(): Context {
  const ctx = testContext()
  BlockNumber.set(ctx, BLOCK)
  followBeacon(ctx)
  return ctx
}

const write = (...pulses: readonly Pulse[]) =>
  writePulse.with({
    pulses_payload: {
      block_number: BLOCK,
      pulses,
      public: { type: 'Sr25519', value: new Uint8Array(32) },
    },
    signature: undefined,
  })
const heldRounds = (ctx: Context) => ({
  oldest: OldestStoredRound.get(ctx),
  last: LastStoredRound.get(ctx),
})
const faults = (ctx: Context) => drandInvariants.flatMap((check) => check(ctx))

describe('writing rounds', () => {
  test('stores the first of quicknet, without a configuration', () => {
    const ctx = testContext()
    BlockNumber.set(ctx, BLOCK)
    expect(succeeds(ctx, write(ROUND_1000), NONE)).toEqual([
      ['Drand.NewPulse', { rounds: [1000n] }],
    ])
    expect(Pulses.get(ctx, 1000n)).toEqual(ROUND_1000)
    expect(heldRounds(ctx)).toEqual({ oldest: 1000n, last: 1000n })
    expect(NextUnsignedAt.get(ctx)).toBe(BLOCK)
    expect(faults(ctx)).toEqual([])
  })

  test('takes several at once, with holes', () => {
    const ctx = world()
    expect(succeeds(ctx, write(pulseOf(5n), pulseOf(6n), pulseOf(9n)), NONE)).toEqual([
      ['Drand.NewPulse', { rounds: [5n, 6n, 9n] }],
    ])
    expect(heldRounds(ctx)).toEqual({ oldest: 5n, last: 9n })
    succeeds(ctx, write(pulseOf(10n)), NONE)
    expect(heldRounds(ctx)).toEqual({ oldest: 5n, last: 10n })
    expect(faults(ctx)).toEqual([])
  })

  test('does not ask what the randomness is', () => {
    const ctx = world()
    succeeds(ctx, write({ ...pulseOf(5n), randomness: new Uint8Array() }), NONE)
    expect(Pulses.get(ctx, 5n)?.randomness).toEqual(new Uint8Array())
  })

  test('passes over what another signed, or for another round', () => {
    const ctx = world()
    const foreign = { ...ROUND_1000, round: 7n }
    const moved = { ...pulseOf(5n), round: 6n }
    // The pool takes such a transaction; it stays without effect but for the gate.
    expect(succeeds(ctx, write(foreign, moved), NONE)).toEqual([])
    expect(heldRounds(ctx)).toEqual({ oldest: 0n, last: 0n })
    expect(LastStoredRound.has(ctx)).toBe(true)
    expect(NextUnsignedAt.get(ctx)).toBe(BLOCK)
    succeeds(ctx, write(moved, pulseOf(8n), foreign), NONE)
    expect(heldRounds(ctx)).toEqual({ oldest: 8n, last: 8n })
  })

  test('writes no oldest round where one was set or a last one is known', () => {
    const ctx = world()
    LastStoredRound.set(ctx, 4n)
    succeeds(ctx, write(pulseOf(5n)), NONE)
    expect(heldRounds(ctx)).toEqual({ oldest: 0n, last: 5n })
    const other = world()
    OldestStoredRound.set(other, 3n)
    succeeds(other, write(pulseOf(5n)), NONE)
    expect(heldRounds(other)).toEqual({ oldest: 3n, last: 5n })
  })

  test('weighs what the reference says, and is of the normal class', () => {
    // 4,294,000,000 ps, three reads, four writes.
    expect(writePulse.info(write().args, runtimeConfig('fast'))).toEqual({
      weight: { ref_time: 4_294_000_000n + 75_000_000n + 400_000_000n, proof_size: 0n },
      class: 'Normal',
      paysFee: true,
    })
  })
})

describe('writing rounds fails', () => {
  test.each([
    ['a signer', by],
    ['Root', ROOT],
  ] as const)('for %s', (_who, origin) => {
    fails(world(), write(pulseOf(5n)), origin, { type: 'BadOrigin' })
  })

  test.each([
    ['the newest', 5n],
    ['an older one', 4n],
  ])('where it is %s', (_title, round) => {
    const ctx = world()
    storeRounds(ctx, 5n)
    fails(ctx, write(pulseOf(round)), NONE, errors.InvalidRoundNumber)
  })

  test('where rounds of one payload do not grow; none is kept', () => {
    fails(world(), write(pulseOf(5n), pulseOf(5n)), NONE, errors.InvalidRoundNumber)
    fails(world(), write(pulseOf(6n), pulseOf(5n)), NONE, errors.InvalidRoundNumber)
  })

  test('where a signature is no point; none is kept', () => {
    const torn = { ...pulseOf(6n), signature: pulseOf(6n).signature.subarray(0, 47) }
    fails(world(), write(pulseOf(5n), torn), NONE, errors.PulseVerificationError)
  })

  test('where the configured key is no point', () => {
    const ctx = world()
    BeaconConfig.set(ctx, { ...QUICKNET, public_key: new Uint8Array(95) })
    fails(ctx, write(pulseOf(5n)), NONE, errors.PulseVerificationError)
  })
})

describe('old rounds', () => {
  const KEPT = 216_000n

  test('stay while there are 216,000 or fewer', () => {
    const ctx = world()
    storeRounds(ctx, 1n)
    OldestStoredRound.set(ctx, 1n)
    succeeds(ctx, write(pulseOf(KEPT)), NONE)
    expect(heldRounds(ctx)).toEqual({ oldest: 1n, last: KEPT })
    expect(Pulses.has(ctx, 1n)).toBe(true)
    succeeds(ctx, write(pulseOf(KEPT + 1n)), NONE)
    expect(heldRounds(ctx)).toEqual({ oldest: 2n, last: KEPT + 1n })
    expect(Pulses.has(ctx, 1n)).toBe(false)
  })

  test('go a hundred at a time', () => {
    const ctx = world()
    storeRounds(ctx, 10n, 109n, 110n)
    OldestStoredRound.set(ctx, 10n)
    succeeds(ctx, write(pulseOf(10n * KEPT)), NONE)
    expect(OldestStoredRound.get(ctx)).toBe(110n)
    expect([10n, 109n, 110n].map((round) => Pulses.has(ctx, round))).toEqual([false, false, true])
  })

  test('are not looked for where the oldest is said to be newer than the last', () => {
    const ctx = world()
    OldestStoredRound.set(ctx, 10n * KEPT)
    succeeds(ctx, write(pulseOf(5n)), NONE)
    expect(OldestStoredRound.get(ctx)).toBe(10n * KEPT)
  })
})

test('invariants find a round under another number or above the last', () => {
  const ctx = world()
  storeRounds(ctx, 5n)
  expect(faults(ctx)).toEqual([])
  Pulses.set(ctx, 4n, pulseOf(5n))
  LastStoredRound.set(ctx, 4n)
  expect([...faults(ctx)].sort()).toEqual([
    'round 4 is stored with pulse 5',
    'round 5 is stored, and 4 is said to be the last',
  ])
})
