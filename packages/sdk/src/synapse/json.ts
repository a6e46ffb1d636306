import { isUtf8 } from 'node:buffer'
import { SynapseError } from './errors.ts'

/** Deepest nesting of a body; the protocol's own messages need three. */
const MAX_DEPTH = 64

/** An object of JSON as text and as values. */
export interface JsonObject {
  readonly text: string
  readonly fields: Readonly<Record<string, unknown>>
}

/**
 * Reads a body.
 *
 * @throws SynapseError `InvalidBody` for anything but one JSON object in UTF-8, and where it nests
 *   deeper than 64
 */
export function parseJsonObject(body: Uint8Array): JsonObject {
  if (!isUtf8(body)) throw new SynapseError('InvalidBody', 'the body is not UTF-8')
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8')
  ensureShallow(text)
  const value = parse(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SynapseError('InvalidBody', 'the body is not a JSON object')
  }
  return { text, fields: value as Record<string, unknown> }
}

/** The named fields alone, so that no other key of a stranger gets anywhere. */
export function pick(
  fields: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Record<string, unknown> {
  const picked: Record<string, unknown> = {}
  for (const name of names) if (Object.hasOwn(fields, name)) picked[name] = fields[name]
  return picked
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new SynapseError('InvalidBody', 'the body is not JSON')
  }
}

/** Before anything is built: millions of brackets would cost hundreds of megabytes. */
function ensureShallow(text: string): void {
  let depth = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 0x22) {
      at = endOfString(text, at)
    } else if (code === 0x7b || code === 0x5b) {
      depth += 1
      if (depth > MAX_DEPTH) {
        throw new SynapseError('InvalidBody', `the body nests deeper than ${MAX_DEPTH}`)
      }
    } else if (code === 0x7d || code === 0x5d) {
      depth -= 1
    }
  }
}

/** Index of the quote that ends the string that begins at `start`; the last index where none does. */
export function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let slash = at - 1
    while (text.charCodeAt(slash) === 0x5c) slash -= 1
    // An even number of backslashes escapes itself and not the quote.
    if ((at - slash) % 2 === 1) return at
  }
  return text.length
}
