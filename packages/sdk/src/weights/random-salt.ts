/** As many words as the Python client takes; 128 bits. */
const WORDS = 8

/** A fresh salt for `weightsCommitHash`: eight random u16 words. Keep it until the reveal. */
export function randomSalt(): number[] {
  return [...crypto.getRandomValues(new Uint16Array(WORDS))]
}
