import type { Rules } from './intercept.ts'
import type { Json, Request } from './message.ts'
import { rewriteBoth, withField } from './rewrite.ts'

/** A hash in a header that mutations turn. */
export type HeaderField = 'parentHash' | 'stateRoot'

/** Turns one bit of a hash in every header that the node tells. */
export function rewriteHeaders(field: HeaderField): Rules {
  const json = (header: Json): Json =>
    withField(header, field, (hash) => (typeof hash === 'string' ? flipBit(hash, 0) : hash))
  const scale = (header: Json): Json =>
    typeof header === 'string' ? flipBit(header, offsetOf(field, header)) : header
  return rewriteBoth(
    (result, { method }: Request) => {
      if (method === 'chain_getHeader') return json(result)
      if (method === 'chain_getBlock') {
        return withField(result, 'block', (block) => withField(block, 'header', json))
      }
      return method === 'chainHead_v1_header' || method === 'archive_v1_header'
        ? scale(result)
        : result
    },
    (result, { method }) => (HEADS.has(method) ? json(result) : result),
  )
}

/** The same hex with one bit of the byte at `offset` turned. */
export function flipBit(hex: string, offset: number): string {
  const at = 2 + 2 * offset + 1
  const nibble = Number.parseInt(hex[at] ?? '0', 16) ^ 1
  return hex.slice(0, at) + nibble.toString(16) + hex.slice(at + 1)
}

const HEADS: ReadonlySet<string> = new Set([
  'chain_newHead',
  'chain_finalizedHead',
  'chain_allHead',
])

/** A header begins with the parent hash, the compact number and the state root. */
function offsetOf(field: HeaderField, header: string): number {
  if (field === 'parentHash') return 0
  const mode = Number.parseInt(header.slice(2 + 64, 2 + 66), 16) & 3
  return 32 + ([1, 2, 4][mode] ?? 5)
}
