import { createAttempt } from './attempt.ts'
import type { Asked, Sent } from './attempt.ts'
import type { DendriteContext } from './create-dendrite.ts'
import { refusedBy } from './failures.ts'
import type { QueryAnswer, QueryResult } from './options.ts'
import { checkSignature, evidenceOf, readAnswer } from './read-answer.ts'
import { MAX_REFUSAL_BYTES, readResponse, single } from './read-response.ts'

const SIGNATURE_HEADER = 'bt_header_axon_response_signature'

/** Asks one axon; never rejects for what it may do. */
export async function query<Request, Response>(
  asked: Asked<Request, Response>,
  context: DendriteContext,
): Promise<QueryResult<Response>> {
  const attempt = createAttempt(asked, context)
  try {
    return await read(await attempt.send(), asked, context)
  } catch (error) {
    return attempt.fail(error)
  } finally {
    attempt.end()
  }
}

async function read<Request, Response>(
  { request, response, sentMs }: Sent,
  { target, synapse, limits }: Asked<Request, Response>,
  { options, texts }: DendriteContext,
): Promise<QueryAnswer<Response>> {
  if (response.statusCode !== 200) {
    throw refusedBy(response.statusCode, await readResponse(response, MAX_REFUSAL_BYTES))
  }
  const body = await readResponse(response, limits.responseBytes ?? options.responseBytes)
  const latencyMs = performance.now() - sentMs
  const signature = checkSignature(
    single(response, SIGNATURE_HEADER),
    { target, request, body },
    { texts, mode: options.responseSignature },
  )
  const answer = readAnswer(body, synapse)
  return { ok: true, response: answer, latencyMs, evidence: evidenceOf(request, body), signature }
}
