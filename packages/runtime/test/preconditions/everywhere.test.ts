import { blockNumber, hash } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import type { Context } from '../../src/frame/context.ts'
import { EnteredUntil } from '../../src/pallets/safe-mode/storage.ts'
import { errors } from '../../src/pallets/subtensor/errors.ts'
import {
  ColdkeySwapAnnouncements,
  ColdkeySwapDisputes,
} from '../../src/pallets/subtensor/storage/limits.ts'
import { errors as system } from '../../src/pallets/system/errors.ts'
import { PRECONDITIONS } from './index.ts'
import { breach } from './precondition.ts'
import type { Breach, Precondition } from './precondition.ts'
import { attempt, nameOf, stateOf } from './run.ts'

/** What passes while the coldkey of the signer is being swapped (spec: 20-calls §2). */
const OF_THE_SWAP = [
  'SubtensorModule.announce_coldkey_swap',
  'SubtensorModule.swap_coldkey_announced',
  'SubtensorModule.dispute_coldkey_swap',
  'SubtensorModule.clear_coldkey_swap_announcement',
  'MevShield.submit_encrypted',
]
/** What passes in safe mode (spec: 20-calls §1.1). */
const IN_SAFE_MODE = /^(Sudo|Multisig|System|SafeMode|Timestamp)\./
const ALSO = [
  'SubtensorModule.set_weights',
  'SubtensorModule.serve_axon',
  'Commitments.set_commitment',
]

const announced = (ctx: Context, { by }: Precondition): void => {
  if (by.kind !== 'Signed') return
  ColdkeySwapAnnouncements.set(ctx, by.who, [blockNumber(1), hash(new Uint8Array(32))])
}
const disputed = (ctx: Context, it: Precondition): void => {
  announced(ctx, it)
  if (it.by.kind === 'Signed') ColdkeySwapDisputes.set(ctx, it.by.who, blockNumber(1))
}
/** Past all guards there is nothing of this. */
const guarded = PRECONDITIONS.filter((it) => it.past !== true && it.neverSucceeds !== true)
const signedOnes = guarded.filter(({ by }) => by.kind === 'Signed')
const unsigned = guarded.filter(({ by, call }) => by.kind === 'None' && !call.startsWith('Sudo'))

const told = (it: Precondition, ...breaches: readonly Breach[]): string =>
  attempt(it, stateOf(it), breaches).outcome

describe('while the coldkey of the signer is being swapped', () => {
  test.each(signedOnes.map((it) => [it.call, it] as const))('%s is refused', (call, it) => {
    const swap = breach(errors.ColdkeySwapAnnounced, { given: (ctx) => announced(ctx, it) })
    const dispute = breach(errors.ColdkeySwapDisputed, { given: (ctx) => disputed(ctx, it) })
    if (!OF_THE_SWAP.includes(call)) expect(told(it, swap)).toBe(nameOf(swap.error))
    expect(told(it, dispute)).toBe(nameOf(dispute.error))
  })
})

describe('in safe mode', () => {
  const entered = breach(system.CallFiltered, { given: (ctx) => EnteredUntil.set(ctx, 9_999_999) })
  const passes = (call: string): boolean => IN_SAFE_MODE.test(call) || ALSO.includes(call)

  test.each([...signedOnes, ...unsigned].map((it) => [it.call, it] as const))(
    '%s is filtered unless it is on the list',
    (call, it) => {
      const outcome = told(it, entered)
      if (passes(call)) expect(outcome).not.toBe(nameOf(entered.error))
      else expect(outcome).toBe(nameOf(entered.error))
    },
  )
})
