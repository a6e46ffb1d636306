import { readFileSync } from 'node:fs'
import { alphaRao, netUid } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import {
  inheritedStake,
  taoWeight,
} from '../../../../src/pallets/subtensor/epoch/inherited-stake.ts'
import { TaoWeight } from '../../../../src/pallets/subtensor/storage/emission.ts'
import { ChildKeys, ParentKeys } from '../../../../src/pallets/subtensor/storage/keys.ts'
import { TotalHotkeyAlpha } from '../../../../src/pallets/subtensor/storage/stake.ts'
import { account, testContext } from '../../../helpers/test-context.ts'

/** A case of `spec/vectors/yuma/math.json`; see spec/vectors/yuma/README.md. */
interface InheritedCase {
  readonly fn: string
  readonly args: {
    readonly own: string
    readonly childProportions: readonly string[]
    readonly parents: readonly (readonly [proportion: string, stake: string])[]
  }
  readonly out: string
}

const FILE = new URL('../../../../../../spec/vectors/yuma/math.json', import.meta.url)
const { cases } = JSON.parse(readFileSync(FILE, 'utf8')) as {
  readonly cases: readonly InheritedCase[]
}
const recorded = cases.filter(({ fn }) => fn === 'inherited_stake')
const NETUID = netUid(4)
const ROOT = netUid(0)
const hotkey = account(1)
const stakeOf = (amount: string): ReturnType<typeof alphaRao> => alphaRao(BigInt(amount))

describe('inherited stake', () => {
  test('is as recorded, of alpha and of root TAO', () => {
    expect(recorded.length).toBeGreaterThan(0)
    for (const { args, out } of recorded) {
      const ctx = testContext()
      const set = (who: typeof hotkey, amount: string): void => {
        TotalHotkeyAlpha.set(ctx, who, NETUID, stakeOf(amount))
        TotalHotkeyAlpha.set(ctx, who, ROOT, stakeOf(amount))
      }
      set(hotkey, args.own)
      for (const [at, [, amount]] of args.parents.entries()) set(account(10 + at), amount)
      ChildKeys.set(
        ctx,
        hotkey,
        NETUID,
        args.childProportions.map((each) => [BigInt(each), account(9)] as const),
      )
      ParentKeys.set(
        ctx,
        hotkey,
        NETUID,
        args.parents.map(([each], at) => [BigInt(each), account(10 + at)] as const),
      )
      const { alpha, tao } = inheritedStake(ctx, hotkey, NETUID)
      expect({ args, alpha: String(alpha), tao: String(tao) }).toEqual({
        args,
        alpha: out,
        tao: out,
      })
    }
  })

  test('of the root network is nobody else’s', () => {
    const ctx = testContext()
    TotalHotkeyAlpha.set(ctx, hotkey, ROOT, alphaRao(100n))
    ChildKeys.set(ctx, hotkey, ROOT, [[2n ** 64n - 1n, account(2)]])
    expect(inheritedStake(ctx, hotkey, ROOT).alpha).toBe(100n)
  })

  test('weighs TAO by the weight of the chain', () => {
    const ctx = testContext()
    // spec: 35-yuma-epoch §2.1 gives this raw for the default weight.
    expect(taoWeight(ctx)).toBe(226_245_882n)
    // 1 in U96F32 for the largest weight: alpha and TAO count alike.
    TaoWeight.set(ctx, 2n ** 64n - 1n)
    TotalHotkeyAlpha.set(ctx, hotkey, NETUID, alphaRao(7n))
    TotalHotkeyAlpha.set(ctx, hotkey, ROOT, alphaRao(5n))
    expect(inheritedStake(ctx, hotkey, NETUID).total).toBe(12n << 64n)
    TaoWeight.set(ctx, 0n)
    expect(inheritedStake(ctx, hotkey, NETUID).total).toBe(7n << 64n)
  })
})
