import type { AnyType, FieldInfo, Type, TypeParam, ValueOf } from './type.ts'

/** Named fields of a struct, in wire order. */
export type Fields = Readonly<Record<string, AnyType>>

/** The TypeScript object of named fields. */
export type FieldValues<F extends Fields> = { readonly [K in keyof F]: ValueOf<F[K]> }

/** Where a type stands in metadata. */
export interface Naming {
  readonly path?: readonly string[]
  readonly params?: readonly TypeParam[]
}

/** A struct with named fields. Field names are those of the wire (snake case). */
export function struct<F extends Fields>(fields: F, naming: Naming = {}): Type<FieldValues<F>> {
  const entries = Object.entries(fields)
  return {
    info: {
      path: naming.path ?? [],
      params: naming.params ?? [],
      def: { kind: 'composite', fields: entries.map(([name, type]) => ({ name, type })) },
    },
    encodeTo(value, out) {
      for (const [name, type] of entries) type.encodeTo(value[name], out)
    },
    decodeFrom(input) {
      const value: Record<string, unknown> = {}
      for (const [name, type] of entries) value[name] = type.decodeFrom(input)
      return value as FieldValues<F>
    },
  }
}

/** A struct with one unnamed field; its value is the field's value. */
export function newtype<T>(
  inner: Type<T>,
  path: readonly string[],
  params: readonly TypeParam[] = [],
): Type<T> {
  const field: FieldInfo = { type: inner as AnyType }
  return described(inner, { path, params, def: { kind: 'composite', fields: [field] } })
}

/** The codec of `inner` under another description. */
export function described<T>(inner: Type<T>, info: Type<T>['info']): Type<T> {
  return {
    info,
    encodeTo: (value, out) => inner.encodeTo(value, out),
    decodeFrom: (input) => inner.decodeFrom(input),
  }
}
