import { bytesToHex, decodeSs58 } from '@plexus/primitives'
import type { Rules } from './intercept.ts'
import { readLittleEndian } from './numbers.ts'

/** Answers the next index of an account with its nonce on chain, without the pool. */
export function forgetPool(): Rules {
  const asked = new Set<string | number>()
  return {
    request(request) {
      const address = request.params[0]
      if (!METHODS.has(request.method) || typeof address !== 'string') return { request }
      asked.add(request.id)
      const account = bytesToHex(decodeSs58(address).account)
      return {
        request: { ...request, method: 'state_call', params: [NONCE_CALL, account] },
      }
    },
    response(response, { id }) {
      const { result } = response
      if (!asked.delete(id) || typeof result !== 'string') return [response]
      return [{ ...response, result: Number(readLittleEndian(result.slice(2))) }]
    },
  }
}

const METHODS: ReadonlySet<string> = new Set(['system_accountNextIndex', 'account_nextIndex'])

const NONCE_CALL = 'AccountNonceApi_account_nonce'
