const INITIAL_CAPACITY = 128

/** A growing byte buffer that SCALE types write into. */
export class Writer {
  #bytes = new Uint8Array(INITIAL_CAPACITY)
  #view = new DataView(this.#bytes.buffer)
  #length = 0

  get length(): number {
    return this.#length
  }

  u8(value: number): void {
    this.#view.setUint8(this.#grow(1), value)
  }

  u16(value: number): void {
    this.#view.setUint16(this.#grow(2), value, true)
  }

  u32(value: number): void {
    this.#view.setUint32(this.#grow(4), value, true)
  }

  u64(value: bigint): void {
    this.#view.setBigUint64(this.#grow(8), value, true)
  }

  bytes(value: Uint8Array): void {
    this.#bytes.set(value, this.#grow(value.length))
  }

  /** A copy of what was written. */
  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length)
  }

  #grow(by: number): number {
    const start = this.#length
    const needed = start + by
    if (needed > this.#bytes.length) {
      let capacity = this.#bytes.length
      while (capacity < needed) capacity *= 2
      const bytes = new Uint8Array(capacity)
      bytes.set(this.#bytes)
      this.#bytes = bytes
      this.#view = new DataView(bytes.buffer)
    }
    this.#length = needed
    return start
  }
}
