import { H256 } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import { fail } from '../../../frame/error.ts'
import { ensureRoot } from '../../../frame/origin.ts'
import { preimage } from '../id.ts'
import { request, unrequest } from '../request.ts'
import { preimageWeights } from '../weights.ts'

/** Asks for a preimage, so that bringing it is free (Root). */
export const requestPreimage = call(
  preimage,
  { hash: H256 },
  {
    index: 2,
    name: 'request_preimage',
    weight: preimageWeights.requestPreimage,
    run(ctx, origin, { hash }) {
      ensureRoot(origin)
      request(ctx, hash)
    },
  },
)

/** Undoes one request (Root). */
export const unrequestPreimage = call(
  preimage,
  { hash: H256 },
  {
    index: 3,
    name: 'unrequest_preimage',
    weight: preimageWeights.unrequestPreimage,
    run(ctx, origin, { hash }) {
      ensureRoot(origin)
      const refusal = unrequest(ctx, hash)
      if (refusal !== undefined) fail(refusal)
    },
  },
)
