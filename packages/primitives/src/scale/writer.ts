/** PERF: engines keep arrays of up to 64 bytes in their own heap; longer ones cost ten times more. */
const INITIAL_CAPACITY = 64
/** PERF: each growth is an allocation and a copy; most values are short or some kilobytes long. */
const GROWTH = 8
const LOW_WORD = 0xffff_ffffn

/** A growing byte buffer that SCALE types write into. */
export class Writer {
  #bytes = new Uint8Array(INITIAL_CAPACITY)
  #length = 0

  get length(): number {
    return this.#length
  }

  u8(value: number): void {
    const at = this.#grow(1)
    this.#bytes[at] = value
  }

  u16(value: number): void {
    const at = this.#grow(2)
    const bytes = this.#bytes
    bytes[at] = value
    bytes[at + 1] = value >>> 8
  }

  u32(value: number): void {
    const at = this.#grow(4)
    const bytes = this.#bytes
    bytes[at] = value
    bytes[at + 1] = value >>> 8
    bytes[at + 2] = value >>> 16
    bytes[at + 3] = value >>> 24
  }

  /** The low 64 bits of `value`, in two's complement where it is negative. */
  u64(value: bigint): void {
    this.u32(Number(value & LOW_WORD))
    this.u32(Number((value >> 32n) & LOW_WORD))
  }

  bytes(value: Uint8Array): void {
    const at = this.#grow(value.length)
    this.#bytes.set(value, at)
  }

  /** A copy of what was written. */
  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length)
  }

  /** Makes room and gives its start. It may replace the buffer: call it before using that. */
  #grow(by: number): number {
    const start = this.#length
    const needed = start + by
    if (needed > this.#bytes.length) {
      let capacity = this.#bytes.length
      while (capacity < needed) capacity *= GROWTH
      const bytes = new Uint8Array(capacity)
      bytes.set(this.#bytes)
      this.#bytes = bytes
    }
    this.#length = needed
    return start
  }
}
