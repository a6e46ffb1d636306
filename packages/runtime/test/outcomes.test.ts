import { expect, test } from 'vitest'
import { encodeEventRecords } from '../src/executive/context.ts'
import { moduleError } from '../src/frame/error.ts'
import { dispatchOutcomes } from '../src/outcomes.ts'
import { errors } from '../src/pallets/subtensor/errors.ts'
import { events as sudoEvents } from '../src/pallets/sudo/events.ts'
import { events as systemEvents } from '../src/pallets/system/events.ts'
import { Events } from '../src/pallets/system/storage.ts'
import { createStateView } from './helpers/state-view.ts'
import { host, testContext } from './helpers/test-context.ts'

const dispatch_info = {
  weight: { ref_time: 1n, proof_size: 1n },
  class: 'Normal',
  pays_fee: 'Yes',
} as const

test('the outcome of an extrinsic is ok or an error, that of Root the one of its call', () => {
  const ctx = testContext()
  const success = { type: 'ExtrinsicSuccess', value: { dispatch_info } } as const
  const error = moduleError(errors.SubnetNotExists)
  ctx.phase = { type: 'ApplyExtrinsic', value: 0 }
  ctx.deposit(systemEvents, success)
  ctx.phase = { type: 'ApplyExtrinsic', value: 1 }
  const failure = { dispatch_error: { type: 'BadOrigin' }, dispatch_info } as const
  ctx.deposit(systemEvents, { type: 'ExtrinsicFailed', value: failure })
  ctx.phase = { type: 'ApplyExtrinsic', value: 2 }
  ctx.deposit(sudoEvents, { type: 'Sudid', value: { sudo_result: { ok: false, error } } })
  ctx.deposit(systemEvents, success)
  ctx.phase = { type: 'Finalization' }
  const state = [[Events.key(ctx), encodeEventRecords(ctx.eventRecords)]] as const
  expect(dispatchOutcomes(host, createStateView(state))).toEqual([
    'ok',
    'BadOrigin',
    'SubtensorModule.SubnetNotExists',
  ])
})
