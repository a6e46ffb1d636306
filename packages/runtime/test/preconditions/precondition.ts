import type { Context } from '../../src/frame/context.ts'
import type { DispatchErrorValue } from '../../src/frame/dispatch-error.ts'
import type { ModuleError } from '../../src/frame/error.ts'
import { NONE, ROOT, signed } from '../../src/frame/origin.ts'
import type { Origin } from '../../src/frame/origin.ts'
import { account } from '../helpers/test-context.ts'

/** Arguments of a call by their names on the wire. */
export type Args = Readonly<Record<string, unknown>>

/** An error of a pallet, or one of those that belong to none. */
export type CallError = ModuleError | DispatchErrorValue

/** One thing that is wrong with a call that would succeed, and what comes of it. */
export interface Breach {
  readonly error: CallError
  /** Instead of the good arguments. */
  readonly args?: Args
  /** Changes the state so that the call with these arguments, good or bad, fails. */
  readonly given?: (ctx: Context, args: Args) => void
  readonly by?: Origin
  /** What it spoils beside its arguments and the signer (`by`); two that spoil the same are apart. */
  readonly spoils?: readonly string[]
  /** Not tried at once with any other. */
  readonly alone?: boolean
}

/** A call that succeeds, and everything that can be wrong with it in the order of the checks. */
export interface Precondition {
  /** `Pallet.call`. */
  readonly call: string
  readonly world: () => Context
  readonly by: Origin
  readonly args: Args
  /** Dispatched past filters and guards, as `Sudo.sudo_as` does: what the guards hide otherwise. */
  readonly past?: boolean
  readonly breaches: readonly Breach[]
  /** Nobody can make it succeed; the breaches are all there is. */
  readonly neverSucceeds?: boolean
}

/** A breach by its error and what is wrong. */
export const breach = (error: CallError, wrong: Omit<Breach, 'error'>): Breach => ({
  error,
  ...wrong,
})

export const BAD_ORIGIN: DispatchErrorValue = { type: 'BadOrigin' }
/** Somebody who has nothing and owns nothing. */
export const STRANGER: Origin = signed(account(199))

const by = (origin: Origin): Breach => ({ error: BAD_ORIGIN, by: origin })
/** Whoever signs is fine, Root is not. */
export const SIGNED: readonly Breach[] = [by(ROOT), by(NONE)]
export const ROOT_ONLY: readonly Breach[] = [by(STRANGER), by(NONE)]
export const NONE_ONLY: readonly Breach[] = [by(ROOT), by(STRANGER)]
/** The signer of the good call is the only one. */
export const OWNER_ONLY: readonly Breach[] = [by(ROOT), by(NONE), by(STRANGER)]
export const OWNER_OR_ROOT: readonly Breach[] = [by(NONE), by(STRANGER)]

/** Calls of the same kind by their names, with their arguments. */
export const named = (rows: Readonly<Record<string, Args>>): readonly (readonly [string, Args])[] =>
  Object.entries(rows)

/** The calls of several names with the same arguments and the same preconditions. */
export const each = (
  names: readonly string[],
  precondition: (name: string) => Precondition,
): readonly Precondition[] => names.map(precondition)
