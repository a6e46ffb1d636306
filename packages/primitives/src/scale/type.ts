import { ScaleError } from './errors.ts'
import { Reader } from './reader.ts'
import type { ReaderOptions } from './reader.ts'
import { Writer } from './writer.ts'

/** The primitive kinds of scale-info, in the order of their wire index. */
export const PRIMITIVES = [
  'bool',
  'char',
  'str',
  'u8',
  'u16',
  'u32',
  'u64',
  'u128',
  'u256',
  'i8',
  'i16',
  'i32',
  'i64',
  'i128',
  'i256',
] as const

export type Primitive = (typeof PRIMITIVES)[number]

/** One field of a composite or of a variant. */
export interface FieldInfo {
  readonly name?: string
  readonly type: AnyType
  /** The name of the type as the source writes it; clients show it, none decodes by it. */
  readonly typeName?: string
  readonly docs?: readonly string[]
}

/** One variant of an enum. */
export interface VariantInfo {
  readonly name: string
  readonly index: number
  readonly fields: readonly FieldInfo[]
  readonly docs?: readonly string[]
}

/** The shape of a type, as scale-info describes it. */
export type TypeDef =
  | { readonly kind: 'primitive'; readonly primitive: Primitive }
  | { readonly kind: 'compact'; readonly inner: AnyType }
  | { readonly kind: 'sequence'; readonly inner: AnyType }
  | { readonly kind: 'array'; readonly length: number; readonly inner: AnyType }
  | { readonly kind: 'tuple'; readonly items: readonly AnyType[] }
  | { readonly kind: 'composite'; readonly fields: readonly FieldInfo[] }
  | { readonly kind: 'variant'; readonly variants: readonly VariantInfo[] }

/** A generic parameter of a type, with its type where it has one. */
export interface TypeParam {
  readonly name: string
  readonly type?: AnyType
}

/** What metadata says of a type. Two types with the same path and parameters are the same type. */
export interface TypeInfo {
  readonly path: readonly string[]
  readonly params: readonly TypeParam[]
  readonly def: TypeDef
  readonly docs?: readonly string[]
}

/**
 * A SCALE type: codec and scale-info in one value.
 *
 * @typeParam T the TypeScript value: `number` up to 32 bits, `bigint` above, `Uint8Array` for
 * bytes, `undefined` for a missing option, `{ type, value }` for an enum.
 */
export interface Type<T> {
  /** Described lazily for recursive types; stable once read. */
  readonly info: TypeInfo
  /** @throws ScaleError `InvalidValue` or `TooLong` when the value is outside the type. */
  encodeTo(value: T, out: Writer): void
  /** @throws ScaleError on bytes that are no canonical encoding. */
  decodeFrom(input: Reader): T
}

/** Any type, where only its description or its position matters. */
export type AnyType = Type<unknown>

/** The TypeScript value of a SCALE type. */
export type ValueOf<T> = T extends Type<infer V> ? V : never

/** The SCALE encoding of `value`. */
export function encode<T>(type: Type<T>, value: T): Uint8Array {
  const out = new Writer()
  type.encodeTo(value, out)
  return out.finish()
}

/**
 * The value that `bytes` encode, all of them.
 *
 * @throws ScaleError when bytes are missing, left over or not canonical.
 */
export function decode<T>(type: Type<T>, bytes: Uint8Array, options?: ReaderOptions): T {
  const input = new Reader(bytes, options)
  const value = type.decodeFrom(input)
  if (input.remaining > 0) {
    throw new ScaleError('TrailingBytes', `${input.remaining} bytes follow the value`)
  }
  return value
}

/**
 * The value at the start of `bytes`; what follows is ignored. Storage is read so, because clients
 * write longer raw values on purpose (spec: 70-rpc §4).
 */
export function decodePrefix<T>(type: Type<T>, bytes: Uint8Array, options?: ReaderOptions): T {
  return type.decodeFrom(new Reader(bytes, options))
}
