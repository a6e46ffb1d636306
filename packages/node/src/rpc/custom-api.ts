import { AccountId32, decode, Reader, ScaleError } from '@plexus/primitives'
import type { AccountId, Hash, Type } from '@plexus/primitives'
import type { RpcContext } from './context.ts'
import { RpcError } from './errors.ts'
import { list, u8 } from './params.ts'
import { callRuntime } from './read-chain.ts'

// Methods of the reference's own that pass a question on to a runtime API (spec: 70-rpc §9). Bytes
// go to and fro as JSON arrays of numbers, and whatever goes wrong has code 1.

const RUNTIME_ERROR = 1
const MAX_ACCOUNT_BYTES = 1024

/** A SCALE account as a list of numbers; what follows its 32 bytes is ignored. */
export const accountBytes = list(u8, MAX_ACCOUNT_BYTES)

/** The account in such a list. @throws RpcError code 1 where it is too short */
export function accountOf(bytes: readonly number[], what: string): AccountId {
  try {
    return AccountId32.decodeFrom(new Reader(Uint8Array.from(bytes)))
  } catch (error) {
    if (!(error instanceof ScaleError)) throw error
    throw new RpcError(RUNTIME_ERROR, `${what}: ${error.message}`)
  }
}

/** What a question to a runtime API needs beside its arguments. */
export interface Question {
  /** `<Api>_<method>`. */
  readonly api: string
  /** What the error says before its reason. */
  readonly what: string
}

/** The SCALE bytes of the answer. @throws RpcError code 1 */
export async function askApi(
  ctx: RpcContext,
  at: Hash | undefined,
  { api, what }: Question,
  args: Uint8Array = new Uint8Array(0),
): Promise<Uint8Array> {
  try {
    return await callRuntime(ctx, at, api, args)
  } catch (error) {
    if (!(error instanceof RpcError)) throw error
    throw new RpcError(RUNTIME_ERROR, `${what}: ${error.message}`)
  }
}

/** The answer as clients of these methods read it: a number for each byte. */
export const askForBytes = async (
  ...question: Parameters<typeof askApi>
): Promise<readonly number[]> => Array.from(await askApi(...question))

/** The decoded answer. */
export const askFor = async <T>(
  type: Type<T>,
  ...question: Parameters<typeof askApi>
): Promise<T> => decode(type, await askApi(...question))
