import { callOf } from '@plexus/runtime'
import { expect, test } from 'vitest'
import { holdsCall } from '../src/random-calls.ts'

test('a call that is left out is found inside any other', () => {
  const burn = callOf('AdminUtils', 'sudo_set_ck_burn', { burn: 1n })
  const remark = callOf('System', 'remark', { remark: new Uint8Array(1) })
  const batch = callOf('Utility', 'batch', { calls: [remark, burn] })
  const plan = { after: 1, maybe_periodic: undefined, priority: 0, call: batch }
  const later = callOf('Scheduler', 'schedule_after', plan)
  const left = new Set(['AdminUtils.sudo_set_ck_burn'])
  expect([burn, batch, later].map((call) => holdsCall(call, left))).toEqual([true, true, true])
  expect(holdsCall(remark, left)).toBe(false)
})
