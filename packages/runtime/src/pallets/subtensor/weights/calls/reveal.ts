import { MechId, NetUid, u16, u64, vec } from '@plexus/primitives'
import type { FieldValues } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import { ensure } from '../../../../frame/error.ts'
import { errors } from '../../errors.ts'
import { subtensor } from '../../id.ts'
import type { Revealed } from '../commits.ts'
import { MAIN } from '../mechanism.ts'
import { batchRevealWeightsFor, revealWeightsFor } from '../reveal-weights.ts'
import { weightsWeights } from '../weights.ts'

const what = { uids: vec(u16), values: vec(u16), salt: vec(u16), version_key: u64 }

/** Reveals and sets weights that the signer, a hotkey, committed to (spec: 20-calls §5.3). */
export const revealWeights = call(
  subtensor,
  { netuid: NetUid, ...what },
  {
    index: 97,
    name: 'reveal_weights',
    weight: weightsWeights.revealWeights,
    pays: false,
    run(ctx, origin, { netuid, version_key: versionKey, ...revealed }) {
      revealWeightsFor(ctx, origin, { netuid, mechid: MAIN }, { ...revealed, versionKey })
    },
  },
)

/** As `reveal_weights` in one mechanism of the subnet. */
export const revealMechanismWeights = call(
  subtensor,
  { netuid: NetUid, mecid: MechId, ...what },
  {
    index: 116,
    name: 'reveal_mechanism_weights',
    weight: weightsWeights.revealMechanismWeights,
    pays: false,
    run(ctx, origin, { netuid, mecid: mechid, version_key: versionKey, ...revealed }) {
      revealWeightsFor(ctx, origin, { netuid, mechid }, { ...revealed, versionKey })
    },
  },
)

const lists = {
  uids_list: vec(vec(u16)),
  values_list: vec(vec(u16)),
  salts_list: vec(vec(u16)),
  version_keys: vec(u64),
}

/** Reveals several commits of one subnet; all or none. */
export const batchRevealWeights = call(
  subtensor,
  { netuid: NetUid, ...lists },
  {
    index: 98,
    name: 'batch_reveal_weights',
    weight: weightsWeights.batchRevealWeights,
    pays: false,
    run(ctx, origin, { netuid, ...batch }) {
      ensure(isRectangular(batch), errors.InputLengthsUnequal)
      batchRevealWeightsFor(ctx, origin, netuid, revealsOf(batch))
    },
  },
)

type Batch = FieldValues<typeof lists>

/** Whether the lists of a batch are equally long. */
export const isRectangular = (batch: Batch): boolean =>
  [batch.values_list, batch.salts_list, batch.version_keys].every(
    ({ length }) => length === batch.uids_list.length,
  )

/** What a batch with equally long lists reveals. */
export const revealsOf = (batch: Batch): readonly Revealed[] =>
  batch.uids_list.map((uids, at) => ({
    uids,
    values: batch.values_list[at] ?? [],
    salt: batch.salts_list[at] ?? [],
    versionKey: batch.version_keys[at] ?? 0n,
  }))
