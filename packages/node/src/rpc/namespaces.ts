import * as author from './author.ts'
import * as chain from './chain.ts'
import * as childstate from './childstate.ts'
import type { RpcContext } from './context.ts'
import type { Namespace } from './method.ts'
import * as payment from './payment.ts'
import * as rpc from './rpc.ts'
import * as state from './state.ts'
import * as stateScan from './state-scan.ts'
import * as stateSubscribe from './state-subscribe.ts'
import * as system from './system.ts'

/** All files of methods that a node with this context serves. A new file is listed here. */
export function standardNamespaces(_context: RpcContext): readonly Namespace[] {
  return [author, chain, childstate, payment, rpc, state, stateScan, stateSubscribe, system]
}
