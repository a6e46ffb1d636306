import { Agent } from 'undici'
import { compatibleFields, strictFields } from '../synapse/body-hash.ts'
import type { HashedFields } from '../synapse/body-hash.ts'
import { createTextVerifier } from '../synapse/signature.ts'
import type { TextVerifier } from '../synapse/signature.ts'
import type { SynapseShape } from '../synapse/synapse-spec.ts'
import { createLanes } from './lanes.ts'
import type { Lanes } from './lanes.ts'
import { createNonces, wallNanoseconds } from './nonces.ts'
import type { Dendrite, DendriteModules, DendriteOptions } from './options.ts'
import { queryMany } from './query-many.ts'
import { query } from './query.ts'
import { stream } from './stream.ts'

/** What queries are sent with. */
export interface DendriteContext {
  readonly options: DendriteOptions &
    Required<Pick<DendriteOptions, 'responseBytes' | 'responseSignature'>>
  readonly agent: Agent
  readonly lanes: Lanes
  readonly texts: TextVerifier
  nextNonce(): bigint
  hashedFields(synapse: SynapseShape): HashedFields
}

const MIB = 1_048_576
/** Limits of undici that the total time limit of each query stands above. */
const AGENT_OPTIONS = {
  connections: 8,
  pipelining: 1,
  // Below the five seconds of Python's server, which does not announce them.
  keepAliveTimeout: 4_000,
  keepAliveMaxTimeout: 60_000,
  headersTimeout: 0,
  bodyTimeout: 0,
  maxHeaderSize: 32_768,
}

/** Connections open on demand and stay for the next query; `close` ends them. */
export function createDendrite(options: DendriteOptions, modules: DendriteModules): Dendrite {
  const context: DendriteContext = {
    options: { responseBytes: 8 * MIB, responseSignature: 'ask', ...options },
    agent: new Agent({
      ...AGENT_OPTIONS,
      connections: options.connectionsPerAxon ?? AGENT_OPTIONS.connections,
      connect: { timeout: options.connectMs ?? 3_000 },
    }),
    lanes: createLanes(),
    texts: createTextVerifier(modules.signatures),
    nextNonce: createNonces(modules.now ?? wallNanoseconds),
    hashedFields: createHashedFields(options.strict ?? true),
  }
  return {
    query: (target, synapse, request, limits = {}) =>
      query({ target, synapse, request, limits }, context),
    queryMany: (queries, synapse, limits = {}) => queryMany({ queries, synapse, limits }, context),
    stream: (target, synapse, request, limits = {}) =>
      stream({ target, synapse, request, limits }, context),
    close: () => context.agent.destroy(),
  }
}

/** Works the fields of a synapse out once. */
function createHashedFields(strict: boolean): DendriteContext['hashedFields'] {
  const known = new WeakMap<object, HashedFields>()
  return (synapse) => {
    const found = known.get(synapse)
    if (found !== undefined) return found
    const fields = strict ? strictFields(synapse) : compatibleFields(synapse)
    known.set(synapse, fields)
    return fields
  }
}
