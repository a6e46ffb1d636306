import { decodeTimelocked, encodeTimelocked, equalBytes, openTimelocked } from '@plexus/primitives'
import { TimelockError } from '../errors.ts'

const SIGNATURE_BYTES = 48
const INFINITY = 0x40

/** One sentence per reason. */
const REASONS = {
  InvalidSignature:
    'The signature of the beacon is no compressed point of G1; read the pulse again.',
  MalformedCiphertext:
    'These bytes are no timelocked ciphertext; pass the commitment as it stands on the chain.',
  WrongSignature:
    'The signature does not open this ciphertext; take that of the round it was locked for.',
} as const

/**
 * Opens what `lockUntilRound` or the Python client locked (PERF: 40 ms). It is stricter than
 * the chain, which looks at nothing that follows a ciphertext or a signature.
 *
 * @param options `signature` of the beacon over the round, in G1 compressed, 48 bytes.
 * @throws TimelockError with `InvalidSignature`, `MalformedCiphertext` or, where the signature is
 *   of another round or beacon, or the ciphertext was changed, `WrongSignature`.
 */
export function unlockWithSignature(options: {
  readonly ciphertext: Uint8Array
  readonly signature: Uint8Array
}): Uint8Array {
  const { ciphertext, signature } = options
  const parts = decodeTimelocked(ciphertext)
  const isExact = parts !== undefined && equalBytes(encodeTimelocked(parts), ciphertext)
  if (!isExact) throw failure('MalformedCiphertext')
  const isPoint = signature.length === SIGNATURE_BYTES && ((signature[0] ?? 0) & INFINITY) === 0
  if (!isPoint) throw failure('InvalidSignature')
  const opening = openTimelocked(options)
  if (!opening.ok) throw failure(opening.error)
  return opening.message
}

const failure = (code: keyof typeof REASONS): TimelockError =>
  new TimelockError(code, REASONS[code])
