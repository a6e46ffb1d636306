import { callOf, encodeCall } from '../../src/calls.ts'
import { definition } from '../../src/definition.ts'
import type { RuntimeCall } from '../../src/frame/call.ts'
import type { Context } from '../../src/frame/context.ts'
import type { DispatchErrorValue } from '../../src/frame/dispatch-error.ts'
import { moduleError } from '../../src/frame/error.ts'
import type { Origin } from '../../src/frame/origin.ts'
import type { Changes } from '../../src/state/view.ts'
import type { Entries } from '../helpers/state-view.ts'
import { testContext } from '../helpers/test-context.ts'
import type { Args, Breach, CallError, Precondition } from './precondition.ts'

/** What came of a dispatch, in short. */
export interface Verdict {
  readonly outcome: string
  /** State or events that a failed call left behind. */
  readonly traces: boolean
}

/** The state of a good world, as a block before would have left it. */
export function stateOf({ world }: Precondition): Entries {
  const changes = world().state.changes()
  return [...changes].flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  )
}

/** Dispatches the call with these breaches at once, under the rules of the chain. */
export function attempt(it: Precondition, state: Entries, breaches: readonly Breach[]): Verdict {
  const ctx = testContext({ ...definition.rules, state })
  const args: Args = Object.assign({}, it.args, ...breaches.map((each) => each.args))
  for (const { given } of breaches) given?.(ctx, args)
  const origin = breaches.find((each) => each.by !== undefined)?.by ?? it.by
  return dispatched(ctx, callFor(it.call, args), origin, it.past ?? false)
}

function dispatched(ctx: Context, call: RuntimeCall, by: Origin, past: boolean): Verdict {
  encodeCall(call)
  const before = ctx.state.changes()
  const events = ctx.eventRecords.length
  const outcome = ctx.dispatch(call, by, { bypassFilter: past })
  if (outcome.ok) return { outcome: 'ok', traces: false }
  const leftEvents = ctx.eventRecords.length > events
  return { outcome: nameOf(outcome.error), traces: leftEvents || !isSame(before, ctx) }
}

/** What was not written is the very same array. */
function isSame(before: Changes, ctx: Context): boolean {
  const after = ctx.state.changes()
  return after.size === before.size && [...after].every(([key, value]) => before.get(key) === value)
}

function callFor(name: string, args: Args): RuntimeCall {
  const [pallet = '', call = ''] = name.split('.')
  return callOf(pallet, call, args)
}

const MODULE_ERRORS = new Map(
  definition.pallets.flatMap(({ errors = {} }) =>
    Object.values(errors).map((error) => [
      `${error.pallet.index}.${error.index}`,
      `${error.pallet.name}.${error.name}`,
    ]),
  ),
)

/** An error as people write it: `Pallet.Name`, `Token.Frozen`, `BadOrigin`. */
export function nameOf(given: CallError): string {
  const error: DispatchErrorValue = 'pallet' in given ? moduleError(given) : given
  if (error.type === 'Module') {
    const { index, error: bytes } = error.value
    return MODULE_ERRORS.get(`${index}.${bytes[0]}`) ?? 'unknown'
  }
  return error.type === 'Token' || error.type === 'Arithmetic' || error.type === 'Transactional'
    ? `${error.type}.${error.value}`
    : error.type
}

/** Whether two breaches can be tried at once. */
export function areApart(one: Breach, other: Breach): boolean {
  if (one.alone === true || other.alone === true) return false
  return !spoiltBy(one).some((name) => spoiltBy(other).includes(name))
}

const spoiltBy = ({ args, by, spoils = [] }: Breach): readonly string[] => [
  ...Object.keys(args ?? {}),
  ...(by === undefined ? [] : ['by']),
  ...spoils,
]
