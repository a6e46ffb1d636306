import { netUid } from '@plexus/primitives'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RuntimeCall } from '../../../../src/frame/call.ts'
import type { Context } from '../../../../src/frame/context.ts'
import { ROOT } from '../../../../src/frame/origin.ts'
import { balancesPallet } from '../../../../src/pallets/balances/index.ts'
import { subtensorPallet } from '../../../../src/pallets/subtensor/index.ts'
import { burnedRegister } from '../../../../src/pallets/subtensor/registration/calls/register.ts'
import { rootRegister } from '../../../../src/pallets/subtensor/registration/calls/root-register.ts'
import { updateRegistrationPrices } from '../../../../src/pallets/subtensor/registration/prices.ts'
import {
  ImmunityPeriod,
  MaxAllowedUids,
  MinNonImmuneUids,
} from '../../../../src/pallets/subtensor/storage/hyperparameters.ts'
import {
  NetworkImmunityPeriod,
  SubnetLimit,
} from '../../../../src/pallets/subtensor/storage/networks.ts'
import { rootDissolveNetwork } from '../../../../src/pallets/subtensor/subnets/calls/dissolve.ts'
import { registerNetworkCall } from '../../../../src/pallets/subtensor/subnets/calls/register-network.ts'
import { account } from '../../../helpers/test-context.ts'
import { asOwner, asRival, atBlock, economy } from '../economy-kit.ts'

interface Step {
  readonly kind: 'register' | 'root' | 'found' | 'dissolve'
  readonly netuid: number
  readonly hotkey: number
  readonly isOwner: boolean
}

const steps = fc.array(
  fc.record<Step>({
    kind: fc.constantFrom('register', 'register', 'register', 'root', 'found', 'dissolve'),
    netuid: fc.integer({ min: 0, max: 4 }),
    hotkey: fc.integer({ min: 1, max: 12 }),
    isOwner: fc.boolean(),
  }),
  { minLength: 8, maxLength: 24 },
)

function callOf({ kind, netuid: at, hotkey: byte }: Step): RuntimeCall {
  const netuid = netUid(at)
  const hotkey = account(byte)
  switch (kind) {
    case 'register':
      return burnedRegister.with({ netuid, hotkey })
    case 'root':
      return rootRegister.with({ hotkey })
    case 'found':
      return registerNetworkCall.with({ hotkey })
    case 'dissolve':
      return rootDissolveNetwork.with({ netuid })
  }
}

/** A small world, so that subnets fill up and make room for each other. */
function small(): Context {
  const ctx = economy()
  SubnetLimit.set(ctx, 3)
  NetworkImmunityPeriod.set(ctx, 2n)
  return ctx
}

test('whatever is registered and dissolved, tables fit together and no TAO is lost', () => {
  const checks = [...(balancesPallet.invariants ?? []), ...(subtensorPallet.invariants ?? [])]
  fc.assert(
    fc.property(steps, (sequence) => {
      const ctx = small()
      for (const [at, step] of sequence.entries()) {
        const block = 2 + at
        atBlock(ctx, block)
        updateRegistrationPrices(ctx, BigInt(block))
        for (const netuid of [1, 2, 3, 4].map(netUid)) {
          if (!MaxAllowedUids.has(ctx, netuid)) continue
          MaxAllowedUids.set(ctx, netuid, 3)
          MinNonImmuneUids.set(ctx, netuid, 1)
          ImmunityPeriod.set(ctx, netuid, 2)
        }
        const signer = step.isOwner ? asOwner : asRival
        ctx.dispatch(callOf(step), step.kind === 'dissolve' ? ROOT : signer)
        const faults = checks.flatMap((check) => check(ctx))
        expect(faults, `step ${at}: ${JSON.stringify(step)}`).toEqual([])
      }
    }),
    { seed: 7, numRuns: 8 },
  )
})
