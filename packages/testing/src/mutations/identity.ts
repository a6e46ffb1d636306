import type { Rules } from './intercept.ts'
import type { Json, JsonObject, Request } from './message.ts'
import { flipBit } from './headers.ts'
import { eventNameOf, rewriteBoth, rewriteResults, withField } from './rewrite.ts'

/** Tells a spec version that is one too high. */
export function raiseSpecVersion(): Rules {
  const raise = (version: Json): Json =>
    withField(version, 'specVersion', (number) => Number(number) + 1)
  return rewriteBoth(
    (result, { method }) => (VERSION_METHODS.has(method) ? raise(result) : result),
    (result, { method }) => {
      if (method === 'state_runtimeVersion') return raise(result)
      if (eventNameOf(result) !== 'initialized') return result
      return withField(result, 'finalizedBlockRuntime', (runtime) =>
        withField(runtime, 'spec', raise),
      )
    },
  )
}

/** Tells a genesis hash with one bit turned. */
export function turnGenesisHash(): Rules {
  return rewriteResults((result, request) =>
    typeof result === 'string' && asksForGenesis(request) ? flipBit(result, 31) : result,
  )
}

/** Puts the text of an error's `data` into an object. */
export function wrapErrorData(): Rules {
  return {
    response(response) {
      const { error } = response
      if (typeof error?.data !== 'string') return [response]
      const data: JsonObject = { reason: error.data }
      return [{ ...response, error: { ...error, data } }]
    },
  }
}

const VERSION_METHODS: ReadonlySet<string> = new Set([
  'state_getRuntimeVersion',
  'chain_getRuntimeVersion',
])

function asksForGenesis({ method, params }: Request): boolean {
  if (method === 'chainSpec_v1_genesisHash' || method === 'archive_v1_genesisHash') return true
  if (method !== 'chain_getBlockHash') return false
  return params.length > 0 && params[0] !== null && Number(params[0]) === 0
}
