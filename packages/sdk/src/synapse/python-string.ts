/** Printable ASCII without the quote and the backslash: most strings are nothing else. */
const PLAIN = /^[\x20-\x26\x28-\x5b\x5d-\x7e]*$/
/** What `str.isprintable` is false for, apart from the space: categories "other" and "separator". */
const SPECIAL = /[\\\p{C}\p{Z}]/gu

/**
 * `repr` of a Python `str`. Which of the newest characters are assigned depends on the Unicode
 * version of both sides, as between two versions of Python.
 */
export function pythonString(text: string): string {
  if (PLAIN.test(text)) return `'${text}'`
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = text.replace(SPECIAL, escape)
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote
}

const SHORT = new Map([
  [' ', ' '],
  ['\\', '\\\\'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\r', '\\r'],
])

function escape(character: string): string {
  const short = SHORT.get(character)
  if (short !== undefined) return short
  const code = character.codePointAt(0) ?? 0
  const hex = code.toString(16)
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}
