import type { SynapseSpec } from '../synapse/synapse-spec.ts'
import type { DendriteContext } from './create-dendrite.ts'
import type { Query, QueryOptions, QueryResult } from './options.ts'
import { query } from './query.ts'

const DEFAULT_CONCURRENCY = 64

/** Asks many axons, a bounded number at a time; the results come in the order of the queries. */
export async function queryMany<Request, Response>(
  asked: {
    readonly queries: readonly Query<Request>[]
    readonly synapse: SynapseSpec<Request, Response>
    readonly limits: QueryOptions & { readonly concurrency?: number }
  },
  context: DendriteContext,
): Promise<readonly QueryResult<Response>[]> {
  const { queries, synapse, limits } = asked
  const results: QueryResult<Response>[] = []
  const waiting = queries.entries()
  const work = async (): Promise<void> => {
    // One iterator for all workers: each takes the next query.
    for (const [at, { target, request }] of waiting) {
      results[at] = await query({ target, synapse, request, limits }, context)
    }
  }
  const workers = Math.min(queries.length, limits.concurrency ?? DEFAULT_CONCURRENCY)
  await Promise.all(Array.from({ length: workers }, work))
  return results
}
