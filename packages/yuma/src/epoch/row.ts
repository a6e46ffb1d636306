/** A stored row: SCALE `Vec<(u16, u16)>`, a compact length before little-endian pairs. */
export type StoredRow = readonly (readonly [uid: number, value: number])[]

const PAIR_BYTES = 4

/** The pairs of a row that may not exist: absent or without bytes. */
export const decodeRowIfAny = (bytes: Uint8Array | undefined): StoredRow =>
  bytes === undefined || bytes.length === 0 ? [] : decodeRow(bytes)

/**
 * The pairs of a stored row.
 *
 * @throws RangeError when the bytes are not exactly one row.
 */
export function decodeRow(bytes: Uint8Array): StoredRow {
  const { count, offset } = decodeLength(bytes)
  if (bytes.length !== offset + count * PAIR_BYTES) {
    throw new RangeError(`A row of ${count} pairs does not take ${bytes.length} bytes.`)
  }
  return Array.from({ length: count }, (_, index) => {
    const at = offset + index * PAIR_BYTES
    return [readU16(bytes, at), readU16(bytes, at + 2)] as const
  })
}

/** A row as it is stored. */
export function encodeRow(row: StoredRow): Uint8Array {
  const length = encodeLength(row.length)
  const bytes = new Uint8Array(length.length + row.length * PAIR_BYTES)
  bytes.set(length)
  let at = length.length
  for (const [uid, value] of row) {
    bytes[at] = uid & 0xff
    bytes[at + 1] = uid >> 8
    bytes[at + 2] = value & 0xff
    bytes[at + 3] = value >> 8
    at += PAIR_BYTES
  }
  return bytes
}

/** SCALE compact: the two low bits say how many bytes follow. */
function decodeLength(bytes: Uint8Array): { readonly count: number; readonly offset: number } {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes
  switch (first & 3) {
    case 0:
      return { count: first >> 2, offset: 1 }
    case 1:
      return { count: (first | (second << 8)) >> 2, offset: 2 }
    case 2:
      return { count: (first | (second << 8) | (third << 16) | (fourth << 24)) >>> 2, offset: 4 }
    default:
      throw new RangeError('A row is longer than 2^30 pairs.')
  }
}

function encodeLength(count: number): readonly number[] {
  const word = count * 4
  if (count < 1 << 6) return [word]
  const low = [(word & 0xff) | (count < 1 << 14 ? 1 : 2), (word >> 8) & 0xff]
  return count < 1 << 14 ? low : [...low, (word >> 16) & 0xff, word >>> 24]
}

const readU16 = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)
