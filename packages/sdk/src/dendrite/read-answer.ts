import { createHash } from 'node:crypto'
import { SynapseError } from '../synapse/errors.ts'
import { parseJsonObject, pick } from '../synapse/json.ts'
import { responseText } from '../synapse/messages.ts'
import type { TextVerifier } from '../synapse/signature.ts'
import type { SynapseSpec } from '../synapse/synapse-spec.ts'
import { unreadable } from './failures.ts'
import type { Target } from './options.ts'
import type { PreparedRequest } from './prepare-request.ts'

/**
 * The response of the synapse.
 *
 * @throws QueryError 422 for anything else
 */
export function readAnswer<Response>(
  body: Uint8Array,
  synapse: Pick<SynapseSpec<unknown, Response>, 'responseFields' | 'parseResponse'>,
): Response {
  try {
    return synapse.parseResponse(pick(parseJsonObject(body).fields, synapse.responseFields))
  } catch (error) {
    // A parser that stumbles over what a stranger sent has found that it is no answer.
    throw unreadable(error instanceof SynapseError ? error.message : 'a field cannot be read')
  }
}

/**
 * Checks the axon's signature over request and answer.
 *
 * @returns the signature, or undefined where there is none
 * @throws QueryError 422 for a wrong one, and for none where it is required
 */
export function checkSignature(
  signature: string | undefined,
  exchange: { readonly target: Target; readonly request: PreparedRequest; readonly body: Buffer },
  check: {
    readonly texts: TextVerifier
    readonly mode: 'off' | 'ask' | 'require'
  },
): string | undefined {
  if (check.mode === 'off') return undefined
  if (signature === undefined) {
    if (check.mode === 'require') throw unreadable('the axon did not sign it')
    return undefined
  }
  const text = responseText(exchange.request.text, exchange.body)
  if (check.texts.verify(text, signature, exchange.target.hotkey)) return signature
  throw unreadable('the signature of the axon does not fit')
}

/** SHA-256 of the raw exchange; hex. */
export function evidenceOf(request: PreparedRequest, body: Uint8Array): string {
  const hash = createHash('sha256')
  // Lengths first, so that no byte can move from one part to the next.
  for (const part of [Buffer.from(request.text), request.body, body]) {
    hash.update(`${part.length}\n`).update(part)
  }
  return hash.digest('hex')
}
