import { netUid, rao } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Context } from '../../../../src/frame/context.ts'
import { ROOT, signed } from '../../../../src/frame/origin.ts'
import { TotalIssuance as BalancesIssuance } from '../../../../src/pallets/balances/index.ts'
import { applyChildren } from '../../../../src/pallets/subtensor/children/pending.ts'
import { swapColdkey } from '../../../../src/pallets/subtensor/keys/calls/swap-coldkey.ts'
import { adoptHotkey } from '../../../../src/pallets/subtensor/keys/ownership.ts'
import { appendNeuron } from '../../../../src/pallets/subtensor/registration/neurons.ts'
import { TotalIssuance } from '../../../../src/pallets/subtensor/storage/emission.ts'
import { Owner, StakingHotkeys } from '../../../../src/pallets/subtensor/storage/keys.ts'
import { TxRateLimit } from '../../../../src/pallets/subtensor/storage/limits.ts'
import { TotalHotkeyAlpha } from '../../../../src/pallets/subtensor/storage/stake.ts'
import { account } from '../../../helpers/test-context.ts'
import { atBlock, FIRST, OWNER, RIVAL, ROOT_NETUID } from '../economy-kit.ts'
import {
  expectSound,
  keysWorld,
  NOW,
  OLD,
  PRICE,
  SECOND,
  stake,
  stakeIn,
  SUBNET_PRICE,
  swapOn,
} from './keys-kit.ts'

const HOTKEYS = [OLD, ...[12, 13, 14].map(account)]
const COLDKEYS = [OWNER, RIVAL, ...[70, 71].map(account)]
const NETUIDS = [ROOT_NETUID, FIRST, SECOND]

const hotkeySwap = fc.record({
  kind: fc.constant('hotkey' as const),
  from: fc.constantFrom(...HOTKEYS),
  to: fc.constantFrom(...HOTKEYS),
  netuid: fc.constantFrom(undefined, ...NETUIDS, netUid(9)),
  keepStake: fc.boolean(),
})
const coldkeySwap = fc.record({
  kind: fc.constant('coldkey' as const),
  from: fc.constantFrom(...COLDKEYS),
  to: fc.constantFrom(...COLDKEYS),
})
const anyStep = fc.oneof(hotkeySwap, hotkeySwap, hotkeySwap, coldkeySwap)
const steps = fc.array(anyStep, { minLength: 1, maxLength: 12 })
type Step = typeof anyStep extends fc.Arbitrary<infer S> ? S : never

/** Two coldkeys with a hotkey each that has uid, children and stake of both. */
function world(): Context {
  const ctx = keysWorld()
  TxRateLimit.set(ctx, 0n)
  adoptHotkey(ctx, RIVAL, account(13))
  for (const hotkey of [OLD, account(13)]) {
    appendNeuron(ctx, FIRST, hotkey)
    for (const [at, netuid] of NETUIDS.entries()) {
      stake(ctx, hotkey, OWNER, netuid, 1_000_003n + BigInt(at))
      stake(ctx, hotkey, RIVAL, netuid, 7_000_001n)
    }
  }
  applyChildren(ctx, OLD, FIRST, [[1n << 62n, account(13)]])
  return ctx
}

/** Stake with all hotkeys on each subnet, and what all coldkeys say they have of it. */
const totals = (ctx: Context): readonly bigint[] =>
  NETUIDS.map((netuid) =>
    HOTKEYS.reduce((sum, hotkey) => sum + TotalHotkeyAlpha.get(ctx, hotkey, netuid), 0n),
  )
const claims = (ctx: Context): readonly bigint[] =>
  NETUIDS.map((netuid) => {
    const pairs = HOTKEYS.flatMap((hotkey) => COLDKEYS.map((coldkey) => [hotkey, coldkey] as const))
    return pairs.reduce((sum, [hotkey, coldkey]) => sum + stakeIn(ctx, hotkey, coldkey, netuid), 0n)
  })

/** Makes a swap as whoever may; what it costs where it is made. */
function make(ctx: Context, step: Step): bigint {
  if (step.kind === 'coldkey') {
    const { from, to } = step
    const call = swapColdkey.with({ old_coldkey: from, new_coldkey: to, swap_cost: rao(0n) })
    ctx.dispatch(call, ROOT)
    return 0n
  }
  const { from, to, netuid, keepStake } = step
  const owner: AccountId = Owner.get(ctx, from)
  const call = swapOn(netuid, { hotkey: from, newHotkey: to, keepStake })
  if (!ctx.dispatch(call, signed(owner)).ok) return 0n
  return netuid === undefined ? PRICE : SUBNET_PRICE
}

test('whatever is swapped, tables fit together, no stake is lost and TAO only as the price', () => {
  let swapped = 0
  fc.assert(
    fc.property(steps, (sequence) => {
      const ctx = world()
      const [held, claimed] = [totals(ctx), claims(ctx)]
      let issued = BalancesIssuance.get(ctx)
      for (const [at, step] of sequence.entries()) {
        atBlock(ctx, NOW + 2 * at)
        const cost = make(ctx, step)
        if (cost > 0n) swapped += 1
        issued -= cost
        expect(BalancesIssuance.get(ctx)).toBe(issued)
        expect(TotalIssuance.get(ctx)).toBe(issued)
        expect(totals(ctx)).toEqual(held)
        expectSound(ctx)
      }
      // Each move of a share rounds by less than one.
      for (const [at, all] of claims(ctx).entries()) {
        const difference = all - (claimed[at] ?? 0n)
        const most = 8n * BigInt(sequence.length)
        expect(difference <= most && -difference <= most, `${difference}`).toBe(true)
      }
      for (const coldkey of COLDKEYS) {
        const listed = StakingHotkeys.get(ctx, coldkey)
        expect(new Set(listed.map(String)).size).toBe(listed.length)
      }
    }),
    { seed: 21, numRuns: 60 },
  )
  expect(swapped).toBeGreaterThan(50)
})
