import type { Rules } from './intercept.ts'
import { itemsOf } from './message.ts'
import type { Json, Request } from './message.ts'
import { eventNameOf, rewriteBoth, withField } from './rewrite.ts'

/** Rewrites the list of extrinsics, each as hex, in every block that the node tells. */
export function rewriteBodies(rewrite: (extrinsics: readonly Json[]) => readonly Json[]): Rules {
  const list = (value: Json): Json => rewrite(itemsOf(value))
  return rewriteBoth(
    (result, { method }: Request) => {
      if (method === 'chain_getBlock') {
        return withField(result, 'block', (block) => withField(block, 'extrinsics', list))
      }
      return method === 'archive_v1_body' && result !== null ? list(result) : result
    },
    (result) =>
      eventNameOf(result) === 'operationBodyDone' ? withField(result, 'value', list) : result,
  )
}
