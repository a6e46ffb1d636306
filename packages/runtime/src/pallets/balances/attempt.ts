import { DispatchFailure } from '../../frame/dispatch-error.ts'

/**
 * Runs something whose failure is one of its results (paying out to an account that cannot take
 * it). Nothing is taken back: what runs checks before it writes.
 *
 * @returns what `run` returned, or `undefined` when it failed
 */
export function attempt<T extends NonNullable<unknown>>(run: () => T): T | undefined {
  try {
    return run()
  } catch (error) {
    if (error instanceof DispatchFailure) return undefined
    throw error
  }
}
