import { ModelInvalidError } from '../errors.ts'
import type { TensorSpec } from '../tensor.ts'
import type { OipAddress } from './address.ts'
import { connectOip } from './connect.ts'
import type { OipConnection, OipTimes } from './connect.ts'

/** A model, and the token that opens it. */
export interface OipPlace extends OipAddress {
  readonly token?: string | undefined
}

/** A connection that can follow a model to another place. */
export interface OipLink {
  readonly current: OipConnection
  readonly isClosed: boolean
  /**
   * Looks for the model at a new place; calls that find it gone together share one search.
   * @param from the connection that failed; another one may have taken its place already
   */
  move(from: OipConnection, relocate: () => Promise<OipPlace>): Promise<void>
  close(): Promise<void>
}

/** How long a call waits for a model that moved, in milliseconds; its caller waits too. */
const MOVE_READY_MS = 5000

/** Holds a connection and replaces it when the model moved. */
export function createLink(first: OipConnection, times: OipTimes): OipLink {
  let current = first
  let isClosed = false
  let moving: Promise<void> | undefined

  const follow = async (from: OipConnection, relocate: () => Promise<OipPlace>): Promise<void> => {
    const { token, ...place } = await relocate()
    const readyMs = Math.min(times.readyMs, MOVE_READY_MS)
    const next = await connectOip(place, token, { ...times, readyMs })
    const why = isClosed ? undefined : misfit(from.metadata.inputs, next.metadata.inputs)
    if (isClosed || why !== undefined) {
      await next.client.close()
      if (why !== undefined) throw why
      return
    }
    current = next
    await from.client.close()
  }
  return {
    get current() {
      return current
    },
    get isClosed() {
      return isClosed
    },
    async move(from, relocate) {
      if (current !== from) return
      moving ??= follow(from, relocate).finally(() => {
        moving = undefined
      })
      await moving
    },
    async close() {
      if (isClosed) return
      isClosed = true
      await current.client.close()
    },
  }
}

function misfit(
  before: readonly TensorSpec[],
  after: readonly TensorSpec[],
): ModelInvalidError | undefined {
  if (JSON.stringify(before) === JSON.stringify(after)) return undefined
  return new ModelInvalidError('The served model came back with other inputs: open it again.')
}
