/**
 * The fields of an object in JSON, each as the bytes of its value, which nobody has read yet: of a
 * description with very many balances only a few short fields are wanted by most.
 *
 * @throws SyntaxError where the bytes are no object; what is inside a value is not judged
 */
export function jsonFields(json: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const fields = new Map<string, Uint8Array>()
  let at = expect(json, blank(json, 0), OPEN_OBJECT)
  if (json[at] !== CLOSE_OBJECT) {
    for (;;) {
      const nameEnd = valueEnd(json, at)
      if (json[at] !== QUOTE) throw unexpected(at)
      const start = expect(json, blank(json, nameEnd), COLON)
      const end = valueEnd(json, start)
      if (end === start) throw unexpected(start)
      fields.set(String(readJson(json.subarray(at, nameEnd))), json.subarray(start, end))
      at = blank(json, end)
      if (json[at] !== COMMA) break
      at = blank(json, at + 1)
    }
  }
  at = expect(json, at, CLOSE_OBJECT)
  if (at < json.length) throw unexpected(at)
  return fields
}

/** What a value says; `undefined` where there is none. @throws SyntaxError */
export const readJson = (value: Uint8Array | undefined): unknown =>
  value === undefined ? undefined : JSON.parse(TEXT.decode(value))

/** Behind the value that begins here: its brackets are closed, or what is no part of it follows. */
function valueEnd(json: Uint8Array, start: number): number {
  let depth = 0
  for (let at = start; at < json.length; at += 1) {
    const byte = json[at]
    if (byte === QUOTE) {
      at = stringEnd(json, at)
      if (depth === 0) return at + 1
    } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      depth += 1
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      if (depth === 0) return at
      depth -= 1
      if (depth === 0) return at + 1
    } else if (depth === 0 && (byte === COMMA || isBlank(byte))) {
      return at
    }
  }
  throw unexpected(json.length)
}

/** The quote that ends the text which begins here. */
function stringEnd(json: Uint8Array, start: number): number {
  for (let at = start + 1; at < json.length; at += 1) {
    if (json[at] === BACKSLASH) at += 1
    else if (json[at] === QUOTE) return at
  }
  throw unexpected(json.length)
}

/** Behind a byte that must be here, and the blanks after it. */
function expect(json: Uint8Array, at: number, byte: number): number {
  if (json[at] !== byte) throw unexpected(at)
  return blank(json, at + 1)
}

function blank(json: Uint8Array, start: number): number {
  let at = start
  while (isBlank(json[at])) at += 1
  return at
}

const isBlank = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

const unexpected = (at: number): SyntaxError => new SyntaxError(`no JSON object: byte ${at}`)

const TEXT = new TextDecoder()
const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const OPEN_LIST = 0x5b
const BACKSLASH = 0x5c
const CLOSE_LIST = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
