import { deferred, struct } from '@plexus/primitives'
import type { Deferred, Fields, FieldValues, Type } from '@plexus/primitives'
import type { RuntimeConfig } from './config.ts'
import type { Context } from './context.ts'
import type { Origin } from './origin.ts'
import type { PalletId } from './pallet-id.ts'
import type { Weight } from './weight.ts'

export type DispatchClass = 'Normal' | 'Operational' | 'Mandatory'

/** What is known of a call before it runs. */
export interface DispatchInfo {
  readonly weight: Weight
  readonly class: DispatchClass
  readonly paysFee: boolean
}

/** What a call reports after it ran, where it differs from what was known before. */
export interface PostInfo {
  readonly actualWeight?: Weight
  readonly paysFee?: boolean
}

/** The declaration of one call: everything dispatch, fees and metadata need. */
export interface CallDeclaration<A> {
  readonly index: number
  /** Wire name (snake case). */
  readonly name: string
  readonly docs?: readonly string[]
  /** Listed in metadata, and refused with System.CallFiltered whoever asks. */
  readonly closed?: boolean
  /** What the author of a block adds of its own: unsigned, it comes before all else. */
  readonly inherent?: boolean
  readonly weight: Weight | ((args: A, config: RuntimeConfig) => Weight)
  /** Default Normal. */
  readonly class?: DispatchClass | ((args: A) => DispatchClass)
  /** Default true. */
  readonly pays?: boolean | ((args: A) => boolean)
  /** Checks, then effects. Throws `DispatchFailure`; what it wrote is then taken back. */
  run(ctx: Context, origin: Origin, args: A): PostInfo | void
}

/** A declared call, with its arguments' type hidden. */
export interface Call {
  readonly pallet: PalletId
  readonly index: number
  readonly name: string
  readonly docs: readonly string[]
  readonly closed: boolean
  readonly inherent: boolean
  readonly args: Type<Readonly<Record<string, unknown>>>
  info(args: Readonly<Record<string, unknown>>, config: RuntimeConfig): DispatchInfo
  run(ctx: Context, origin: Origin, args: Readonly<Record<string, unknown>>): PostInfo | void
}

/** A declared call that also builds values of itself with typed arguments. */
export interface TypedCall<A> extends Call {
  with(args: A): RuntimeCall
  /** Whether a value is this call; narrows its arguments. */
  is(value: RuntimeCall): value is RuntimeCall & { readonly args: A }
}

/** A call with its arguments: the value of `RuntimeCall`. */
export interface RuntimeCall {
  readonly call: Call
  readonly args: Readonly<Record<string, unknown>>
}

/** The outer call enum; the runtime's assembly ties it, so that calls can hold calls. */
export const RuntimeCall: Deferred<RuntimeCall> = deferred('RuntimeCall')

/** Declares a call of a pallet. Argument names are those of the wire. */
export function call<F extends Fields>(
  pallet: PalletId,
  args: F,
  declaration: CallDeclaration<FieldValues<F>>,
): TypedCall<FieldValues<F>> {
  type A = FieldValues<F>
  const {
    index,
    name,
    docs = [],
    closed = false,
    inherent = false,
    weight,
    class: of = 'Normal',
    pays = true,
  } = declaration
  const declared: TypedCall<A> = {
    pallet,
    index,
    name,
    docs,
    closed,
    inherent,
    args: struct(args) as Call['args'],
    info: (values, config) => ({
      weight: typeof weight === 'function' ? weight(values as A, config) : weight,
      class: typeof of === 'function' ? of(values as A) : of,
      paysFee: typeof pays === 'function' ? pays(values as A) : pays,
    }),
    run: (ctx, origin, values) => declaration.run(ctx, origin, values as A),
    with: (values) => ({ call: declared, args: values as Readonly<Record<string, unknown>> }),
    is: (value): value is RuntimeCall & { readonly args: A } => value.call === declared,
  }
  return declared
}

/** What is known of a call before it runs. */
export function dispatchInfo(value: RuntimeCall, config: RuntimeConfig): DispatchInfo {
  return value.call.info(value.args, config)
}

/** Declares a call that is part of the interface and does nothing yet. */
export function closedCall<F extends Fields>(
  pallet: PalletId,
  args: F,
  declaration: Omit<CallDeclaration<FieldValues<F>>, 'closed' | 'run'>,
): TypedCall<FieldValues<F>> {
  return call(pallet, args, { ...declaration, closed: true, run: () => {} })
}
