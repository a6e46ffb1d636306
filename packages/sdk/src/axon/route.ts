import { compatibleFields, strictFields } from '../synapse/body-hash.ts'
import type { HashedFields } from '../synapse/body-hash.ts'
import { InvalidFieldError, SynapseError } from '../synapse/errors.ts'
import { pick } from '../synapse/json.ts'
import { BASE_FIELDS } from '../synapse/synapse-spec.ts'
import type { SynapseShape, SynapseSpec } from '../synapse/synapse-spec.ts'
import { AxonError } from './errors.ts'
import type { AxonHandler, Chunks, ForwardContext } from './options.ts'

/** What a handler gave: the JSON of its response fields, or a stream. */
export type Answer =
  | { readonly kind: 'fields'; readonly text: string }
  | { readonly kind: 'stream'; readonly chunks: Chunks }

/** A handler whose types are behind it. */
export interface Route {
  readonly name: string
  readonly requestFields: readonly string[]
  readonly responseFields: readonly string[]
  readonly bodyBytes: number | undefined
  readonly strictFields: HashedFields
  readonly compatibleFields: HashedFields
  readonly hooks: Pick<AxonHandler<unknown, unknown>, 'blacklist' | 'verify' | 'priority'>
  /** Parses now; what it returns asks the model. @throws InvalidFieldError */
  prepare(fields: Readonly<Record<string, unknown>>): (context: ForwardContext) => Promise<Answer>
}

/** @throws AxonError `InvalidSynapse` */
export function routeOf<Request, Response>(handler: AxonHandler<Request, Response>): Route {
  const { synapse } = handler
  ensureValid(synapse)
  return {
    name: synapse.name,
    requestFields: synapse.requestFields,
    responseFields: synapse.responseFields,
    bodyBytes: handler.bodyBytes,
    strictFields: strictFields(synapse),
    compatibleFields: compatibleFields(synapse),
    hooks: handler,
    prepare(fields) {
      const request = parse(synapse, fields)
      return async (context) => {
        const given = await handler.forward(request, context)
        if (isChunks(given)) return { kind: 'stream', chunks: given }
        return { kind: 'fields', text: JSON.stringify(synapse.writeResponse(given)) }
      }
    },
  }
}

function parse<Request>(
  synapse: SynapseSpec<Request, unknown>,
  fields: Readonly<Record<string, unknown>>,
): Request {
  try {
    return synapse.parseRequest(pick(fields, synapse.requestFields))
  } catch (error) {
    if (error instanceof SynapseError) throw error
    // A parser that stumbles over what a stranger sent must not look like a fault of the axon.
    throw new InvalidFieldError('the request', 'cannot be read')
  }
}

function ensureValid({ name, requestFields, responseFields }: SynapseShape): void {
  if (!/^\w{1,64}$/.test(name)) {
    throw new AxonError(
      'InvalidSynapse',
      `"${name}" is no name of a synapse: use letters and digits`,
    )
  }
  const taken = [...requestFields, ...responseFields].find((field) => BASE_FIELDS.has(field))
  if (taken === undefined) return
  throw new AxonError('InvalidSynapse', `the field ${taken} of ${name} belongs to the protocol`)
}

function isChunks(value: unknown): value is Chunks {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}
