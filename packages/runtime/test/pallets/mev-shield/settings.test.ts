import { describe, expect, test } from 'vitest'
import type { RuntimeCall } from '../../../src/frame/call.ts'
import type { Context } from '../../../src/frame/context.ts'
import { NONE, ROOT, signed } from '../../../src/frame/origin.ts'
import {
  setMaxExtrinsicWeight,
  setMaxPendingExtrinsicsNumber,
  setOnInitializeWeight,
  setStoredExtrinsicLifetime,
} from '../../../src/pallets/mev-shield/calls/settings.ts'
import { errors } from '../../../src/pallets/mev-shield/errors.ts'
import {
  ExtrinsicLifetime,
  MaxExtrinsicWeight,
  MaxPendingExtrinsicsLimit,
  OnInitializeWeight,
} from '../../../src/pallets/mev-shield/storage.ts'
import { fails, succeeds } from '../../helpers/expect-call.ts'
import { account, testContext } from '../../helpers/test-context.ts'

const BAD_ORIGIN = { type: 'BadOrigin' } as const
/** Half the time of a block, in ps. */
const HALF = 2_000_000_000_000n
const U32_MAX = 2 ** 32 - 1

interface Row {
  readonly make: (value: number) => RuntimeCall
  readonly get: (ctx: Context) => number | bigint
  readonly event: string
  readonly initially: number | bigint
}

const rows: Readonly<Record<string, Row>> = {
  set_max_pending_extrinsics_number: {
    make: (value) => setMaxPendingExtrinsicsNumber.with({ value }),
    get: (ctx) => MaxPendingExtrinsicsLimit.get(ctx),
    event: 'MaxPendingExtrinsicsNumberSet',
    initially: 100,
  },
  set_on_initialize_weight: {
    make: (value) => setOnInitializeWeight.with({ value: BigInt(value) }),
    get: (ctx) => OnInitializeWeight.get(ctx),
    event: 'OnInitializeWeightSet',
    initially: 500_000_000_000n,
  },
  set_stored_extrinsic_lifetime: {
    make: (value) => setStoredExtrinsicLifetime.with({ value }),
    get: (ctx) => ExtrinsicLifetime.get(ctx),
    event: 'ExtrinsicLifetimeSet',
    initially: 10,
  },
  set_max_extrinsic_weight: {
    make: (value) => setMaxExtrinsicWeight.with({ value: BigInt(value) }),
    get: (ctx) => MaxExtrinsicWeight.get(ctx),
    event: 'MaxExtrinsicWeightSet',
    initially: 50_000_000_000n,
  },
}

describe.each(Object.entries(rows))('%s', (_name, { make, get, event, initially }) => {
  test.each([0, 1, U32_MAX])('sets %i', (value) => {
    const ctx = testContext()
    expect(get(ctx)).toBe(initially)
    const stored = typeof initially === 'bigint' ? BigInt(value) : value
    expect(succeeds(ctx, make(value), ROOT)).toEqual([[`MevShield.${event}`, { value: stored }]])
    expect(get(ctx)).toBe(stored)
  })

  test.each([
    ['a signer', signed(account(1))],
    ['nobody', NONE],
  ] as const)('refuses %s', (_who, origin) => {
    fails(testContext(), make(1), origin, BAD_ORIGIN)
  })
})

describe.each([
  ['set_on_initialize_weight', setOnInitializeWeight, OnInitializeWeight],
  ['set_max_extrinsic_weight', setMaxExtrinsicWeight, MaxExtrinsicWeight],
] as const)('%s', (_name, call, item) => {
  test('takes half the time of a block, and no more', () => {
    const ctx = testContext()
    for (const value of [HALF + 1n, 2n ** 64n - 1n]) {
      fails(ctx, call.with({ value }), ROOT, errors.WeightExceedsAbsoluteMax)
    }
    succeeds(ctx, call.with({ value: HALF }), ROOT)
    expect(item.get(ctx)).toBe(HALF)
  })

  test('who may ask comes before what is asked', () => {
    fails(testContext(), call.with({ value: HALF + 1n }), signed(account(1)), BAD_ORIGIN)
  })
})
