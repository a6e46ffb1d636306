const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The bytes of a base64 text without line breaks; deterministic rooms have no `atob`. */
export function decodeBase64(text: string): Uint8Array {
  const digits = text.replace(/=+$/, '')
  const bytes = new Uint8Array((digits.length * 3) >> 2)
  let bits = 0
  let at = 0
  for (let index = 0; index < digits.length; index++) {
    bits = ((bits << 6) | ALPHABET.indexOf(digits.charAt(index))) & 0xffff
    // Four digits are three bytes: each digit but the first of four completes one.
    const spare = 6 - ((index & 3) << 1)
    if ((index & 3) > 0) bytes[at++] = bits >> spare
  }
  return bytes
}
