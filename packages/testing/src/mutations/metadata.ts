import type { Rules } from './intercept.ts'
import { rewriteCalls } from './runtime-calls.ts'
import type { Request } from './message.ts'

/** `Account`, Default, a map with one hasher, Blake2_128Concat: as entries of storage begin. */
const ACCOUNT = `1c${hexOf('Account')}01010402`

/** Rewrites the entry `System.Account` of the metadata, wherever the node tells it. */
export function rewriteAccountEntry(rewrite: (rest: string) => string, modifier = '01'): Rules {
  const blob = (hex: string): string => {
    const at = hex.indexOf(ACCOUNT)
    if (at < 0) return hex
    const end = at + ACCOUNT.length
    const head = `${hex.slice(0, at)}1c${hexOf('Account')}${modifier}010402`
    return head + rewrite(hex.slice(end))
  }
  const calls = rewriteCalls((name, output) =>
    name.startsWith('Metadata_metadata') && name !== 'Metadata_metadata_versions'
      ? rewriteOpaque(output, name.endsWith('at_version'), blob)
      : output,
  )
  return {
    ...calls,
    response: (response, request) =>
      isPlain(request) && typeof response.result === 'string'
        ? [{ ...response, result: `0x${blob(response.result.slice(2))}` }]
        : (calls.response?.(response, request) ?? [response]),
  }
}

/** The same bytes with the second compact number one higher: the value after the key. */
export function nextValueType(rest: string): string {
  const [, keyLength] = readCompact(rest)
  const [value, valueLength] = readCompact(rest.slice(keyLength))
  const after = rest.slice(keyLength + valueLength)
  return rest.slice(0, keyLength) + writeCompact(value + 1) + after
}

function isPlain({ method }: Request): boolean {
  return method === 'state_getMetadata'
}

/** `Option<Vec<u8>>` or `Vec<u8>` in hex, with the inner bytes rewritten. */
function rewriteOpaque(hex: string, optional: boolean, rewrite: (blob: string) => string): string {
  const body = hex.slice(optional ? 4 : 2)
  if (body === '') return hex
  const [, length] = readCompact(body)
  const blob = rewrite(body.slice(length))
  return hex.slice(0, optional ? 4 : 2) + writeCompact(blob.length >> 1) + blob
}

/** The compact number at the start of hex digits, and how many digits it takes. */
function readCompact(hex: string): readonly [value: number, digits: number] {
  const mode = Number.parseInt(hex.slice(0, 2), 16) & 3
  const digits = [2, 4][mode] ?? 8
  const bytes = hex.slice(0, digits).match(/../g) ?? []
  const word = Number.parseInt(bytes.toReversed().join(''), 16)
  return [Math.floor(word / 4), digits]
}

function writeCompact(value: number): string {
  const mode = value < 64 ? 0 : value < 16_384 ? 1 : 2
  const word = (value * 4 + mode).toString(16).padStart([2, 4][mode] ?? 8, '0')
  return (word.match(/../g) ?? []).toReversed().join('')
}

function hexOf(text: string): string {
  return Buffer.from(text).toString('hex')
}
