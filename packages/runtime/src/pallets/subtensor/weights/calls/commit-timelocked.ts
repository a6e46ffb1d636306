import { MechId, NetUid, u16, u64 } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import { subtensor } from '../../id.ts'
import { CommitBytes } from '../../types.ts'
import { commitTimelockedFor } from '../commit-timelocked.ts'
import { MAIN } from '../mechanism.ts'
import { weightsWeights } from '../weights.ts'

const CRV3_VERSION = 4

/** Commits the signer, a hotkey, to encrypted weights (spec: 20-calls §5.4). */
export const commitTimelockedWeights = call(
  subtensor,
  { netuid: NetUid, commit: CommitBytes, reveal_round: u64, commit_reveal_version: u16 },
  {
    index: 113,
    name: 'commit_timelocked_weights',
    weight: weightsWeights.commitTimelockedWeights,
    pays: false,
    run(ctx, origin, args) {
      const { netuid, commit, reveal_round: revealRound, commit_reveal_version: version } = args
      const mechanism = { netuid, mechid: MAIN }
      commitTimelockedFor(ctx, origin, mechanism, { commit, revealRound, version })
    },
  },
)

/** As `commit_timelocked_weights` in one mechanism of the subnet, in the only version there is. */
export const commitCrv3MechanismWeights = call(
  subtensor,
  { netuid: NetUid, mecid: MechId, commit: CommitBytes, reveal_round: u64 },
  {
    index: 117,
    name: 'commit_crv3_mechanism_weights',
    weight: weightsWeights.commitCrv3MechanismWeights,
    pays: false,
    run(ctx, origin, { netuid, mecid: mechid, commit, reveal_round: revealRound }) {
      const timelocked = { commit, revealRound, version: CRV3_VERSION }
      commitTimelockedFor(ctx, origin, { netuid, mechid }, timelocked)
    },
  },
)

/** As `commit_timelocked_weights` in one mechanism of the subnet. */
export const commitTimelockedMechanismWeights = call(
  subtensor,
  {
    netuid: NetUid,
    mecid: MechId,
    commit: CommitBytes,
    reveal_round: u64,
    commit_reveal_version: u16,
  },
  {
    index: 118,
    name: 'commit_timelocked_mechanism_weights',
    weight: weightsWeights.commitTimelockedMechanismWeights,
    pays: false,
    run(ctx, origin, args) {
      const { netuid, mecid: mechid, commit, reveal_round: revealRound } = args
      const timelocked = { commit, revealRound, version: args.commit_reveal_version }
      commitTimelockedFor(ctx, origin, { netuid, mechid }, timelocked)
    },
  },
)
