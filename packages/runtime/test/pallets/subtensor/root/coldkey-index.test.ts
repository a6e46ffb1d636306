import { bytesToHex, netUid } from '@plexus/primitives'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Context } from '../../../../src/frame/context.ts'
import {
  listStakingColdkey,
  unlistStakingColdkey,
} from '../../../../src/pallets/subtensor/root/coldkey-index.ts'
import { fillColdkeyIndex } from '../../../../src/pallets/subtensor/root/fill-coldkey-index.ts'
import {
  NumStakingColdkeys,
  StakingColdkeys,
  StakingColdkeysByIndex,
} from '../../../../src/pallets/subtensor/storage/root-claim.ts'
import {
  AlphaMapLastKey,
  AlphaV2,
  AlphaV2MapLastKey,
} from '../../../../src/pallets/subtensor/storage/stake.ts'
import { fromStorageKey } from '../../../../src/state/view.ts'
import { account, testContext } from '../../../helpers/test-context.ts'
import { SAFE_FLOAT_ZERO } from '../../../../src/pallets/subtensor/staking/safe-float.ts'

const listed = (ctx: Context): readonly number[] =>
  [...StakingColdkeysByIndex.entries(ctx)].map(([, coldkey]) => coldkey[0] as number)

describe('the list of staking coldkeys', () => {
  test('grows at its end and lists each coldkey once', () => {
    const ctx = testContext()
    for (const byte of [7, 8, 7]) listStakingColdkey(ctx, account(byte))
    expect(listed(ctx)).toEqual([7, 8])
    expect(NumStakingColdkeys.get(ctx)).toBe(2n)
    expect(StakingColdkeys.get(ctx, account(8))).toBe(1n)
  })

  test('fills the place of a coldkey that goes with the last one', () => {
    const ctx = testContext()
    for (const byte of [1, 2, 3]) listStakingColdkey(ctx, account(byte))
    unlistStakingColdkey(ctx, account(1))
    expect(listed(ctx)).toEqual([3, 2])
    expect(StakingColdkeys.get(ctx, account(3))).toBe(0n)
    unlistStakingColdkey(ctx, account(2))
    expect(listed(ctx)).toEqual([3])
    unlistStakingColdkey(ctx, account(9))
    expect(NumStakingColdkeys.get(ctx)).toBe(1n)
  })

  test('stays dense and its two maps inverse, whatever is done', () => {
    const actions = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 9 })))
    fc.assert(
      fc.property(actions, (todo) => {
        const ctx = testContext()
        const model = new Set<number>()
        for (const [adds, byte] of todo) {
          if (adds) listStakingColdkey(ctx, account(byte))
          else unlistStakingColdkey(ctx, account(byte))
          if (adds) model.add(byte)
          else model.delete(byte)
        }
        const entries = [...StakingColdkeysByIndex.entries(ctx)]
        expect(NumStakingColdkeys.get(ctx)).toBe(BigInt(model.size))
        expect(entries.map(([[index]]) => index).sort((a, b) => Number(a - b))).toEqual(
          [...model].map((_, index) => BigInt(index)),
        )
        for (const [[index], coldkey] of entries) {
          expect(StakingColdkeys.get(ctx, coldkey)).toBe(index)
        }
        expect([...StakingColdkeys.entries(ctx)]).toHaveLength(model.size)
      }),
    )
  })
})

describe('the walk over all stake', () => {
  function withStake(count: number, id = 0): Context {
    const ctx = testContext()
    for (let byte = 1; byte <= count; byte += 1) {
      AlphaV2.set(ctx, account(1), account(byte), netUid(id), SAFE_FLOAT_ZERO)
    }
    return ctx
  }

  test('looks at 30 entries in a block and begins anew after the last', () => {
    const ctx = withStake(65)
    const order = [...AlphaV2.entries(ctx)].map(([[, coldkey]]) => bytesToHex(coldkey))
    const counts: bigint[] = []
    for (let block = 0; block < 4; block += 1) {
      fillColdkeyIndex(ctx)
      counts.push(NumStakingColdkeys.get(ctx))
    }
    expect(counts).toEqual([30n, 60n, 65n, 65n])
    const names = [...StakingColdkeysByIndex.entries(ctx)].map(([, coldkey]) => bytesToHex(coldkey))
    expect(new Set(names)).toEqual(new Set(order))
    expect(names[0]).toBe(order[0])
  })

  test('remembers the last key, and that there is none after the end', () => {
    const ctx = withStake(31)
    const keys = [...AlphaV2.entries(ctx)].map(([at]) => AlphaV2.key(ctx, ...at))
    fillColdkeyIndex(ctx)
    expect(AlphaV2MapLastKey.get(ctx)).toEqual(fromStorageKey(keys[29] as string))
    fillColdkeyIndex(ctx)
    expect(AlphaV2MapLastKey.get(ctx)).toBeUndefined()
    expect(AlphaV2MapLastKey.has(ctx)).toBe(true)
  })

  test('ends a walk of exactly 30 entries a block later', () => {
    const ctx = withStake(30)
    fillColdkeyIndex(ctx)
    expect(AlphaV2MapLastKey.get(ctx)).toBeDefined()
    fillColdkeyIndex(ctx)
    expect(AlphaV2MapLastKey.get(ctx)).toBeUndefined()
  })

  test('writes nothing where there is no stake', () => {
    const ctx = testContext()
    fillColdkeyIndex(ctx)
    expect(AlphaMapLastKey.has(ctx)).toBe(false)
    expect(AlphaV2MapLastKey.has(ctx)).toBe(false)
  })

  test('passes over stake on other subnets and keys that Root wrote', () => {
    const ctx = withStake(3, 1)
    ctx.state.set(`${AlphaV2.prefix(ctx)}too short`, Uint8Array.of(1))
    fillColdkeyIndex(ctx)
    expect(NumStakingColdkeys.get(ctx)).toBe(0n)
  })
})
