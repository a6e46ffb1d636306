import { hash, rao } from '@plexus/primitives'
import type { Context } from '../../src/frame/context.ts'
import { ROOT, signed } from '../../src/frame/origin.ts'
import { errors as preimage } from '../../src/pallets/preimage/errors.ts'
import { notePreimage } from '../../src/pallets/preimage/calls/note.ts'
import { requestPreimage } from '../../src/pallets/preimage/calls/request.ts'
import { errors as safeMode } from '../../src/pallets/safe-mode/errors.ts'
import { Deposits, EnteredUntil } from '../../src/pallets/safe-mode/storage.ts'
import { schedule, scheduleNamed } from '../../src/pallets/scheduler/calls/schedule.ts'
import { errors as scheduler } from '../../src/pallets/scheduler/errors.ts'
import { BlockNumber } from '../../src/pallets/system/storage.ts'
import { succeeds } from '../helpers/expect-call.ts'
import { host } from '../helpers/test-context.ts'
import { asAlice as by, BOB, people } from '../pallets/crowdloan/kit.ts'
import { breach, named, ROOT_ONLY, SIGNED } from './precondition.ts'
import type { Args, Breach, Precondition } from './precondition.ts'
import { token, NOT_NONE, poor, of, byRoot, bytes, zero, inner, never } from './stock.ts'

const noted = hash(host.blake2b256(bytes))
const notedByAlice = (): Context => {
  const ctx = people()
  succeeds(ctx, notePreimage.with({ bytes }), by)
  return ctx
}
const preimageCalls: readonly Precondition[] = [
  of('Preimage.note_preimage', { bytes }, [
    ...NOT_NONE,
    breach(preimage.TooBig, { args: { bytes: new Uint8Array(4 * 1024 * 1024 + 1) } }),
    breach(preimage.AlreadyNoted, {
      given: (ctx) => succeeds(ctx, notePreimage.with({ bytes }), signed(BOB)),
      spoils: ['bytes'],
    }),
    poor(token('FundsUnavailable')),
  ]),
  of(
    'Preimage.unnote_preimage',
    { hash: noted },
    [
      ...NOT_NONE,
      breach(preimage.NotNoted, { args: { hash: zero } }),
      breach(preimage.NotAuthorized, { by: signed(BOB) }),
    ],
    { world: notedByAlice },
  ),
  of('Preimage.request_preimage', { hash: noted }, ROOT_ONLY, byRoot),
  of(
    'Preimage.unrequest_preimage',
    { hash: noted },
    [...ROOT_ONLY, breach(preimage.NotRequested, { args: { hash: zero } })],
    {
      ...byRoot,
      world() {
        const ctx = people()
        succeeds(ctx, requestPreimage.with({ hash: noted }), ROOT)
        return ctx
      },
    },
  ),
  of('Preimage.ensure_updated', { hashes: [zero] }, [
    ...SIGNED,
    breach(preimage.TooFew, { args: { hashes: [] } }),
    breach(preimage.TooMany, { args: { hashes: Array.from({ length: 1_025 }, () => zero) } }),
  ]),
]

const NAME = new Uint8Array(32).fill(7)
const task = { maybe_periodic: undefined, priority: 63, call: inner }
const scheduled = (): Context => {
  const ctx = people()
  succeeds(ctx, schedule.with({ when: 10, ...task }), ROOT)
  succeeds(ctx, scheduleNamed.with({ id: NAME, when: 10, ...task }), ROOT)
  return ctx
}
const fullAgenda = breach(
  { type: 'Exhausted' },
  {
    given(ctx) {
      const now = BlockNumber.get(ctx)
      // After four blocks is the fifth.
      for (let at = 0; at < 50; at += 1) {
        succeeds(ctx, schedule.with({ when: now + 5, ...task }), ROOT)
      }
    },
  },
)
const past = breach(scheduler.TargetBlockNumberInPast, { args: { when: 1 }, spoils: ['now'] })
const endOfTime = breach(scheduler.TargetBlockNumberInPast, {
  given: (ctx) => BlockNumber.set(ctx, 0xffff_ffff),
  alone: true,
})
const used = breach(scheduler.FailedToSchedule, {
  given: (ctx) => succeeds(ctx, scheduleNamed.with({ id: NAME, when: 20, ...task }), ROOT),
})
/** The third task of that block, or one of another name. */
const noTask = (args: Args): Breach => {
  const others: Args = { index: 2, id: new Uint8Array(32), task: [10, 2] }
  const wrong = Object.entries(others).filter(([name]) => name in args)
  return breach(scheduler.NotFound, { args: Object.fromEntries(wrong) })
}
const schedulerCalls: readonly Precondition[] = [
  of('Scheduler.schedule', { when: 6, ...task }, [...ROOT_ONLY, past, fullAgenda], byRoot),
  of(
    'Scheduler.schedule_after',
    { after: 4, ...task },
    [...ROOT_ONLY, endOfTime, fullAgenda],
    byRoot,
  ),
  of(
    'Scheduler.schedule_named',
    { id: NAME, when: 6, ...task },
    [...ROOT_ONLY, used, past, fullAgenda],
    byRoot,
  ),
  of(
    'Scheduler.schedule_named_after',
    { id: NAME, after: 4, ...task },
    [...ROOT_ONLY, used, endOfTime, fullAgenda],
    byRoot,
  ),
  ...named({
    cancel: { when: 10, index: 0 },
    cancel_named: { id: NAME },
    set_retry: { task: [10, 0], retries: 1, period: 1 },
    set_retry_named: { id: NAME, retries: 1, period: 1 },
    cancel_retry: { task: [10, 0] },
    cancel_retry_named: { id: NAME },
  }).map(([name, args]) =>
    of(`Scheduler.${name}`, args, [...ROOT_ONLY, noTask(args)], {
      ...byRoot,
      world: scheduled,
    }),
  ),
]

const entered = (ctx: Context): void => EnteredUntil.set(ctx, 100)
const inSafeMode = (): Context => {
  const ctx = people()
  entered(ctx)
  return ctx
}
const notIn = breach(safeMode.Exited, { given: (ctx) => EnteredUntil.remove(ctx) })
const isIn = breach(safeMode.Entered, { given: entered })
const deposit = { account: BOB, block: 1 }
const withDeposit = (amount: bigint) => (): Context => {
  const ctx = people()
  Deposits.set(ctx, BOB, 1, rao(amount))
  return ctx
}
const noDeposit = breach(safeMode.NoDeposit, { args: { block: 2 } })
const safeModeCalls: readonly Precondition[] = [
  of('SafeMode.force_enter', {}, [...ROOT_ONLY, isIn], byRoot),
  of('SafeMode.force_extend', {}, [...ROOT_ONLY, notIn], { ...byRoot, world: inSafeMode }),
  of('SafeMode.force_exit', {}, [...ROOT_ONLY, notIn], { ...byRoot, world: inSafeMode }),
  of('SafeMode.force_slash_deposit', deposit, [...ROOT_ONLY, noDeposit], {
    ...byRoot,
    world: withDeposit(0n),
  }),
  of(
    'SafeMode.force_release_deposit',
    deposit,
    [
      ...ROOT_ONLY,
      noDeposit,
      breach(safeMode.CurrencyError, {
        given: (ctx) => Deposits.set(ctx, BOB, 1, rao(2n ** 64n - 1n)),
        alone: true,
      }),
    ],
    { ...byRoot, world: withDeposit(0n) },
  ),
]

const refused: readonly Precondition[] = [
  never('SafeMode.enter', {}, [
    ...SIGNED,
    isIn,
    breach(safeMode.NotConfigured, { given: (ctx) => EnteredUntil.remove(ctx), alone: true }),
  ]),
  never(
    'SafeMode.extend',
    {},
    [...SIGNED, notIn, breach(safeMode.NotConfigured, { given: entered, alone: true })],
    inSafeMode,
  ),
  never(
    'SafeMode.release_deposit',
    deposit,
    [
      ...SIGNED,
      noDeposit,
      isIn,
      breach(safeMode.NotConfigured, { given: (ctx) => EnteredUntil.remove(ctx), alone: true }),
    ],
    withDeposit(0n),
  ),
]

export const tasks: readonly Precondition[] = [
  ...preimageCalls,
  ...schedulerCalls,
  ...safeModeCalls,
  ...refused,
]
