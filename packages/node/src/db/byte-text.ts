/** Bytes as a string with one character (U+0000 to U+00FF) each; it compares as they do. */
export function bytesToText(bytes: Uint8Array): string {
  const buffer = Buffer.isBuffer(bytes)
    ? bytes
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return buffer.toString('latin1')
}

/**
 * The bytes of such a string. PERF: a slice of the pool of Node, five times as fast for long keys
 * as an array of its own; so for keys in passing, not for what is kept.
 */
export function textToBytes(text: string): Uint8Array {
  return Buffer.from(text, 'latin1')
}
