import { encode, Reader, ScaleError } from '@plexus/primitives'
import type { AnyType } from '@plexus/primitives'
import { ApiFailedError, UnknownApiError } from '../executive/errors.ts'
import type { ApiContext, ApiMethod } from '../frame/api.ts'
import { apis } from './index.ts'

/** Every method by its wire name, `<Api>_<method>`. */
export type ApiTable = ReadonlyMap<string, ApiMethod>

/** The methods of all runtime APIs. */
export function apiTable(): ApiTable {
  return new Map(
    apis.flatMap((api) => api.methods.map((method) => [`${api.name}_${method.name}`, method])),
  )
}

/**
 * Answers a call of a runtime API.
 *
 * @throws UnknownApiError, ApiFailedError
 */
export function callApi(
  table: ApiTable,
  name: string,
  api: ApiContext,
  args: Uint8Array,
): Uint8Array {
  const method = table.get(name)
  if (method === undefined) throw new UnknownApiError(name)
  const values: Record<string, unknown> = {}
  try {
    const input = new Reader(args, { unsortedSets: true, meanings: api.ctx.rules.meanings })
    for (const [key, type] of Object.entries<AnyType>(method.inputs)) {
      values[key] = type.decodeFrom(input)
    }
    if (input.remaining > 0) {
      throw new ScaleError('TrailingBytes', `${input.remaining} bytes follow the arguments`)
    }
    return encode(method.output, method.run(api, values))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new ApiFailedError(name, reason, { cause })
  }
}
