import type { Rules } from './intercept.ts'
import type { Json, Request } from './message.ts'
import { eventNameOf, rewriteBoth, withField } from './rewrite.ts'

/** Rewrites the output of a runtime API, hex to hex. */
export type RewriteOutput = (name: string, output: string) => string

/** Rewrites outputs of runtime APIs wherever the node tells them. */
export function rewriteCalls(rewrite: RewriteOutput): Rules {
  return rewriteBoth(
    (result, request) => {
      const name = nameOf(request)
      if (name === undefined) return result
      if (request.method !== 'archive_v1_call') return output(rewrite, name, result)
      return withField(result, 'value', (value) => output(rewrite, name, value))
    },
    (result, _, cause) => {
      const name = cause === undefined ? undefined : nameOf(cause)
      if (name === undefined || eventNameOf(result) !== 'operationCallDone') return result
      return withField(result, 'output', (value) => output(rewrite, name, value))
    },
  )
}

/** The runtime API that a request calls. */
export function nameOf({ method, params }: Request): string | undefined {
  const at = POSITION.get(method)
  const name = at === undefined ? undefined : params[at]
  return typeof name === 'string' ? name : undefined
}

/** Where each method has the name of the function. */
const POSITION: ReadonlyMap<string, number> = new Map([
  ['state_call', 0],
  ['state_callAt', 0],
  ['archive_v1_call', 1],
  ['chainHead_v1_call', 2],
])

function output(rewrite: RewriteOutput, name: string, value: Json): Json {
  return typeof value === 'string' && value.startsWith('0x') ? rewrite(name, value) : value
}
