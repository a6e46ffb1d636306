/**
 * The kernel's memory is laid out anew for each epoch, from the same place on, and only ever grows:
 * an epoch that is no larger than one before it allocates nothing.
 */

let top: usize = 0

/** Begins a layout. */
export function beginLayout(): void {
  top = (__heap_base + 15) & ~15
}

/** Reserves bytes, aligned to 16. */
export function take(bytes: usize): usize {
  const at = top
  top = (at + bytes + 15) & ~15
  return at
}

/** Grows the memory to the layout; traps when the machine has no more. */
export function endLayout(): void {
  const pages = <i32>((top + 0xffff) >>> 16)
  const missing = pages - memory.size()
  if (missing > 0 && memory.grow(missing) < 0) unreachable()
}

/** An element of a vector of 64-bit numbers. */
export function get(vector: usize, index: i32): i64 {
  return load<i64>(vector + ((<usize>index) << 3))
}

export function set(vector: usize, index: i32, value: i64): void {
  store<i64>(vector + ((<usize>index) << 3), value)
}

/** An element of a vector of u32. */
export function get32(vector: usize, index: i32): i32 {
  return load<i32>(vector + ((<usize>index) << 2))
}

export function set32(vector: usize, index: i32, value: i32): void {
  store<i32>(vector + ((<usize>index) << 2), value)
}

/** An element of a vector of u16. */
export function get16(vector: usize, index: i32): i32 {
  return load<u16>(vector + ((<usize>index) << 1))
}

export function set16(vector: usize, index: i32, value: i32): void {
  store<u16>(vector + ((<usize>index) << 1), <u16>value)
}

/** An element of a vector of flags. */
export function get8(vector: usize, index: i32): i32 {
  return load<u8>(vector + <usize>index)
}

export function set8(vector: usize, index: i32, value: i32): void {
  store<u8>(vector + <usize>index, <u8>value)
}
