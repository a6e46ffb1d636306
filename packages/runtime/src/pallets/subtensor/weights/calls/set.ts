import { compact, MechId, NetUid, tuple, u16, u64, vec } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import type { Context } from '../../../../frame/context.ts'
import { ensure } from '../../../../frame/error.ts'
import { ensureSigned } from '../../../../frame/origin.ts'
import { errors } from '../../errors.ts'
import { subtensor } from '../../id.ts'
import { CommitRevealWeightsEnabled } from '../../storage/hyperparameters.ts'
import { inEachSubnet } from '../batch.ts'
import { MAIN } from '../mechanism.ts'
import { setWeightsFor } from '../set-weights.ts'
import type { WeightsToSet } from '../set-weights.ts'
import { weightsWeights } from '../weights.ts'

const what = { dests: vec(u16), weights: vec(u16), version_key: u64 }

/** Sets the weights of the signer, a hotkey, where they need no commit (spec: 20-calls §5.1). */
export const setWeights = call(
  subtensor,
  { netuid: NetUid, ...what },
  {
    index: 0,
    name: 'set_weights',
    weight: weightsWeights.setWeights,
    pays: false,
    run(ctx, origin, { netuid, dests: uids, weights: values, version_key: versionKey }) {
      ensureOpen(ctx, netuid)
      const hotkey = ensureSigned(origin)
      setWeightsFor(ctx, hotkey, { netuid, mechid: MAIN, uids, values, versionKey })
    },
  },
)

/** As `set_weights` in one mechanism of the subnet. */
export const setMechanismWeights = call(
  subtensor,
  { netuid: NetUid, mecid: MechId, ...what },
  {
    index: 119,
    name: 'set_mechanism_weights',
    weight: weightsWeights.setMechanismWeights,
    pays: false,
    run(ctx, origin, args) {
      const { netuid, mecid: mechid, dests: uids, weights: values, version_key: versionKey } = args
      ensureOpen(ctx, netuid)
      const hotkey = ensureSigned(origin)
      setWeightsFor(ctx, hotkey, { netuid, mechid, uids, values, versionKey })
    },
  },
)

/** As `set_weights` in several subnets; one that fails does not stop the others. */
export const batchSetWeights = call(
  subtensor,
  {
    netuids: vec(compact(NetUid)),
    weights: vec(vec(tuple(compact(u16), compact(u16)))),
    version_keys: vec(compact(u64)),
  },
  {
    index: 80,
    name: 'batch_set_weights',
    weight: weightsWeights.batchSetWeights,
    pays: false,
    run(ctx, origin, { netuids, weights, version_keys: versionKeys }) {
      const hotkey = ensureSigned(origin)
      const isEqual = netuids.length === weights.length && netuids.length === versionKeys.length
      ensure(isEqual, errors.InputLengthsUnequal)
      inEachSubnet(ctx, hotkey, netuids, (netuid, at) => {
        const pairs = weights[at] ?? []
        setIfOpen(ctx, hotkey, {
          netuid,
          mechid: MAIN,
          uids: pairs.map(([uid]) => uid),
          values: pairs.map(([, value]) => value),
          versionKey: versionKeys[at] ?? 0n,
        })
      })
    },
  },
)

function setIfOpen(ctx: Context, hotkey: AccountId, weights: WeightsToSet): void {
  ensureOpen(ctx, weights.netuid)
  setWeightsFor(ctx, hotkey, weights)
}

function ensureOpen(ctx: Context, netuid: NetUid): void {
  ensure(!CommitRevealWeightsEnabled.get(ctx, netuid), errors.CommitRevealEnabled)
}
