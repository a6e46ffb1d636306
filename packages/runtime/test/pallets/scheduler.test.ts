import { encode } from '@plexus/primitives'
import { beforeEach, describe, expect, test } from 'vitest'
import { RuntimeCall } from '../../src/frame/call.ts'
import { runtimeConfig } from '../../src/frame/config.ts'
import { moduleError } from '../../src/frame/error.ts'
import { NONE, signed } from '../../src/frame/origin.ts'
import { addWeights } from '../../src/frame/weight.ts'
import { endow, forceSetBalance, freeBalance } from '../../src/pallets/balances/index.ts'
import { preimagesMatchStatuses } from '../../src/pallets/preimage/invariants.ts'
import { PreimageFor, RequestStatusFor } from '../../src/pallets/preimage/storage.ts'
import { forceExit } from '../../src/pallets/safe-mode/calls/force-exit.ts'
import { errors as safeModeErrors } from '../../src/pallets/safe-mode/errors.ts'
import { cancel, cancelNamed } from '../../src/pallets/scheduler/calls/cancel.ts'
import {
  cancelRetry,
  cancelRetryNamed,
  setRetry,
  setRetryNamed,
} from '../../src/pallets/scheduler/calls/retry.ts'
import {
  schedule,
  scheduleAfter,
  scheduleNamed,
  scheduleNamedAfter,
} from '../../src/pallets/scheduler/calls/schedule.ts'
import { errors } from '../../src/pallets/scheduler/errors.ts'
import { schedulerPallet } from '../../src/pallets/scheduler/index.ts'
import { namesLeadToTasks } from '../../src/pallets/scheduler/invariants.ts'
import { Agenda, IncompleteSince, Lookup, Retries } from '../../src/pallets/scheduler/storage.ts'
import { createWeightMeter } from '../../src/pallets/scheduler/weight-meter.ts'
import { errors as systemErrors } from '../../src/pallets/system/errors.ts'
import { remark } from '../../src/pallets/system/calls/remark.ts'
import { killPrefix } from '../../src/pallets/system/calls/storage.ts'
import { BlockNumber, BlockWeight } from '../../src/pallets/system/storage.ts'
import type { OriginCaller } from '../../src/pallets/utility/index.ts'
import { account } from '../helpers/test-context.ts'
import { BAD_ORIGIN, createTestChain } from './scheduler-kit.ts'
import type { TestChain } from './scheduler-kit.ts'

const alice = account(1)
const NAME = new Uint8Array(32).fill(7)
const config = runtimeConfig('normal')

let chain: TestChain
beforeEach(() => {
  chain = createTestChain({ filter: () => false })
})

/** Starts the blocks up to one, as the executive does; gives the weight of the last. */
function startBlock(until: number) {
  let used
  for (let block = BlockNumber.get(chain.ctx) + 1; block <= until; block += 1) {
    chain.goTo(block)
    used = schedulerPallet.onInitialize?.(chain.ctx, block)
  }
  expect(namesLeadToTasks(chain.ctx)).toEqual([])
  expect(preimagesMatchStatuses(chain.ctx)).toEqual([])
  return used
}

const hello = remark.with({ remark: Uint8Array.of(1, 2, 3) })
/** Fails with SafeMode.Exited, since safe mode is not entered. */
const failing = forceExit.with({})
const failure = { ok: false, error: moduleError(safeModeErrors.Exited) }
const success = { ok: true, value: undefined }

const task = (value: RuntimeCall, options: object = {}) => ({
  maybe_periodic: undefined,
  priority: 0,
  call: value,
  ...options,
})
const at = (when: number, value = hello, options: object = {}) =>
  schedule.with({ when, ...task(value, options) })
const namedAt = (when: number, value = hello, options: object = {}) =>
  scheduleNamed.with({ id: NAME, when, ...task(value, options) })

const scheduled = (when: number, index: number) => ['Scheduler.Scheduled', { when, index }]
const dispatched = (when: number, index: number, result: unknown, id?: Uint8Array) => [
  'Scheduler.Dispatched',
  { task: [when, index], id, result },
]
const about = (event: string, when: number, index: number, id?: Uint8Array) => [
  `Scheduler.${event}`,
  { task: [when, index], id },
]

describe('scheduling', () => {
  test('a call runs at the start of its block, with Root, past every filter', () => {
    endow(chain.ctx, [[alice, 1_000n]])
    const who = { type: 'Id', value: alice } as const
    chain.run(at(4, forceSetBalance.with({ who, new_free: 2_000n })))
    expect(chain.events()).toEqual([scheduled(4, 0)])
    startBlock(3)
    expect(chain.events()).toEqual([])
    startBlock(4)
    expect(freeBalance(chain.ctx, alice)).toBe(2_000n)
    expect(chain.events().at(-1)).toEqual(dispatched(4, 0, success))
    expect(Agenda.has(chain.ctx, 4)).toBe(false)
    startBlock(6)
    expect(chain.events()).toEqual([])
  })

  test('a failure of the call is announced and taken back', () => {
    chain.run(at(2, failing))
    startBlock(2)
    expect(chain.events()).toEqual([scheduled(2, 0), dispatched(2, 0, failure)])
  })

  test('"after" leaves as many whole blocks between', () => {
    chain.goTo(10)
    chain.run(scheduleAfter.with({ after: 0, ...task(hello) }))
    chain.run(scheduleNamedAfter.with({ id: NAME, after: 3, ...task(hello) }))
    expect(chain.events()).toEqual([scheduled(11, 0), scheduled(14, 0)])
    expect(Lookup.get(chain.ctx, NAME)).toEqual([14, 0])
  })

  test('a block that has begun is refused', () => {
    chain.goTo(10)
    chain.refuse(at(10), errors.TargetBlockNumberInPast)
    chain.refuse(at(9), errors.TargetBlockNumberInPast)
    chain.refuse(namedAt(10), errors.TargetBlockNumberInPast)
    chain.goTo(0xffff_ffff)
    const after = scheduleAfter.with({ after: 5, ...task(hello) })
    chain.refuse(after, errors.TargetBlockNumberInPast)
  })

  test('a name is used once at a time', () => {
    chain.run(namedAt(3))
    chain.refuse(namedAt(4), errors.FailedToSchedule)
    startBlock(3)
    expect(Lookup.has(chain.ctx, NAME)).toBe(false)
    expect(chain.events()).toEqual([scheduled(3, 0), dispatched(3, 0, success, NAME)])
    chain.run(namedAt(4))
  })

  test('a block takes 50 tasks, the place of a cancelled one is used again', () => {
    for (let index = 0; index < 50; index += 1) chain.run(at(5))
    chain.refuse(at(5), { type: 'Exhausted' })
    chain.run(cancel.with({ when: 5, index: 20 }))
    chain.events()
    chain.run(at(5))
    expect(chain.events()).toEqual([scheduled(5, 20)])
    chain.refuse(at(5), { type: 'Exhausted' })
  })

  test('the lowest priority number runs first, then the earlier task', () => {
    for (const priority of [9, 1, 5, 1]) chain.run(at(2, hello, { priority }))
    chain.events()
    startBlock(2)
    expect(chain.events()).toEqual([1, 3, 2, 0].map((index) => dispatched(2, index, success)))
  })

  test('a call above 128 bytes waits as a preimage', () => {
    const long = remark.with({ remark: new Uint8Array(300) })
    chain.run(at(3, long))
    const [noted, placed] = chain.events()
    expect(noted?.[0]).toBe('Preimage.Noted')
    expect(placed).toEqual(scheduled(3, 0))
    startBlock(3)
    expect(chain.events()).toEqual([dispatched(3, 0, success)])
    // As in the reference, noting it counts as a request that nobody takes back.
    const statuses = [...RequestStatusFor.entries(chain.ctx)].map(([, value]) => value)
    const value = { maybe_ticket: undefined, count: 1, maybe_len: 304 }
    expect(statuses).toEqual([{ type: 'Requested', value }])
  })
})

describe('periodic tasks', () => {
  test('run as often as asked, under their name', () => {
    chain.run(namedAt(2, hello, { maybe_periodic: [3, 3] }))
    startBlock(20)
    expect(chain.events()).toEqual([
      scheduled(2, 0),
      dispatched(2, 0, success, NAME),
      scheduled(5, 0),
      dispatched(5, 0, success, NAME),
      scheduled(8, 0),
      dispatched(8, 0, success, NAME),
    ])
    expect(Lookup.has(chain.ctx, NAME)).toBe(false)
  })

  test.each([
    ['a period of no blocks', [0, 5]],
    ['a single run', [3, 1]],
    ['no run', [3, 0]],
  ])('%s is no period', (_name, maybe_periodic) => {
    chain.run(at(2, hello, { maybe_periodic }))
    startBlock(20)
    expect(chain.events()).toEqual([scheduled(2, 0), dispatched(2, 0, success)])
  })

  test('end when the next block is full', () => {
    chain.run(at(2, hello, { maybe_periodic: [3, 9] }))
    for (let index = 0; index < 50; index += 1) chain.run(at(5))
    chain.events()
    startBlock(2)
    expect(chain.events()).toEqual([dispatched(2, 0, success), about('PeriodicFailed', 2, 0)])
  })

  test('keep the preimage of a long call until the last run', () => {
    const long = remark.with({ remark: new Uint8Array(300) })
    chain.run(at(2, long, { maybe_periodic: [1, 2] }))
    startBlock(3)
    const results = chain.events().filter(([name]) => name === 'Scheduler.Dispatched')
    expect(results).toEqual([dispatched(2, 0, success), dispatched(3, 0, success)])
  })
})

describe('cancelling', () => {
  test('the task at an address goes with its retries', () => {
    chain.run(at(5))
    chain.run(at(5))
    chain.run(setRetry.with({ task: [5, 1], retries: 2, period: 1 }))
    chain.events()
    chain.run(cancel.with({ when: 5, index: 1 }))
    expect(chain.events()).toEqual([['Scheduler.Canceled', { when: 5, index: 1 }]])
    expect(Agenda.get(chain.ctx, 5)).toHaveLength(1)
    expect(Retries.has(chain.ctx, [5, 1])).toBe(false)
    chain.refuse(cancel.with({ when: 5, index: 1 }), errors.NotFound)
  })

  test('a gap stays so that addresses hold; an empty agenda goes', () => {
    chain.run(at(5))
    chain.run(at(5))
    chain.run(cancel.with({ when: 5, index: 0 }))
    expect(Agenda.get(chain.ctx, 5).map((slot) => slot !== undefined)).toEqual([false, true])
    chain.refuse(cancel.with({ when: 5, index: 0 }), errors.NotFound)
    chain.run(cancel.with({ when: 5, index: 1 }))
    expect(Agenda.has(chain.ctx, 5)).toBe(false)
  })

  test('a named task goes by name or by address', () => {
    chain.run(namedAt(5))
    chain.run(cancelNamed.with({ id: NAME }))
    chain.run(namedAt(6))
    chain.run(cancel.with({ when: 6, index: 0 }))
    expect(chain.events()).toEqual([
      scheduled(5, 0),
      ['Scheduler.Canceled', { when: 5, index: 0 }],
      scheduled(6, 0),
      ['Scheduler.Canceled', { when: 6, index: 0 }],
    ])
    expect(Lookup.has(chain.ctx, NAME)).toBe(false)
    startBlock(7)
    expect(chain.events()).toEqual([])
  })

  test('what is not scheduled cannot be cancelled', () => {
    chain.refuse(cancel.with({ when: 5, index: 0 }), errors.NotFound)
    chain.refuse(cancelNamed.with({ id: NAME }), errors.NotFound)
  })
})

describe('retries', () => {
  test('a failing task runs again, each time later, until none is left', () => {
    chain.run(at(2, failing))
    chain.run(setRetry.with({ task: [2, 0], retries: 2, period: 4 }))
    expect(chain.events()).toEqual([
      scheduled(2, 0),
      ['Scheduler.RetrySet', { task: [2, 0], id: undefined, period: 4, retries: 2 }],
    ])
    startBlock(30)
    expect(chain.events()).toEqual([
      dispatched(2, 0, failure),
      scheduled(6, 0),
      dispatched(6, 0, failure),
      scheduled(10, 0),
      dispatched(10, 0, failure),
    ])
    expect(Retries.has(chain.ctx, [10, 0])).toBe(false)
  })

  test('a retry counts down and loses name and period, the task goes on', () => {
    chain.run(namedAt(2, failing, { maybe_periodic: [10, 2] }))
    chain.run(setRetryNamed.with({ id: NAME, retries: 5, period: 3 }))
    chain.events()
    startBlock(2)
    expect(chain.events()).toEqual([
      dispatched(2, 0, failure, NAME),
      scheduled(5, 0),
      scheduled(12, 0),
    ])
    expect(Retries.get(chain.ctx, [5, 0])).toEqual({ total_retries: 5, remaining: 4, period: 3 })
    expect(Retries.get(chain.ctx, [12, 0])).toEqual({ total_retries: 5, remaining: 5, period: 3 })
    const [retry] = Agenda.get(chain.ctx, 5)
    expect([retry?.maybe_id, retry?.maybe_periodic]).toEqual([undefined, undefined])
    expect(Lookup.get(chain.ctx, NAME)).toEqual([12, 0])
  })

  test('success ends them', () => {
    chain.run(at(2))
    chain.run(setRetry.with({ task: [2, 0], retries: 2, period: 4 }))
    chain.events()
    startBlock(9)
    expect(chain.events()).toEqual([dispatched(2, 0, success)])
    expect(Retries.has(chain.ctx, [2, 0])).toBe(false)
  })

  test('a full block takes none; the event has no name', () => {
    chain.run(namedAt(2, failing))
    chain.run(setRetryNamed.with({ id: NAME, retries: 2, period: 1 }))
    for (let index = 0; index < 50; index += 1) chain.run(at(3))
    chain.events()
    startBlock(2)
    expect(chain.events()).toEqual([dispatched(2, 0, failure, NAME), about('RetryFailed', 2, 0)])
  })

  test('one in the same block is lost, as in the reference', () => {
    chain.run(at(2, failing))
    chain.run(setRetry.with({ task: [2, 0], retries: 2, period: 0 }))
    chain.events()
    startBlock(9)
    expect(chain.events()).toEqual([dispatched(2, 0, failure), scheduled(2, 1)])
    expect(Agenda.has(chain.ctx, 2)).toBe(false)
  })

  test('are cancelled by address or name', () => {
    chain.run(namedAt(2, failing))
    chain.run(setRetryNamed.with({ id: NAME, retries: 2, period: 1 }))
    chain.events()
    chain.run(cancelRetryNamed.with({ id: NAME }))
    chain.run(setRetry.with({ task: [2, 0], retries: 2, period: 1 }))
    chain.run(cancelRetry.with({ task: [2, 0] }))
    expect(chain.events()).toEqual([
      about('RetryCancelled', 2, 0, NAME),
      ['Scheduler.RetrySet', { task: [2, 0], id: undefined, period: 1, retries: 2 }],
      about('RetryCancelled', 2, 0),
    ])
    startBlock(9)
    expect(chain.events()).toEqual([dispatched(2, 0, failure, NAME)])
  })

  test.each([
    ['set_retry', setRetry.with({ task: [2, 0], retries: 1, period: 1 })],
    ['set_retry_named', setRetryNamed.with({ id: NAME, retries: 1, period: 1 })],
    ['cancel_retry', cancelRetry.with({ task: [2, 0] })],
    ['cancel_retry_named', cancelRetryNamed.with({ id: NAME })],
  ])('%s needs a task', (_name, value) => {
    chain.refuse(value, errors.NotFound)
  })
})

describe('the weight of a block', () => {
  const IDLE = { ref_time: 126_335_000n + 127_409_000n, proof_size: 1_489n + 110_487n }
  const prefix = new TextEncoder().encode(':nothing:')
  /** Announces 2,964,000 + 1000 × 126,340,742 ps (frame-system 41.0.0). */
  const heavy = killPrefix.with({ prefix, subkeys: 999 })
  /** Announces more than the 3.2 s that tasks may use in a block. */
  const impossible = killPrefix.with({ prefix, subkeys: 30_000 })

  test('an idle block costs the base of the agendas and of one agenda', () => {
    expect(startBlock(2)).toEqual(IDLE)
    expect(IncompleteSince.get(chain.ctx)).toBeUndefined()
  })

  test('a task costs its taking up, its dispatch and its call', () => {
    chain.run(namedAt(2, hello, { maybe_periodic: [5, 2] }))
    const base = { ref_time: 486_046n, proof_size: 0n }
    // 2,991,000 + (104,292,000 − 2,991,000) for the name + 0 for the period, which is cheaper.
    const service = { ref_time: 104_292_000n, proof_size: 0n }
    // 1,858,000 for the dispatch, 1,586,000 + 3 × 10,920 for the remark (frame-system 41.0.0).
    const call = { ref_time: 1_858_000n + 1_618_760n, proof_size: 0n }
    expect(startBlock(2)).toEqual(addWeights(IDLE, base, service, call))
  })

  test('what does not fit waits for the next block, in order', () => {
    for (let index = 0; index < 30; index += 1) chain.run(at(2, heavy))
    chain.events()
    startBlock(2)
    const first = chain.events()
    // 3.2 s hold 25 of 126.3 ms each.
    const results = first.filter(([name]) => name === 'Scheduler.Dispatched')
    expect(results).toHaveLength(25)
    expect(first.at(-1)).toEqual(['Scheduler.AgendaIncomplete', { when: 2 }])
    expect(IncompleteSince.get(chain.ctx)).toBe(2)
    startBlock(3)
    const second = chain.events().filter(([name]) => name === 'Scheduler.Dispatched')
    expect(second).toEqual([25, 26, 27, 28, 29].map((index) => dispatched(2, index, success)))
    expect(IncompleteSince.get(chain.ctx)).toBeUndefined()
    expect(Agenda.has(chain.ctx, 2)).toBe(false)
  })

  test('a smaller task behind one that does not fit still runs', () => {
    for (let index = 0; index < 26; index += 1) chain.run(at(2, heavy))
    chain.run(at(2, hello))
    startBlock(2)
    const last = chain.events().filter(([name]) => name === 'Scheduler.Dispatched')
    expect(last.at(-1)).toEqual(dispatched(2, 26, success))
    expect(Agenda.get(chain.ctx, 2).filter((slot) => slot !== undefined)).toHaveLength(1)
  })

  test('what never fits is given up and stays on its agenda', () => {
    chain.run(namedAt(2, impossible))
    chain.run(at(2))
    chain.events()
    startBlock(2)
    expect(chain.events()).toEqual([
      about('PermanentlyOverweight', 2, 0, NAME),
      dispatched(2, 1, success),
    ])
    expect(IncompleteSince.get(chain.ctx)).toBeUndefined()
    expect(Agenda.get(chain.ctx, 2)).toHaveLength(2)
    startBlock(5)
    expect(chain.events()).toEqual([])
  })

  test('what never fits is put off first when others ran before it', () => {
    chain.run(at(2))
    chain.run(at(2, impossible))
    chain.events()
    startBlock(2)
    expect(chain.events()).toEqual([
      dispatched(2, 0, success),
      ['Scheduler.AgendaIncomplete', { when: 2 }],
    ])
    startBlock(3)
    expect(chain.events()).toEqual([about('PermanentlyOverweight', 2, 1)])
  })

  test('what never fits is given up on a later agenda too, while nothing ran', () => {
    chain.run(at(2))
    chain.run(at(3, impossible))
    chain.run(cancel.with({ when: 2, index: 0 }))
    IncompleteSince.set(chain.ctx, 2)
    chain.events()
    chain.goTo(3)
    schedulerPallet.onInitialize?.(chain.ctx, 3)
    expect(chain.events()).toEqual([about('PermanentlyOverweight', 3, 0)])
  })

  test('tasks have a weight of their own, whatever the block has used', () => {
    chain.run(at(2))
    chain.events()
    const zero = { ref_time: 0n, proof_size: 0n }
    const full = { ref_time: 4_000_000_000_000n, proof_size: 0n }
    BlockWeight.set(chain.ctx, { normal: zero, operational: zero, mandatory: full })
    startBlock(2)
    expect(chain.events()).toEqual([dispatched(2, 0, success)])
  })

  test('a retry that does not fit is none; the event has the name', () => {
    chain.run(at(2, killPrefix.with({ prefix, subkeys: 25_323 })))
    chain.run(namedAt(2, failing))
    chain.run(setRetryNamed.with({ id: NAME, retries: 2, period: 1 }))
    chain.events()
    // Agendas, one agenda with two tasks, the first task and its dispatch.
    const first = 126_335_000n + 128_381_092n + 2_991_000n + 1_858_000n
    // The second has a name; with its dispatch and `force_exit`.
    const second = 104_292_000n + 1_858_000n + 131_180_000n
    const filler = 2_964_000n + 25_324n * 126_340_742n
    // 46 µs of the 3.2 s are left; putting a retry on an agenda takes 236 µs.
    expect(startBlock(2)?.ref_time).toBe(first + filler + second)
    expect(chain.events()).toEqual([
      dispatched(2, 0, success),
      dispatched(2, 1, failure, NAME),
      about('RetryFailed', 2, 1, NAME),
    ])
    expect(Agenda.has(chain.ctx, 3)).toBe(false)
  })

  test('agendas that were missed are caught up, the earliest first', () => {
    chain.run(at(3))
    chain.run(at(4))
    IncompleteSince.set(chain.ctx, 2)
    chain.events()
    chain.goTo(5)
    schedulerPallet.onInitialize?.(chain.ctx, 5)
    expect(chain.events()).toEqual([dispatched(3, 0, success), dispatched(4, 0, success)])
    expect(IncompleteSince.get(chain.ctx)).toBeUndefined()
  })
})

test('a call whose preimage is gone is given up', () => {
  chain.run(namedAt(3, remark.with({ remark: new Uint8Array(300) })))
  PreimageFor.clear(chain.ctx, [])
  RequestStatusFor.clear(chain.ctx, [])
  chain.events()
  startBlock(3)
  expect(chain.events()).toEqual([about('CallUnavailable', 3, 0, NAME)])
  expect(Agenda.get(chain.ctx, 3)).toHaveLength(1)
  expect(Lookup.has(chain.ctx, NAME)).toBe(false)
  startBlock(5)
  expect(chain.events()).toEqual([])
})

describe('a task that Root wrote to the state with another origin', () => {
  const inline = { type: 'Inline', value: encode(RuntimeCall, hello) } as const
  const put = (origin: OriginCaller): void =>
    Agenda.set(chain.ctx, 2, [
      { maybe_id: undefined, priority: 0, call: inline, maybe_periodic: undefined, origin },
    ])

  test('meets the call filter as an account', () => {
    put({ type: 'system', value: { type: 'Signed', value: alice } })
    // Idle, one task, its taking up, 54,155,000 for a signed dispatch and the remark.
    const used = 253_744_000n + 486_046n + 2_991_000n + 54_155_000n + 1_618_760n
    expect(startBlock(2)?.ref_time).toBe(used)
    const error = moduleError(systemErrors.CallFiltered)
    expect(chain.events()).toEqual([dispatched(2, 0, { ok: false, error })])
  })

  test('is refused as an Ethereum account', () => {
    const value = { type: 'EthereumTransaction', value: new Uint8Array(20) } as const
    put({ type: 'Ethereum', value })
    startBlock(2)
    expect(chain.events()).toEqual([dispatched(2, 0, { ok: false, error: BAD_ORIGIN })])
  })
})

const everyCall: readonly (readonly [string, RuntimeCall])[] = [
  ['schedule', at(5)],
  ['cancel', cancel.with({ when: 5, index: 0 })],
  ['schedule_named', namedAt(5)],
  ['cancel_named', cancelNamed.with({ id: NAME })],
  ['schedule_after', scheduleAfter.with({ after: 1, ...task(hello) })],
  ['schedule_named_after', scheduleNamedAfter.with({ id: NAME, after: 1, ...task(hello) })],
  ['set_retry', setRetry.with({ task: [2, 0], retries: 1, period: 1 })],
  ['set_retry_named', setRetryNamed.with({ id: NAME, retries: 1, period: 1 })],
  ['cancel_retry', cancelRetry.with({ task: [2, 0] })],
  ['cancel_retry_named', cancelRetryNamed.with({ id: NAME })],
]
test.each(everyCall)('%s is for Root', (_name, value) => {
  const open = createTestChain()
  open.refuse(value, BAD_ORIGIN, signed(alice))
  open.refuse(value, BAD_ORIGIN, NONE)
})

test('a meter counts what fits in both dimensions', () => {
  const meter = createWeightMeter({ ref_time: 10n, proof_size: 5n })
  expect(meter.tryConsume({ ref_time: 4n, proof_size: 5n })).toBe(true)
  expect(meter.tryConsume({ ref_time: 1n, proof_size: 1n })).toBe(false)
  expect(meter.canConsume({ ref_time: 6n, proof_size: 0n })).toBe(true)
  expect(meter.canConsume({ ref_time: 7n, proof_size: 0n })).toBe(false)
  expect(meter.consumed).toEqual({ ref_time: 4n, proof_size: 5n })
})

test('constants are those of the chain', () => {
  const values = schedulerPallet.constants?.map(({ name, valueOf }) => [name, valueOf(config)])
  expect(values).toEqual([
    // 80 % of 4 s and of 2^64 − 1 bytes.
    ['MaximumWeight', { ref_time: 3_200_000_000_000n, proof_size: 14_757_395_258_967_641_292n }],
    ['MaxScheduledPerBlock', 50],
  ])
})

test('a task has the bytes of the reference', () => {
  chain.run(at(2, hello, { priority: 3, maybe_periodic: [4, 5] }))
  const bytes = encode(Agenda.value, Agenda.get(chain.ctx, 2))
  // One task: Some, no name, priority, Inline of 6 bytes with the remark, (4, 4), system Root.
  expect([...bytes]).toEqual([
    ...[4, 1, 0, 3],
    ...[1, 24, 0, 0, 12, 1, 2, 3],
    ...[1, 4, 0, 0, 0, 4, 0, 0, 0],
    ...[0, 0],
  ])
})
