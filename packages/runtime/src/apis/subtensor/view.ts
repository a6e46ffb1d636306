import { AccountId32, compact, struct, u16, u64, u8, vec } from '@plexus/primitives'
import type { AnyType, MechId, NetUid, Type } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'

// Views are what runtime APIs show of a subnet. A field is declared once, with its type and how it
// is read; the types on the wire and their values follow (spec: 75-runtime-apis §5).

/** Which subnet and which of its mechanisms is looked at; an object of its own for each reading. */
export interface Subject {
  readonly netuid: NetUid
  readonly mechid: MechId
}

/** A field of a view. */
export interface Field<T> {
  readonly type: Type<T>
  read(ctx: Context, subject: Subject): T
}

/** A field of some type. */
export interface AnyField {
  readonly type: AnyType | Type<never>
  read(ctx: Context, subject: Subject): unknown
}

/** Fields by their names on the wire, in order. */
export type ViewFields = Readonly<Record<string, AnyField>>

type Read<F> = F extends Field<infer T> ? T : never

/** The values of a view's fields. */
export type View<F> = { readonly [K in keyof F]: Read<F[K]> }

/** A field of this type, read so. */
export const field = <T>(type: Type<T>, read: Field<T>['read']): Field<T> => ({ type, read })

/** The path of a type of the reference's `rpc_info` modules, and its parameter. */
export const rpcInfo = (
  module: string,
  name: string,
  params: readonly { readonly name: string; readonly type?: AnyType }[] = [],
) => ({ path: ['pallet_subtensor', 'rpc_info', module, name], params })

/** The type parameter of views that hold accounts. */
export const ofAccounts = [{ name: 'AccountId', type: AccountId32 as AnyType }] as const

/** The struct of a view. */
export function viewType<F extends ViewFields>(
  fields: F,
  naming: ReturnType<typeof rpcInfo>,
): Type<View<F>> {
  const types = Object.entries(fields).map(([name, { type }]) => [name, type as AnyType] as const)
  return struct(Object.fromEntries(types), naming) as Type<View<F>>
}

/** The values of a view's fields. */
export function readView<F extends ViewFields>(ctx: Context, fields: F, subject: Subject): View<F> {
  const entries = Object.entries(fields).map(
    ([name, { read }]) => [name, read(ctx, subject)] as const,
  )
  return Object.fromEntries(entries) as View<F>
}

/** Some fields of a view, in the order of the names. */
export function pick<F extends ViewFields, const K extends readonly (keyof F)[]>(
  fields: F,
  names: K,
): { readonly [N in K[number]]: F[N] } {
  return Object.fromEntries(names.map((name) => [name, fields[name]])) as {
    readonly [N in K[number]]: F[N]
  }
}

export const compactU16 = compact(u16)
export const compactU64 = compact(u64)

/** Text as the reference shows it: a compact number for each byte. */
export const compactBytes = vec(compact(u8))

/** The bytes of a text as numbers. */
export const bytesOf = (text: Uint8Array): readonly number[] => [...text]
