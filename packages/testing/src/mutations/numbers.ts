/** A little-endian number at the end of hex, `bytes` long, changed by `delta`, never below 0. */
export function addAtEnd(hex: string, bytes: number, delta: number): string {
  const start = hex.length - 2 * bytes
  const value = readLittleEndian(hex.slice(start)) + BigInt(delta)
  return hex.slice(0, start) + writeLittleEndian(value < 0n ? 0n : value, bytes)
}

/** The number that hex digits mean, lowest byte first. */
export function readLittleEndian(digits: string): bigint {
  return BigInt(`0x${reverseBytes(digits)}`)
}

function writeLittleEndian(value: bigint, bytes: number): string {
  return reverseBytes(value.toString(16).padStart(2 * bytes, '0'))
}

function reverseBytes(digits: string): string {
  return (digits.match(/../g) ?? []).toReversed().join('')
}
