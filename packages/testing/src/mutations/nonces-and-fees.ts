import type { Rules } from './intercept.ts'
import type { Json } from './message.ts'
import { addAtEnd } from './numbers.ts'
import { withField, withResult } from './rewrite.ts'
import { rewriteCalls } from './runtime-calls.ts'

/** Tells every nonce one too low, once there is one. */
export function lowerNonces(): Rules {
  return rewriteCallsAnd(
    (name, output) => (name === 'AccountNonceApi_account_nonce' ? addAtEnd(output, 4, -1) : output),
    (method, result) =>
      method.endsWith('ccountNextIndex') || method === 'account_nextIndex'
        ? Math.max(0, Number(result) - 1)
        : result,
  )
}

/** Tells every estimated fee one rao too high. */
export function raiseEstimates(): Rules {
  return rewriteCallsAnd(
    (name, output) =>
      name === 'TransactionPaymentApi_query_info' ? addAtEnd(output, 8, 1) : output,
    (method, result) =>
      method === 'payment_queryInfo'
        ? withField(result, 'partialFee', (fee) =>
            typeof fee === 'string' ? String(BigInt(fee) + 1n) : fee,
          )
        : result,
  )
}

function rewriteCallsAnd(
  output: (name: string, output: string) => string,
  plain: (method: string, result: Json) => Json,
): Rules {
  const calls = rewriteCalls(output)
  return {
    ...calls,
    response: (response, request) =>
      calls.response?.(
        withResult(response, (result) => plain(request.method, result)),
        request,
      ) ?? [response],
  }
}
