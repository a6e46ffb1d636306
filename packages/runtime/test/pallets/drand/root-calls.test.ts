import { describe, expect, test } from 'vitest'
import { runtimeConfig } from '../../../src/frame/config.ts'
import { NONE, ROOT, signed } from '../../../src/frame/origin.ts'
import { setBeaconConfig } from '../../../src/pallets/drand/calls/set-beacon-config.ts'
import { setOldestStoredRound } from '../../../src/pallets/drand/calls/set-oldest-stored-round.ts'
import { QUICKNET } from '../../../src/pallets/drand/quicknet.ts'
import {
  BeaconConfig,
  NextUnsignedAt,
  OldestStoredRound,
} from '../../../src/pallets/drand/storage.ts'
import { BlockNumber } from '../../../src/pallets/system/storage.ts'
import { beaconKey } from '../../helpers/beacon.ts'
import { fails, succeeds } from '../../helpers/expect-call.ts'
import { account, testContext } from '../../helpers/test-context.ts'

const config = { ...QUICKNET, public_key: beaconKey, period: 30 }
const configure = setBeaconConfig.with({
  config_payload: {
    block_number: 999,
    config,
    public: { type: 'Ed25519', value: new Uint8Array(32) },
  },
  signature: undefined,
})
const oldest = setOldestStoredRound.with({ oldest_round: 77n })
const weightOf = (refTimePs: bigint) => ({
  weight: { ref_time: refTimePs, proof_size: 0n },
  class: 'Normal',
  paysFee: true,
})

describe.each([
  ['a configuration', configure],
  ['the oldest round', oldest],
])('%s', (_title, call) => {
  test.each([
    ['a signer', signed(account(1))],
    ['nobody', NONE],
  ] as const)('is not for %s', (_who, origin) => {
    fails(testContext(), call, origin, { type: 'BadOrigin' })
  })
})

describe('a configuration', () => {
  test('of quicknet is there from the start', () => {
    expect(BeaconConfig.get(testContext())).toEqual(QUICKNET)
  })

  test('is stored as it is, and unsigned ones wait for the next block', () => {
    const ctx = testContext()
    BlockNumber.set(ctx, 50)
    expect(succeeds(ctx, configure, ROOT)).toEqual([['Drand.BeaconConfigChanged', undefined]])
    expect(BeaconConfig.get(ctx)).toEqual(config)
    expect(NextUnsignedAt.get(ctx)).toBe(51)
  })

  test('weighs what the reference says', () => {
    // 8,766,000 ps and two writes.
    const info = setBeaconConfig.info(configure.args, runtimeConfig('fast'))
    expect(info).toEqual(weightOf(208_766_000n))
  })
})

describe('the oldest round', () => {
  test('is what Root says', () => {
    const ctx = testContext()
    expect(succeeds(ctx, oldest, ROOT)).toEqual([['Drand.SetOldestStoredRound', 77n]])
    expect(OldestStoredRound.get(ctx)).toBe(77n)
  })

  test('weighs what the reference says', () => {
    // 5,370,000 ps and one write.
    const info = setOldestStoredRound.info(oldest.args, runtimeConfig('fast'))
    expect(info).toEqual(weightOf(105_370_000n))
  })
})
