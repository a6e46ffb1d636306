import { ScaleError } from './errors.ts'
import { tuple, unit } from './collections.ts'
import { struct } from './struct.ts'
import type { Fields, FieldValues, Naming } from './struct.ts'
import type { AnyType, FieldInfo, Type, ValueOf, VariantInfo } from './type.ts'

/** A variant: its wire index, the codec of its content and how metadata lists its fields. */
export interface Variant<T> {
  readonly index: number
  readonly content: Type<T>
  readonly fields: readonly FieldInfo[]
  readonly docs?: readonly string[]
}

/** Variants by name. */
export type Variants = Readonly<Record<string, Variant<unknown>>>

/** `{ type, value }` of one of the variants; `value` is `undefined` for a bare variant. */
export type EnumValue<V extends Variants> = {
  readonly [K in keyof V & string]: V[K] extends Variant<infer T>
    ? undefined extends T
      ? { readonly type: K; readonly value?: T }
      : { readonly type: K; readonly value: T }
    : never
}[keyof V & string]

/** A variant without content. */
export const bare = (index: number, docs?: readonly string[]): Variant<undefined> => ({
  index,
  content: unit,
  fields: [],
  ...(docs && { docs }),
})

/** A variant with one unnamed field. */
export function holding<T>(index: number, type: Type<T>, docs?: readonly string[]): Variant<T> {
  return { index, content: type, fields: [{ type: type as AnyType }], ...(docs && { docs }) }
}

/** A variant with several unnamed fields; the value is a tuple. */
export function listing<const T extends readonly AnyType[]>(
  index: number,
  types: T,
  docs?: readonly string[],
): Variant<{ readonly [K in keyof T]: ValueOf<T[K]> }> {
  type Values = { readonly [K in keyof T]: ValueOf<T[K]> }
  const content = tuple(...types) as Type<Values>
  return { index, content, fields: types.map((type) => ({ type })), ...(docs && { docs }) }
}

/** A variant with named fields; the value is an object. */
export function naming<F extends Fields>(
  index: number,
  fields: F,
  docs?: readonly string[],
): Variant<FieldValues<F>> {
  return {
    index,
    content: struct(fields),
    fields: Object.entries(fields).map(([name, type]) => ({ name, type })),
    ...(docs && { docs }),
  }
}

/** A Rust enum. The order of `variants` is the order in metadata; the index is what is written. */
export function enumeration<V extends Variants>(
  variants: V,
  where: Naming = {},
): Type<EnumValue<V>> {
  const entries = Object.entries(variants)
  const byIndex = new Map(entries.map((entry) => [entry[1].index, entry]))
  if (byIndex.size !== entries.length) {
    throw new ScaleError('InvalidValue', 'two variants of an enum share an index')
  }
  const list: VariantInfo[] = entries.map(([name, { index, fields, docs }]) => ({
    name,
    index,
    fields,
    ...(docs && { docs }),
  }))
  return {
    info: {
      path: where.path ?? [],
      params: where.params ?? [],
      def: { kind: 'variant', variants: list },
    },
    encodeTo(value, out) {
      const variant = Object.hasOwn(variants, value.type) ? variants[value.type] : undefined
      if (variant === undefined) {
        throw new ScaleError('InvalidValue', `no variant is named ${String(value.type)}`)
      }
      out.u8(variant.index)
      variant.content.encodeTo(value.value, out)
    },
    decodeFrom(input) {
      const index = input.u8()
      const entry = byIndex.get(index)
      if (entry === undefined) throw new ScaleError('InvalidValue', `no variant has index ${index}`)
      const [type, variant] = entry
      return { type, value: variant.content.decodeFrom(input) } as EnumValue<V>
    },
  }
}

/** An enum without content in any variant, as a union of its names. */
export function names<const N extends string>(
  indices: Readonly<Record<N, number>>,
  where: Naming = {},
): Type<N> {
  const variants = Object.fromEntries(
    Object.entries<number>(indices).map(([name, index]) => [name, bare(index)]),
  )
  const inner = enumeration(variants, where)
  return {
    info: inner.info,
    encodeTo: (value, out) => inner.encodeTo({ type: value }, out),
    decodeFrom: (input) => inner.decodeFrom(input).type as N,
  }
}

/** `Option<T>` as `T | undefined`. Where `T` has `undefined` itself, wrap it in `boxed`. */
export function option<T>(inner: Type<T>): Type<T | undefined> {
  return {
    info: {
      path: ['Option'],
      params: [{ name: 'T', type: inner as AnyType }],
      def: {
        kind: 'variant',
        variants: [
          { name: 'None', index: 0, fields: [] },
          { name: 'Some', index: 1, fields: [{ type: inner as AnyType }] },
        ],
      },
    },
    encodeTo(value, out) {
      out.u8(value === undefined ? 0 : 1)
      if (value !== undefined) inner.encodeTo(value, out)
    },
    decodeFrom(input) {
      const flag = input.u8()
      if (flag > 1) throw new ScaleError('NonCanonical', `${flag} does not start an option`)
      return flag === 0 ? undefined : inner.decodeFrom(input)
    },
  }
}

/** Success or failure as a value. */
export type ResultValue<T, E> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E }

/** `Result<T, E>`. */
export function result<T, E>(ok: Type<T>, error: Type<E>): Type<ResultValue<T, E>> {
  return {
    info: {
      path: ['Result'],
      params: [
        { name: 'T', type: ok as AnyType },
        { name: 'E', type: error as AnyType },
      ],
      def: {
        kind: 'variant',
        variants: [
          { name: 'Ok', index: 0, fields: [{ type: ok as AnyType }] },
          { name: 'Err', index: 1, fields: [{ type: error as AnyType }] },
        ],
      },
    },
    encodeTo(value, out) {
      out.u8(value.ok ? 0 : 1)
      if (value.ok) ok.encodeTo(value.value, out)
      else error.encodeTo(value.error, out)
    },
    decodeFrom(input) {
      const flag = input.u8()
      if (flag > 1) throw new ScaleError('NonCanonical', `${flag} does not start a result`)
      return flag === 0
        ? { ok: true, value: ok.decodeFrom(input) }
        : { ok: false, error: error.decodeFrom(input) }
    },
  }
}
