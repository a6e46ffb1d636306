import * as primitives from '../../../packages/primitives/src/index.ts'

const {
  array,
  bare,
  boundedVec,
  btreeMap,
  btreeSet,
  bytes,
  compact,
  decode,
  encode,
  enumeration,
  fixedBytes,
  holding,
  option,
  result,
  struct,
  tuple,
  vec,
} = primitives

const BY_NAME = new Map(Object.entries(primitives))

/** Our codec of a shape. */
export function ourCodec(shape) {
  const type = typeOf(shape)
  return {
    encode: (value) => encode(type, value),
    decode: (encoded) => decode(type, encoded),
  }
}

function typeOf(shape) {
  switch (shape.kind) {
    case 'bytes':
      return bytes
    case 'fixedBytes':
      return fixedBytes(shape.length)
    case 'compact':
      return compact(typeOf(shape.inner))
    case 'vec':
      return vec(typeOf(shape.inner))
    case 'boundedVec':
      return boundedVec(typeOf(shape.inner), 100)
    case 'array':
      return array(typeOf(shape.inner), shape.length)
    case 'option':
      return option(typeOf(shape.inner))
    case 'result':
      return result(typeOf(shape.ok), typeOf(shape.error))
    case 'tuple':
      return tuple(...shape.items.map(typeOf))
    case 'struct':
      return struct(
        Object.fromEntries(Object.entries(shape.fields).map(([name, f]) => [name, typeOf(f)])),
      )
    case 'enum':
      return enumeration(
        Object.fromEntries(
          shape.variants.map(({ name, index, content }) => [
            name,
            content === undefined ? bare(index) : holding(index, typeOf(content)),
          ]),
        ),
      )
    case 'btreeSet':
      return btreeSet(typeOf(shape.inner), order)
    case 'btreeMap':
      return btreeMap(typeOf(shape.key), typeOf(shape.value), order)
    case 'named':
      return BY_NAME.get(shape.name)
    default:
      return BY_NAME.get(shape.kind)
  }
}

function order(a, b) {
  if (a instanceof Uint8Array) return primitives.compareBytes(a, b)
  return a < b ? -1 : Number(a > b)
}
