import type { EpochInput } from '../../epoch/input.ts'
import { U64_MAX } from '../../fixed.ts'
import { isTopkNonzero } from '../math/top-k.ts'

/** Who counts, and who will (spec: 35-yuma-epoch §3 steps 1, 4, 5). */

/** Whether each uid has set weights within the activity cutoff. */
export const activeUids = ({
  n,
  lastUpdate,
  activityCutoff,
  block,
}: EpochInput): readonly boolean[] =>
  Array.from({ length: n }, (_, uid) => {
    const expiry = (lastUpdate[uid] ?? 0n) + activityCutoff
    return (expiry < U64_MAX ? expiry : U64_MAX) >= block
  })

/** The stored permits, with the owner's set where that position exists. */
export const currentPermits = ({ validatorPermit, ownerUid }: EpochInput): readonly boolean[] =>
  validatorPermit.map((isPermitted, uid) => isPermitted || uid === ownerUid)

/** The permits of the next epoch: the largest stakes, and the owner whatever its stake. */
export const newPermits = (stake: readonly bigint[], input: EpochInput): readonly boolean[] =>
  isTopkNonzero(stake, input.maxAllowedValidators).map(
    (isPermitted, uid) => isPermitted || uid === input.ownerUid,
  )
