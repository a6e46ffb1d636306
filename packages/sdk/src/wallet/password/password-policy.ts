import { passwordBytes } from './password-bytes.ts'
import type { Password } from './password-bytes.ts'

/** Whether a password may protect a key, and if not, why. */
export type PasswordVerdict =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: string }

const MIN_CHARACTERS = 8
const MAX_BYTES = 1024
const MIN_BITS = 50
/** What lists of leaked passwords start with; digits and case around them are no help. */
const COMMON = /^(password|passwort|qwerty|qwertz|letmein|welcome|iloveyou|admin|bittensor|plexus)$/

const CLASSES: readonly (readonly [RegExp, number])[] = [
  [/[a-z]/, 26],
  [/[A-Z]/, 26],
  [/[0-9]/, 10],
  [/[ -/:-@[-`{-~]/, 33],
  [/[^ -~]/, 100],
]

/**
 * Judges a password for writing a keyfile; reading takes any. At least 8 characters, and an
 * estimate of 50 bits in which repeated and consecutive characters count nothing. The official
 * wallet asks for less: 6 characters and a score of its own.
 */
export function judgePassword(password: Password): PasswordVerdict {
  const bytes = passwordBytes(password)
  const text = new TextDecoder().decode(bytes)
  const size = bytes.length
  bytes.fill(0)
  if (Array.from(text).length < MIN_CHARACTERS)
    return refuse(`fewer than ${MIN_CHARACTERS} characters`)
  if (size > MAX_BYTES) return refuse(`more than ${MAX_BYTES} bytes`)
  if (COMMON.test(text.toLowerCase().replace(/[^a-z]/g, ''))) return refuse('a common word')
  return estimateBits(text) < MIN_BITS ? refuse('easy to guess') : { ok: true }
}

/** Surprising characters times the bits of the classes that they come from. */
function estimateBits(text: string): number {
  const pool = CLASSES.reduce((sum, [pattern, size]) => sum + (pattern.test(text) ? size : 0), 0)
  const points = Array.from(text).map((character) => character.codePointAt(0) ?? 0)
  const seen = new Set<number>()
  let surprising = 0
  for (const [at, point] of points.entries()) {
    const step = point - (points[at - 1] ?? Infinity)
    if (Math.abs(step) > 1 && !seen.has(point)) surprising += 1
    seen.add(point)
  }
  return surprising * Math.log2(pool)
}

function refuse(reason: string): PasswordVerdict {
  return { ok: false, reason }
}
