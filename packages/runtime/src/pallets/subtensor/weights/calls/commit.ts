import { compact, H256, MechId, NetUid, vec } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import { ensure, fail } from '../../../../frame/error.ts'
import { ensureSigned } from '../../../../frame/origin.ts'
import { errors } from '../../errors.ts'
import { subtensor } from '../../id.ts'
import { inEachSubnet } from '../batch.ts'
import { commitWeightsFor } from '../commit-weights.ts'
import { MAIN } from '../mechanism.ts'
import { weightsWeights } from '../weights.ts'

/** Commits the signer, a hotkey, to weights by their hash (spec: 20-calls §5.2). */
export const commitWeights = call(
  subtensor,
  { netuid: NetUid, commit_hash: H256 },
  {
    index: 96,
    name: 'commit_weights',
    weight: weightsWeights.commitWeights,
    pays: false,
    run(ctx, origin, { netuid, commit_hash: hash }) {
      commitWeightsFor(ctx, origin, { netuid, mechid: MAIN }, hash)
    },
  },
)

/** As `commit_weights` in one mechanism of the subnet. */
export const commitMechanismWeights = call(
  subtensor,
  { netuid: NetUid, mecid: MechId, commit_hash: H256 },
  {
    index: 115,
    name: 'commit_mechanism_weights',
    weight: weightsWeights.commitMechanismWeights,
    pays: false,
    run(ctx, origin, { netuid, mecid: mechid, commit_hash: hash }) {
      commitWeightsFor(ctx, origin, { netuid, mechid }, hash)
    },
  },
)

/** As `commit_weights` in several subnets; one that fails does not stop the others. */
export const batchCommitWeights = call(
  subtensor,
  { netuids: vec(compact(NetUid)), commit_hashes: vec(H256) },
  {
    index: 100,
    name: 'batch_commit_weights',
    weight: weightsWeights.batchCommitWeights,
    pays: false,
    run(ctx, origin, { netuids, commit_hashes: hashes }) {
      const hotkey = ensureSigned(origin)
      ensure(netuids.length === hashes.length, errors.InputLengthsUnequal)
      inEachSubnet(ctx, hotkey, netuids, (netuid, at) => {
        const hash = hashes[at] ?? fail(errors.InputLengthsUnequal)
        commitWeightsFor(ctx, origin, { netuid, mechid: MAIN }, hash)
      })
    },
  },
)
