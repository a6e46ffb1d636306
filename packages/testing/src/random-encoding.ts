import { compact, encode, u32, Writer, writeCompact } from '@plexus/primitives'
import type { AnyType, FieldInfo, TypeInfo } from '@plexus/primitives'
import type { Random } from './random.ts'

/** What random values are made of. */
export interface ValuePool {
  /** Accounts that arguments name most of the time. */
  readonly accounts: readonly Uint8Array[]
}

/** How deep values nest; from here on enums and lists take their shortest form. */
const MAX_DEPTH = 6
/** Networks that arguments name most of the time. */
const FEW_NETUIDS = 8
const BYTES_OF = {
  u8: 1,
  i8: 1,
  u16: 2,
  i16: 2,
  u32: 4,
  i32: 4,
  u64: 8,
  i64: 8,
  u128: 16,
  i128: 16,
  u256: 32,
  i256: 32,
} as const

/**
 * The encoding of a random value of a type, from its description alone. Bounded lists and sets
 * may come out too long or out of order: those encodings are refused on decoding, which is
 * wanted now and then.
 */
export function randomEncoding(type: AnyType, random: Random, pool: ValuePool): Uint8Array {
  const out = new Writer()
  write(type.info, random, pool, out, 0)
  return out.finish()
}

function write(info: TypeInfo, random: Random, pool: ValuePool, out: Writer, depth: number): void {
  if (info.path.at(-1) === 'AccountId32' && !random.oneIn(20)) {
    out.bytes(random.pick(pool.accounts))
    return
  }
  const { def } = info
  const child = (type: AnyType): void => write(type.info, random, pool, out, depth + 1)
  const fields = (list: readonly FieldInfo[]): void =>
    list.forEach(({ name, type }) => {
      // A number says nothing of what it counts, but its name does.
      if (name?.endsWith('netuid') === true && !random.oneIn(5)) {
        out.u8(random.below(FEW_NETUIDS))
        out.u8(0)
      } else child(type)
    })
  switch (def.kind) {
    case 'primitive':
      writePrimitive(def.primitive, random, out)
      return
    case 'compact':
      writeCompactOf(def.inner, random, out)
      return
    case 'sequence': {
      const length = depth >= MAX_DEPTH ? 0 : random.below(random.oneIn(10) ? 40 : 4)
      writeCompact(length, out)
      for (let at = 0; at < length; at += 1) child(def.inner)
      return
    }
    case 'array':
      for (let at = 0; at < def.length; at += 1) child(def.inner)
      return
    case 'tuple':
      def.items.forEach(child)
      return
    case 'composite':
      fields(def.fields)
      return
    case 'variant': {
      // A type without values (`Void`): whatever is written is refused on decoding.
      if (def.variants.length === 0) {
        out.u8(0)
        return
      }
      const plain = def.variants.filter((variant) => variant.fields.length === 0)
      const deep = depth >= MAX_DEPTH && plain.length > 0
      // An address is an account id most of the time: nothing else resolves.
      const isAddress = info.path.at(-1) === 'MultiAddress' && !random.oneIn(20)
      const variant = isAddress ? def.variants[0] : random.pick(deep ? plain : def.variants)
      if (variant === undefined) return
      out.u8(variant.index)
      fields(variant.fields)
    }
  }
}

function writePrimitive(primitive: string, random: Random, out: Writer): void {
  if (primitive === 'bool') out.u8(random.below(2))
  else if (primitive === 'str') out.bytes(Uint8Array.of(8, 104, 105))
  else writeInteger(BYTES_OF[primitive as keyof typeof BYTES_OF], random, out)
}

/** Small numbers, amounts, extremes and noise, in that order of likelihood. */
function writeInteger(size: number, random: Random, out: Writer): void {
  const value = new Uint8Array(size)
  switch (random.below(8)) {
    case 0:
    case 1:
    case 2:
      value[0] = random.below(8)
      break
    case 3:
    case 4:
      for (let at = 0; at < (size > 5 ? 5 : size); at += 1) value[at] = random.below(256)
      break
    case 5:
      break
    case 6:
      value.fill(255)
      break
    default:
      value.set(random.bytes(size))
  }
  out.bytes(value)
}

function writeCompactOf(inner: AnyType, random: Random, out: Writer): void {
  const { def } = inner.info
  // `Compact<()>` has no bytes.
  if (def.kind !== 'primitive') return
  const small = random.below(2) === 0 ? random.below(100) : random.below(2 ** 31)
  if (def.primitive === 'u8') out.bytes(encode(compact(u32), small & 255))
  else if (def.primitive === 'u16') out.bytes(encode(compact(u32), small & 65_535))
  else out.bytes(encode(compact(u32), small))
}
