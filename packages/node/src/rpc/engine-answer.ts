import { invalidParams, RpcError } from './errors.ts'

/** Refusals of the engine and the chain by their stable code → the reference's numbers. */
const CODES: ReadonlyMap<unknown, number> = new Map([
  ['EngineStopped', 10_000],
  ['EmptyBlock', 12_000],
  ['ParentNotHead', 13_000],
  ['NotOnHead', 13_000],
  ['UnknownBlock', 13_000],
  ['StateDiscarded', 13_000],
  ['ExtrinsicRefused', 14_000],
  ['SealRequest', 14_000],
  ['TimestampTooLow', 15_000],
])

/**
 * The result of a request to the engine.
 * @throws RpcError with the engine's own sentence when it refuses
 */
export async function engineAnswer<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Error)) throw error
    if (error.name === 'DispatchFailure')
      throw invalidParams(`the runtime refuses: ${error.message}`)
    const code = 'code' in error ? CODES.get(error.code) : undefined
    throw code === undefined ? error : new RpcError(code, error.message)
  }
}
