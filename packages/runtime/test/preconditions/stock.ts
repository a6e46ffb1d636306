import { addressOf, encode, hash, rao } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { RuntimeCall } from '../../src/frame/call.ts'
import type { Context } from '../../src/frame/context.ts'
import type { DispatchErrorValue } from '../../src/frame/dispatch-error.ts'
import { NONE, ROOT } from '../../src/frame/origin.ts'
import { remark } from '../../src/pallets/system/calls/remark.ts'
import { setHeapPages } from '../../src/pallets/system/calls/code.ts'
import { Account } from '../../src/pallets/system/storage.ts'
import { account, host } from '../helpers/test-context.ts'
import { ALICE, asAlice as by, BOB, people } from '../pallets/crowdloan/kit.ts'
import { BAD_ORIGIN, breach } from './precondition.ts'
import type { Args, Breach, Precondition } from './precondition.ts'

export const token = (value: 'FundsUnavailable' | 'BelowMinimum' | 'Frozen' | 'NotExpendable') =>
  ({ type: 'Token', value }) as const satisfies DispatchErrorValue
export const UNDERFLOW: DispatchErrorValue = { type: 'Arithmetic', value: 'Underflow' }
export const CANNOT_LOOKUP: DispatchErrorValue = { type: 'CannotLookup' }
/** An address that is no account. */
export const BY_INDEX = { type: 'Index', value: undefined } as const
export const noAddress = (name: string): Breach =>
  breach(CANNOT_LOOKUP, { args: { [name]: BY_INDEX } })
/** Not Root, and not nobody; signers and Root may. */
export const NOT_NONE: readonly Breach[] = [breach(BAD_ORIGIN, { by: NONE })]
export const LEAST = 500n
export const free = (ctx: Context, amount: bigint, who: AccountId = ALICE): void =>
  Account.update(ctx, who, (it) => ({ ...it, data: { ...it.data, free: rao(amount) } }))
export const poor = (error: Breach['error']): Breach =>
  breach(error, { given: (ctx) => free(ctx, LEAST), spoils: ['balance'] })

export const of = (
  call: string,
  args: Args,
  breaches: readonly Breach[],
  rest: Partial<Precondition> = {},
): Precondition => ({ call, world: people, by, args, breaches, ...rest })
export const byRoot = { by: ROOT }

export const bytes = new Uint8Array(200)
export const zero = hash(new Uint8Array(32))
export const BY_BOB = addressOf(BOB)
export const NEW = account(120)

/** A call that does nothing, and one that only Root may make. */
export const inner = remark.with({ remark: Uint8Array.of(1) })
export const rootOnly = setHeapPages.with({ pages: 1n })
export const CALL_HASH = host.blake2b256(encode(RuntimeCall, inner))

/** Calls that nobody can make: they are refused whatever is given. */
export const never = (call: string, args: Args, breaches: readonly Breach[], world = people) =>
  of(call, args, breaches, { neverSucceeds: true, world })
