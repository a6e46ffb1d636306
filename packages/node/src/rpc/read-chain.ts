import type { Hash } from '@plexus/primitives'
import type { ChainEvent, HistoricalState, Unsubscribe } from '../chain/interface.ts'
import { isLong } from '../side/interface.ts'
import type { RpcContext } from './context.ts'
import { callError, readError, toRpcError } from './map-error.ts'
import type { ReadKind } from './map-error.ts'

/** The hash of a block a client named, or of the best block. */
export function blockHash({ chain }: RpcContext, at: Hash | undefined): Hash {
  return at ?? chain.head().hash
}

/** The state after a block. @throws RpcError 4003 in the reference's words */
export function stateAt(
  { chain }: RpcContext,
  at: Hash | undefined,
  kind: ReadKind = 'storage',
): HistoricalState {
  const hash = at ?? chain.head().hash
  try {
    return chain.stateAt(hash)
  } catch (error) {
    throw readError(error, kind, hash)
  }
}

/** Calls a runtime API at a block. @throws RpcError 4003 in the reference's words */
export async function callRuntime(
  ctx: RpcContext,
  at: Hash | undefined,
  method: string,
  args: Uint8Array,
): Promise<Uint8Array> {
  const view = stateAt(ctx, at, 'call')
  try {
    return await askRuntime(ctx, view, method, args)
  } catch (error) {
    throw readError(callError(error), 'call', view.at.hash)
  }
}

/** Calls a runtime API, beside this thread where the arguments are long. Throws as the runtime. */
export function askRuntime(
  { chain, side }: RpcContext,
  view: HistoricalState,
  method: string,
  args: Uint8Array,
): Uint8Array | Promise<Uint8Array> {
  return side !== undefined && isLong(args)
    ? side.call(view, method, args)
    : chain.runtime.call(view, method, args)
}

/** As `askRuntime`, for the outcome of an extrinsic on a throw-away layer. */
export function dryRun(
  { chain, side }: RpcContext,
  view: HistoricalState,
  extrinsic: Uint8Array,
): Uint8Array | Promise<Uint8Array> {
  return side !== undefined && isLong(extrinsic)
    ? side.dryRun(view, view.at.hash, extrinsic)
    : chain.runtime.dryRun(view, view.at.hash, extrinsic)
}

/** Listens to the chain; a listener that throws is logged and does not harm the block. */
export function listen(
  { chain, log }: RpcContext,
  methodName: string,
  listener: (event: ChainEvent) => void,
): Unsubscribe {
  return chain.subscribe((event) => {
    try {
      listener(event)
    } catch (error) {
      toRpcError(error, methodName, log)
    }
  })
}
