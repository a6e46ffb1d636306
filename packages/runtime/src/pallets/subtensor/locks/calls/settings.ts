import { bool, NetUid } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import { ensureSigned } from '../../../../frame/origin.ts'
import { events } from '../../events.ts'
import { subtensor } from '../../id.ts'
import { acceptLockedAlpha } from '../account-flags.ts'
import { setPerpetual } from '../perpetual.ts'
import { locksWeights } from '../weights.ts'

/** Says whether the signer's lock on a subnet keeps its mass. */
export const setPerpetualLock = call(
  subtensor,
  { netuid: NetUid, enabled: bool },
  {
    index: 138,
    name: 'set_perpetual_lock',
    weight: locksWeights.setPerpetualLock,
    run(ctx, origin, { netuid, enabled }) {
      setPerpetual(ctx, ensureSigned(origin), netuid, enabled)
    },
  },
)

/** Says whether the signer refuses locked stake of others. */
export const setRejectLockedAlpha = call(
  subtensor,
  { enabled: bool },
  {
    index: 142,
    name: 'set_reject_locked_alpha',
    weight: locksWeights.setRejectLockedAlpha,
    run(ctx, origin, { enabled }) {
      const coldkey = ensureSigned(origin)
      acceptLockedAlpha(ctx, coldkey, !enabled)
      ctx.deposit(events, { type: 'RejectLockedAlphaUpdated', value: { coldkey, enabled } })
    },
  },
)
