import { concatBytes, netUid } from '@plexus/primitives'
import type { KeyPair } from '@plexus/primitives'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { callOf } from '../../src/calls.ts'
import type { RuntimeCall } from '../../src/frame/call.ts'
import type { SovereignOptions } from '../../src/genesis/sovereign.ts'
import { registerConsensusKey } from '../../src/pallets/engine/calls/register-consensus-key.ts'
import { unregister } from '../../src/pallets/engine/calls/unregister.ts'
import { updateSet } from '../../src/pallets/engine/hooks.ts'
import { Active, Jailed, LastUpdate, Updates } from '../../src/pallets/engine/storage.ts'
import { byName, four, named, SovereignChain, TAO, validatorOf } from './kit.ts'
import type { TestValidator } from './kit.ts'

const ROOT = netUid(0)
const PURPOSE = new TextEncoder().encode('plexus/consensus-key')
const e = validatorOf('e')

/** Money for those who want to join. */
const withMoney = (...who: readonly TestValidator[]): NonNullable<SovereignOptions['balances']> =>
  who.flatMap(({ coldkey, hotkey }) => [
    [coldkey.account, 100_000n * TAO] as const,
    [hotkey.account, 10n * TAO] as const,
  ])

const stakeCall = ({ hotkey }: TestValidator, tao: bigint): RuntimeCall =>
  callOf('SubtensorModule', 'add_stake', {
    hotkey: hotkey.account,
    netuid: ROOT,
    amount_staked: tao * TAO,
  })

function registration(chain: SovereignChain, { hotkey, consensus }: TestValidator): RuntimeCall {
  const proof = consensus.sign(concatBytes(PURPOSE, chain.genesis.hash, hotkey.account))
  return registerConsensusKey.with({ key: consensus.account, proof })
}

/** Everything that makes a candidate, in one block. */
function join(chain: SovereignChain, who: TestValidator, tao: bigint): void {
  const { coldkey, hotkey } = who
  const seat = callOf('SubtensorModule', 'root_register', { hotkey: hotkey.account })
  const calls: readonly (readonly [KeyPair, RuntimeCall])[] = [
    [coldkey, seat],
    [coldkey, stakeCall(who, tao)],
    [hotkey, registration(chain, who)],
  ]
  chain.reported({}, ...calls.map(([signer, call]) => chain.from(signer, call)))
}

/** Blocks up to this one. */
function until(chain: SovereignChain, number: number): void {
  while (chain.number < number) chain.reported()
}

describe('the set of a chain by stake', () => {
  test('takes in who stakes and registers, two blocks before a period, and lets go', () => {
    const chain = new SovereignChain({
      balances: withMoney(e),
      params: { rotation_blocks: 5 },
    })
    join(chain, e, 10_000n)
    until(chain, 2)
    expect(chain.updates()).toEqual([])
    // (3 + 2) mod 5 = 0. A fifth of all power may move; e is to have a fifth.
    chain.reported()
    expect(chain.updates()).toEqual([['e', 200_000_000n]])
    until(chain, 7)
    expect(chain.updates()).toEqual([])
    // 240 million may move: 50 million of each of the others.
    chain.reported()
    expect(byName(chain.updates())).toEqual(
      ['a', 'b', 'c', 'd'].map((name) => [name, 200_000_000n]),
    )
    chain.reported({}, chain.from(e.hotkey, unregister.with({})))
    until(chain, 13)
    expect(chain.updates()).toEqual([['e', 0n]])
  })

  test('asks for the least stake', () => {
    const chain = new SovereignChain({
      balances: withMoney(e),
      params: { rotation_blocks: 4, min_stake: 5_000n * TAO },
    })
    join(chain, e, 4_999n)
    until(chain, 2)
    expect(chain.updates()).toEqual([])
    chain.reported({}, chain.from(e.coldkey, stakeCall(e, 2n)))
    until(chain, 6)
    expect(chain.updates().map(([name]) => name)).toContain('e')
  })

  test('stays where nobody is a candidate', () => {
    const chain = new SovereignChain({ params: { rotation_blocks: 5 } })
    chain.reported({}, ...four.map(({ hotkey }) => chain.from(hotkey, unregister.with({}))))
    until(chain, 9)
    expect(chain.updates()).toEqual([])
    expect(Active.get(chain.read())).toHaveLength(4)
  })
})

describe('the set of a governed chain', () => {
  test('is the list of the genesis, all alike, whatever their stake', () => {
    const validators = four.map(({ coldkey, hotkey, consensus }, at) => ({
      coldkey: coldkey.account,
      hotkey: hotkey.account,
      key: consensus.account,
      stake: BigInt(at + 1) * 1_000n * TAO,
    }))
    const chain = new SovereignChain({
      validators,
      params: { rotation_blocks: 4, mode: 'Governed' },
    })
    expect(byName(chain.updates())[0]).toEqual(['a', 100_000_000n])
    // 100, 200, 300, 400 become 250 each: 400 million move, 200 or less at a time.
    until(chain, 14)
    expect(byName(Active.get(chain.read()).map(named))).toEqual(
      ['a', 'b', 'c', 'd'].map((name) => [name, 250_000_000n]),
    )
  })
})

describe('what a block tells', () => {
  test('is gone in the next one', () => {
    const chain = new SovereignChain()
    expect(chain.updates()).toHaveLength(4)
    chain.reported()
    expect(chain.updates()).toEqual([])
  })

  test('repeats one member after 10,000 blocks without a change', () => {
    const ctx = new SovereignChain({ params: { rotation_blocks: 7_777 } }).read()
    updateSet(ctx, 9_999)
    expect(Updates.get(ctx)).toEqual([])
    updateSet(ctx, 10_000)
    expect(Updates.get(ctx)).toEqual(Active.get(ctx).slice(0, 1))
    expect(LastUpdate.get(ctx)).toBe(10_000)
    updateSet(ctx, 10_001)
    expect(Updates.get(ctx)).toEqual([])
    updateSet(ctx, 20_000)
    expect(Updates.get(ctx)).toHaveLength(1)
  })

  test('does not wait for a rotation to let go of who is in jail', () => {
    const ctx = new SovereignChain().read()
    const [a] = four
    if (a === undefined) throw new Error('there are four validators')
    Jailed.set(ctx, a.hotkey.account, 50)
    updateSet(ctx, 3)
    expect(Updates.get(ctx).map(named)).toEqual([['a', 0n]])
  })
})

/** What may happen in a block of the random chain below. */
const happening = fc.record({
  joins: fc.option(fc.constantFrom('e', 'f'), { nil: undefined }),
  stakes: fc.option(fc.tuple(fc.nat(3), fc.bigInt(1n, 20_000n)), { nil: undefined }),
  leaves: fc.option(fc.nat(3), { freq: 8, nil: undefined }),
  signsTwice: fc.option(fc.nat(3), { freq: 12, nil: undefined }),
  absent: fc.subarray([0, 1, 2, 3]),
})

test('a chain of joins, stakes, leaves and double signers breaks no rule in any block', () => {
  const f = validatorOf('f')
  fc.assert(
    fc.property(fc.array(happening, { minLength: 9, maxLength: 9 }), (happenings) => {
      const chain = new SovereignChain({
        balances: withMoney(e, f, ...four),
        params: { rotation_blocks: 3, slash_permille: 50 },
      })
      const told = new Map(chain.updates())
      const joined = new Set<string>()
      const left = new Set<number>()
      for (const { joins, stakes, leaves, signsTwice, absent } of happenings) {
        if (joins !== undefined && !joined.has(joins)) {
          join(chain, validatorOf(joins), 12_000n)
          apply(told, chain.updates())
          joined.add(joins)
        }
        const extrinsics: Uint8Array[] = []
        const staker = stakes === undefined ? undefined : four[stakes[0]]
        if (staker !== undefined && stakes !== undefined) {
          extrinsics.push(chain.from(staker.coldkey, stakeCall(staker, stakes[1])))
        }
        const leaver = leaves === undefined || left.has(leaves) ? undefined : four[leaves]
        if (leaver !== undefined && leaves !== undefined) {
          left.add(leaves)
          extrinsics.push(chain.from(leaver.hotkey, unregister.with({})))
        }
        const culprit = signsTwice === undefined ? undefined : four[signsTwice]?.address
        chain.reported(
          {
            absent: absent.flatMap((at) => four[at]?.address ?? []),
            misbehaviours:
              culprit === undefined
                ? []
                : [{ kind: 'DuplicateVote', address: culprit, height: 1n }],
          },
          ...extrinsics,
        )
        apply(told, chain.updates())
        expect(byName([...told])).toEqual(byName(Active.get(chain.read()).map(named)))
      }
    }),
    { numRuns: 5 },
  )
}, 120_000)

/** The engine's rules, of which a broken one stops the chain for good. */
function apply(set: Map<string, bigint>, updates: readonly (readonly [string, bigint])[]): void {
  expect(new Set(updates.map(([name]) => name)).size).toBe(updates.length)
  for (const [name, power] of updates) {
    if (power > 0n) set.set(name, power)
    else expect(set.delete(name)).toBe(true)
  }
  expect(set.size).toBeGreaterThan(0)
}
