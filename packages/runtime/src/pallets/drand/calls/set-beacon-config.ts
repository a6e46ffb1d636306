import { MultiSignature, option } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import { ensureRoot } from '../../../frame/origin.ts'
import { saturatingBlock } from '../../../frame/saturating.ts'
import { BlockNumber } from '../../system/storage.ts'
import { events } from '../events.ts'
import { drand } from '../id.ts'
import { BeaconConfig, NextUnsignedAt } from '../storage.ts'
import { BeaconConfigurationPayload } from '../types.ts'
import { drandWeights } from '../weights.ts'

/** Follows another beacon; Root only. Nothing of what is given is checked. */
export const setBeaconConfig = call(
  drand,
  { config_payload: BeaconConfigurationPayload, signature: option(MultiSignature) },
  {
    index: 1,
    name: 'set_beacon_config',
    weight: drandWeights.setBeaconConfig,
    run(ctx, origin, { config_payload: { config } }) {
      ensureRoot(origin)
      BeaconConfig.set(ctx, config)
      NextUnsignedAt.set(ctx, saturatingBlock(BlockNumber.get(ctx), 1))
      ctx.deposit(events, { type: 'BeaconConfigChanged' })
    },
  },
)
