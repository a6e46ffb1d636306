const DIGITS = '0123456789abcdef'
const BYTE_HEX: readonly string[] = Array.from(
  { length: 256 },
  (_, byte) => DIGITS.charAt(byte >> 4) + DIGITS.charAt(byte & 15),
)

/** Bytes that were expected in hexadecimal were not. */
export class HexError extends Error {
  readonly code = 'InvalidHex'

  constructor(message: string) {
    super(message)
    this.name = 'HexError'
  }
}

/** Lower-case hexadecimal with the prefix `0x`. */
export function bytesToHex(bytes: Uint8Array): string {
  let hex = '0x'
  for (const byte of bytes) hex += BYTE_HEX[byte] as string
  return hex
}

/**
 * The bytes of a hexadecimal text, with or without `0x`, in either case.
 *
 * @throws HexError on an odd number of digits or another character.
 */
export function hexToBytes(hex: string): Uint8Array {
  const start = hex.startsWith('0x') ? 2 : 0
  const digits = hex.length - start
  if (digits % 2 !== 0) throw new HexError('hexadecimal text has an odd number of digits')
  const bytes = new Uint8Array(digits >> 1)
  for (let at = 0; at < bytes.length; at += 1) {
    const high = digitValue(hex.charCodeAt(start + 2 * at))
    const low = digitValue(hex.charCodeAt(start + 2 * at + 1))
    if (high < 0 || low < 0) throw new HexError('hexadecimal text has a foreign character')
    bytes[at] = (high << 4) | low
  }
  return bytes
}

function digitValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 48
  const lower = code | 32
  return lower >= 97 && lower <= 102 ? lower - 87 : -1
}
