import { H256, vec } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import { ensure } from '../../../frame/error.ts'
import { ensureSigned } from '../../../frame/origin.ts'
import { errors } from '../errors.ts'
import { preimage } from '../id.ts'
import { MAX_UPDATED_HASHES } from '../limits.ts'
import { upgradeStatus } from '../upgrade-status.ts'
import { preimageWeights } from '../weights.ts'

/** Moves old statuses to their new form; free when at least nine of ten were old. */
export const ensureUpdated = call(
  preimage,
  { hashes: vec(H256) },
  {
    index: 4,
    name: 'ensure_updated',
    weight: ({ hashes }) => preimageWeights.ensureUpdated(BigInt(hashes.length)),
    run(ctx, origin, { hashes }) {
      ensureSigned(origin)
      ensure(hashes.length > 0, errors.TooFew)
      ensure(hashes.length <= MAX_UPDATED_HASHES, errors.TooMany)
      const updated = hashes.filter((hash) => upgradeStatus(ctx, hash)).length
      return { paysFee: updated * 10 < hashes.length * 9 }
    },
  },
)
