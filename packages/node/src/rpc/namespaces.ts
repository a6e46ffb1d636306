import * as archive from './archive.ts'
import * as archiveDiff from './archive-diff.ts'
import * as author from './author.ts'
import * as chainHead from './chain-head/methods.ts'
import * as chainSpec from './chain-spec.ts'
import * as chain from './chain.ts'
import * as childstate from './childstate.ts'
import type { RpcContext } from './context.ts'
import * as delegateInfo from './delegate-info.ts'
import * as dev from './dev.ts'
import * as engine from './engine.ts'
import type { Namespace } from './method.ts'
import * as neuronInfo from './neuron-info.ts'
import * as payment from './payment.ts'
import * as plexus from './plexus.ts'
import * as rpc from './rpc.ts'
import * as stakeInfo from './stake-info.ts'
import * as stateScan from './state-scan.ts'
import * as stateSubscribe from './state-subscribe.ts'
import * as state from './state.ts'
import * as subnetInfo from './subnet-info.ts'
import * as swap from './swap.ts'
import * as system from './system.ts'
import * as transaction from './transaction.ts'

const ALWAYS: readonly Namespace[] = [
  archive,
  archiveDiff,
  author,
  chain,
  chainHead,
  chainSpec,
  childstate,
  delegateInfo,
  neuronInfo,
  payment,
  plexus,
  rpc,
  stakeInfo,
  state,
  stateScan,
  stateSubscribe,
  subnetInfo,
  swap,
  system,
  transaction,
]

/** All files of methods that a node may serve. */
export const allNamespaces = (): readonly Namespace[] => [...ALWAYS, engine, dev]

/** All files of methods that a node with this context serves. A new file is listed above. */
export function standardNamespaces({
  manualSeal,
  dev: controls,
}: RpcContext): readonly Namespace[] {
  return [
    ...ALWAYS,
    ...(manualSeal === undefined ? [] : [engine]),
    ...(controls === undefined ? [] : [dev]),
  ]
}
