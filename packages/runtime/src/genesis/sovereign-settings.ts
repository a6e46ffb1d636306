import { netUid } from '@plexus/primitives'
import type { RuntimeCall } from '../frame/call.ts'
import { setAdminFreezeWindow } from '../pallets/admin-utils/calls/chain-limits.ts'
import { setSubtokenEnabled } from '../pallets/admin-utils/calls/networks.ts'
import { setNominatorMinRequiredStake } from '../pallets/admin-utils/calls/nominators.ts'

/** A setting that only Root could make, and that a chain without Root needs from the start. */
export interface SovereignSetting {
  readonly call: RuntimeCall
  /** The value as people read it. */
  readonly value: string
  readonly reason: string
}

const ROOT = netUid(0)
/** 0.1 TAO, in millionths of the least stake of 0.002 TAO. */
const LEAST_NOMINATION = 50_000_000n

/** What Root would have had to set; genesis makes these calls in this order. */
export const SOVEREIGN_SETTINGS: readonly SovereignSetting[] = [
  {
    call: setSubtokenEnabled.with({ netuid: ROOT, subtoken_enabled: true }),
    value: 'on, for the root network',
    reason: 'nobody could stake there, and stake there makes validators',
  },
  {
    call: setAdminFreezeWindow.with({ window: 2 }),
    value: '2 blocks',
    reason: 'the default of 10 shuts owners out of subnets whose epochs are 10 blocks long',
  },
  {
    call: setNominatorMinRequiredStake.with({ min_stake: LEAST_NOMINATION }),
    value: '0.1 TAO',
    reason: 'the default of 0 lets dust pile up, which each epoch would pay',
  },
]
