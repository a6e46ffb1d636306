import type { TextVerifier } from '../synapse/signature.ts'
import { requestText } from '../synapse/messages.ts'
import type { SynapseHeaders } from '../synapse/headers.ts'
import { FRESH_NONCE_VERSION } from '../synapse/version.ts'
import type { ReplayTable } from './replay-table.ts'

/** How old a first request may be beside the time its sender waits (spec: 80-axon-dendrite §1.6). */
const ALLOWED_DELTA_MS = 4_000
const NANOSECONDS_PER_MS = 1_000_000n
const UUID = /^[\w-]{1,64}$/

/** What the check of a call depends on. */
export interface CallVerifier {
  readonly address: string
  readonly strict: boolean
  /** How far a nonce may lie in the future, in ms. */
  readonly futureMs: number
  readonly replays: ReplayTable
  readonly texts: TextVerifier
  now(): bigint
}

/** Why a call is not verified, or the text that its sender signed. */
export type Verification =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: string }

/**
 * Checks nonce and signature against the headers, and keeps the nonce (spec: 80-axon-dendrite
 * §1.6, `default_verify`). Unlike Python it asks for a signature always and refuses nonces from the
 * future; strict, it also asks every nonce to be fresh and not only the first of a connection.
 *
 * @param timeoutMs what the caller claims to wait, already bounded
 */
export function verifyCall(
  { dendrite, bodyHash = '' }: SynapseHeaders,
  timeoutMs: number,
  verifier: CallVerifier,
): Verification {
  const { hotkey = '', uuid = '', nonce, signature = '', version = 0 } = dendrite
  if (!verifier.texts.isAddress(hotkey)) return no('the hotkey is not an SS58 address')
  if (nonce === undefined) return no('Missing Nonce')
  if (!UUID.test(uuid)) return no('the uuid is missing or is none')
  const claim = { hotkey, uuid, nonce }
  const problem = untimely(claim, { timeoutMs, version }, verifier)
  if (problem !== undefined) return no(problem)
  if (signature === '') return no('Missing Signature')
  const text = requestText({ nonce, dendrite: hotkey, axon: verifier.address, uuid, bodyHash })
  if (!verifier.texts.verify(text, signature, hotkey)) {
    return no('the signature does not fit sender, receiver, nonce, uuid and body hash')
  }
  verifier.replays.accept(claim)
  return { ok: true, text }
}

function untimely(
  claim: { readonly hotkey: string; readonly uuid: string; readonly nonce: bigint },
  caller: { readonly timeoutMs: number; readonly version: number },
  { strict, futureMs, replays, now }: CallVerifier,
): string | undefined {
  const ageMs = Number((now() - claim.nonce) / NANOSECONDS_PER_MS)
  if (ageMs < -futureMs) {
    return `Nonce is in the future by ${seconds(-ageMs)} seconds; set the clock`
  }
  const verdict = replays.judge(claim)
  if (verdict === 'replayed') return 'Nonce is too old, a newer one was last processed'
  const mustBeFresh = strict || (verdict === 'first' && caller.version >= FRESH_NONCE_VERSION)
  const allowedMs = ALLOWED_DELTA_MS + caller.timeoutMs
  if (mustBeFresh && ageMs >= allowedMs) {
    return `Nonce is too old: acceptable delta is ${seconds(allowedMs)} seconds but request was ${seconds(ageMs)} seconds old`
  }
  return undefined
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(2)
}

function no(problem: string): Verification {
  return { ok: false, problem }
}
