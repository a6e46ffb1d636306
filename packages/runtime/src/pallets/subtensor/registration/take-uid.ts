import type { AccountId, NetUid, Uid } from '@plexus/primitives'
import type { Context } from '../../../frame/context.ts'
import { MaxAllowedUids } from '../storage/hyperparameters.ts'
import { SubnetworkN } from '../storage/networks.ts'
import { appendNeuron } from './neurons.ts'
import { neuronToPrune } from './prune.ts'
import { replaceNeuron } from './replace.ts'

/** Gives a hotkey the next uid, or that of a neuron that may go; `undefined` where none may. */
export function takeUid(ctx: Context, netuid: NetUid, hotkey: AccountId): Uid | undefined {
  if (SubnetworkN.get(ctx, netuid) < MaxAllowedUids.get(ctx, netuid)) {
    return appendNeuron(ctx, netuid, hotkey)
  }
  const uid = neuronToPrune(ctx, netuid)
  if (uid !== undefined) replaceNeuron(ctx, netuid, uid, hotkey)
  return uid
}
