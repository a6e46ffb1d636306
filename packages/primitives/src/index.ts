export { compareBytes, equalBytes } from './bytes/compare.ts'
export { concatBytes } from './bytes/concat.ts'
export { bytesToHex, HexError, hexToBytes } from './bytes/hex.ts'
export type { Hasher } from './hash/hasher.ts'
export { bytes, fixedBytes, str } from './scale/bytes.ts'
export {
  array,
  bounded,
  boundedVec,
  btreeMap,
  btreeSet,
  byEncoding,
  tuple,
  unit,
  vec,
  weakBoundedVec,
} from './scale/collections.ts'
export { compact, readCompact, writeCompact } from './scale/compact.ts'
export { deferred } from './scale/deferred.ts'
export type { Deferred } from './scale/deferred.ts'
export { bare, enumeration, holding, listing, names, naming, option, result } from './scale/enum.ts'
export type { EnumValue, ResultValue, Variant, Variants } from './scale/enum.ts'
export { ScaleError } from './scale/errors.ts'
export type { ScaleErrorCode } from './scale/errors.ts'
export {
  bool,
  i128,
  i16,
  i256,
  i32,
  i64,
  i8,
  u128,
  u16,
  u256,
  u32,
  u64,
  u8,
} from './scale/numbers.ts'
export { Reader } from './scale/reader.ts'
export type { ReaderOptions } from './scale/reader.ts'
export { described, newtype, struct } from './scale/struct.ts'
export type { Fields, FieldValues, Naming } from './scale/struct.ts'
export { decode, decodePrefix, encode, PRIMITIVES } from './scale/type.ts'
export type {
  AnyType,
  FieldInfo,
  Primitive,
  Type,
  TypeDef,
  TypeInfo,
  TypeParam,
  ValueOf,
  VariantInfo,
} from './scale/type.ts'
export { Writer } from './scale/writer.ts'
export { AccountId32, accountId } from './types/account-id.ts'
export type { AccountId } from './types/account-id.ts'
export { RangeViolation } from './types/brand.ts'
export type { Brand } from './types/brand.ts'
export { H160, H256, hash } from './types/hash.ts'
export type { Hash } from './types/hash.ts'
