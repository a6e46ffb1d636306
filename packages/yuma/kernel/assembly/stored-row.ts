/** Reads stored rows: a compact length before little-endian pairs of u16. */

/** Address of the first pair of the row read last. */
export let pairs: usize = 0
/** Pairs of the row read last. */
export let pairCount: i32 = 0

/** Reads the length of a row; false when the bytes are not exactly one row. No bytes: no row. */
export function openRow(begin: usize, end: usize): bool {
  pairs = end
  pairCount = 0
  if (begin == end) return true
  const mode = load<u8>(begin) & 3
  const lengthBytes: usize = mode == 0 ? 1 : mode == 1 ? 2 : 4
  if (mode == 3 || end - begin < lengthBytes) return false
  let word: u32 = load<u8>(begin)
  if (mode == 1) word = load<u16>(begin)
  else if (mode == 2) word = load<u32>(begin)
  const count = word >> 2
  pairs = begin + lengthBytes
  pairCount = <i32>count
  return <u64>(end - pairs) == (<u64>count) << 2
}

export function pairUid(index: i32): i32 {
  return load<u16>(pairs + ((<usize>index) << 2))
}

export function pairValue(index: i32): i32 {
  return load<u16>(pairs + ((<usize>index) << 2), 2)
}

/** Whether each of `rows` rows is one. */
export function areRows(bytes: usize, offsets: usize, rows: i32): bool {
  for (let row = 0; row < rows; row++) {
    const at = offsets + ((<usize>row) << 2)
    if (!openRow(bytes + load<u32>(at), bytes + load<u32>(at, 4))) return false
  }
  return true
}

/** Writes the length of a row and answers where its pairs go. */
export function writeLength(at: usize, count: i32): usize {
  const word = (<u32>count) << 2
  if (count < 1 << 6) {
    store<u8>(at, <u8>word)
    return at + 1
  }
  if (count < 1 << 14) {
    store<u16>(at, <u16>(word | 1))
    return at + 2
  }
  store<u32>(at, word | 2)
  return at + 4
}
