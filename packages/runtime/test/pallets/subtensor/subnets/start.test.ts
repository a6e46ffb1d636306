import { describe, expect, test } from 'vitest'
import type { Context } from '../../../../src/frame/context.ts'
import { NONE, ROOT } from '../../../../src/frame/origin.ts'
import { errors } from '../../../../src/pallets/subtensor/errors.ts'
import {
  FirstEmissionBlockNumber,
  NetworkRegisteredAt,
  StartCallDelay,
  SubnetOwner,
} from '../../../../src/pallets/subtensor/storage/networks.ts'
import { SubtokenEnabled } from '../../../../src/pallets/subtensor/storage/pools.ts'
import { startCall } from '../../../../src/pallets/subtensor/subnets/calls/start-call.ts'
import { fails, succeeds } from '../../../helpers/expect-call.ts'
import { asOwner, asRival, atBlock, economy, FIRST, NOWHERE, OWNER } from '../economy-kit.ts'

function owned(): Context {
  const ctx = economy()
  SubnetOwner.set(ctx, FIRST, OWNER)
  NetworkRegisteredAt.set(ctx, FIRST, 1n)
  return ctx
}

const call = startCall.with({ netuid: FIRST })

describe('start_call', () => {
  test('fails without a subnet, before it asks who signs', () => {
    fails(owned(), startCall.with({ netuid: NOWHERE }), NONE, errors.SubnetNotExists)
  })

  test.each([
    ['Root', ROOT],
    ['nobody', NONE],
    ['another', asRival],
  ] as const)('is not for %s', (_, origin) => {
    fails(owned(), call, origin, { type: 'BadOrigin' })
  })

  test('opens the subnet, and cannot be called again', () => {
    const ctx = owned()
    expect(succeeds(ctx, call, asOwner)).toEqual([
      ['SubtensorModule.FirstEmissionBlockNumberSet', [FIRST, 2n]],
    ])
    expect(FirstEmissionBlockNumber.get(ctx, FIRST)).toBe(2n)
    expect(SubtokenEnabled.get(ctx, FIRST)).toBe(true)
    fails(ctx, call, asOwner, errors.FirstEmissionBlockNumberAlreadySet)
  })

  test('waits for the delay', () => {
    const ctx = owned()
    StartCallDelay.set(ctx, 10n)
    atBlock(ctx, 10)
    fails(ctx, call, asOwner, errors.NeedWaitingMoreBlocksToStarCall)
    atBlock(ctx, 11)
    succeeds(ctx, call, asOwner)
  })

  test('waits for ever for a delay that has no end', () => {
    const ctx = owned()
    StartCallDelay.set(ctx, 2n ** 64n - 1n)
    fails(ctx, call, asOwner, errors.NeedWaitingMoreBlocksToStarCall)
  })
})
