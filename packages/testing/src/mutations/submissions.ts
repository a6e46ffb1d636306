import type { Rules } from './intercept.ts'
import type { Json } from './message.ts'
import { rewriteCalls } from './runtime-calls.ts'

/** Refuses what has a valid mortal era, as if its birth block were unknown. */
export function refuseMortal(): Rules {
  const outcomes = rewriteCalls((name, output) =>
    name === 'TaggedTransactionQueue_validate_transaction' ? ANCIENT_BIRTH_BLOCK : output,
  )
  return {
    request(request) {
      const bytes = request.params[0]
      if (!SUBMISSIONS.has(request.method) || !isMortal(bytes)) return { request }
      const { id } = request
      if (request.method.startsWith('transaction_v1')) {
        return { response: { jsonrpc: '2.0', id, result: `lost-${String(id)}` } }
      }
      return { response: { jsonrpc: '2.0', id, error: REFUSED } }
    },
    response: (response, request) => outcomes.response?.(response, request) ?? [response],
    notification: (message, cause) => outcomes.notification?.(message, cause) ?? [message],
  }
}

const SUBMISSIONS: ReadonlySet<string> = new Set([
  'author_submitExtrinsic',
  'author_submitAndWatchExtrinsic',
  'transaction_v1_broadcast',
])

const REFUSED = {
  code: 1010,
  message: 'Invalid Transaction',
  data: 'Transaction has an ancient birth block',
}

/** `Err(Invalid(AncientBirthBlock))`. */
const ANCIENT_BIRTH_BLOCK = '0x010005'

/** True for a signed extrinsic whose era, after address and signature, is not the single 0. */
function isMortal(bytes: Json | undefined): boolean {
  if (typeof bytes !== 'string') return false
  const prefix = [1, 2, 4, 4][Number.parseInt(bytes.slice(2, 4), 16) & 3] ?? 1
  const era = 2 + 2 * (prefix + 1 + 33 + 65)
  return bytes.slice(2 + 2 * prefix, 4 + 2 * prefix) === '84' && bytes.slice(era, era + 2) !== '00'
}
