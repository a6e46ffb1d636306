/**
 * A nibble path from the root as a string with one char per nibble (U+0000 to U+000F). A node's
 * path is where its parent points at: it leaves out the node's own partial key, so the root is
 * always at `''` and no path moves when a neighbour splits or merges.
 */
export type NodePath = string

const decoder = new TextDecoder()

/** The path of a byte string with one char per byte (U+0000 to U+00FF): high nibble first. */
export function keyToPath(key: string): NodePath {
  const nibbles = new Uint8Array(key.length << 1)
  for (let at = 0; at < key.length; at += 1) {
    const byte = key.charCodeAt(at)
    nibbles[at << 1] = (byte >>> 4) & 15
    nibbles[(at << 1) | 1] = byte & 15
  }
  return nibblesToPath(nibbles)
}

/**
 * The path made of `nibbles`, each below 16. PERF: nibbles are ASCII, of which a decoder makes a
 * string in half the time of `fromCharCode`.
 */
export function nibblesToPath(nibbles: Uint8Array): NodePath {
  return decoder.decode(nibbles)
}

/**
 * A path as bytes for a database key: two nibbles a byte, high first, then one byte that is 1 when
 * the last nibble stands alone (its low half is 0) and else 0. No two paths share a form, and the
 * paths under one path lie next to each other.
 */
export function packPath(path: NodePath): Uint8Array {
  const odd = path.length & 1
  const whole = path.length >>> 1
  const packed = new Uint8Array(whole + odd + 1)
  for (let at = 0; at < whole; at += 1) {
    packed[at] = (path.charCodeAt(at << 1) << 4) | path.charCodeAt((at << 1) | 1)
  }
  if (odd === 1) packed[whole] = path.charCodeAt(path.length - 1) << 4
  packed[whole + odd] = odd
  return packed
}

/** The path that {@link packPath} packed; the bytes must come from there. */
export function unpackPath(packed: Uint8Array): NodePath {
  const odd = (packed[packed.length - 1] ?? 0) & 1
  const nibbles = new Uint8Array(((packed.length - 1) << 1) - odd)
  for (let at = 0; at < nibbles.length; at += 1) {
    const byte = packed[at >>> 1] ?? 0
    nibbles[at] = (at & 1) === 0 ? byte >>> 4 : byte & 15
  }
  return nibblesToPath(nibbles)
}
