import type { SynapseSpec } from '../../synapse/synapse-spec.ts'
import { InvalidFieldError } from '../../synapse/errors.ts'
import type { Fault } from '../subnet.ts'
import { answerCommitment } from './answer-commitment.ts'
import type { RevealedAnswer } from './answer-commitment.ts'

/** What a reveal turned out to be. */
export type OpenedReveal<Response> =
  | { readonly ok: true; readonly response: Response }
  | { readonly ok: false; readonly fault: Fault; readonly reason: string }

/**
 * The response behind a commitment. A reveal that does not match is `forged`; nothing else explains
 * it than a changed mind.
 */
export function openReveal<Request, Response>(options: {
  readonly synapse: SynapseSpec<Request, Response>
  readonly hotkey: string
  readonly commitment: string
  readonly revealed: RevealedAnswer
}): OpenedReveal<Response> {
  const { synapse, hotkey, commitment, revealed } = options
  if (answerCommitment(hotkey, revealed) !== commitment)
    return { ok: false, fault: 'forged', reason: 'the answer is not the one that was committed' }
  const fields = parseFields(revealed.answer)
  if (fields === undefined)
    return { ok: false, fault: 'malformed', reason: 'the answer is not a JSON object' }
  try {
    return { ok: true, response: synapse.parseResponse(fields) }
  } catch (error) {
    return { ok: false, fault: 'malformed', reason: unreadable(error) }
  }
}

/** Why a response could not be read, in words that hold none of it. */
export const unreadable = (error: unknown): string =>
  error instanceof InvalidFieldError ? error.message : 'the answer cannot be read'

function parseFields(answer: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(answer)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? { ...value } : undefined
  } catch {
    return undefined
  }
}
