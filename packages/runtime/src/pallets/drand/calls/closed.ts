import { MultiSignature, option, u64 } from '@plexus/primitives'
import { closedCall } from '../../../frame/call.ts'
import { weight } from '../../../frame/weight.ts'
import { drand } from '../id.ts'
import { BeaconConfigurationPayload, PulsesPayload } from '../types.ts'

/** Stores the randomness of rounds. Closed: the chain does not listen to the beacon yet. */
export const writePulse = closedCall(
  drand,
  { pulses_payload: PulsesPayload, signature: option(MultiSignature) },
  {
    index: 0,
    name: 'write_pulse',
    weight: weight(4_294_000_000n, { reads: 3n, writes: 4n }),
  },
)

/** Listens to another beacon. Closed. */
export const setBeaconConfig = closedCall(
  drand,
  { config_payload: BeaconConfigurationPayload, signature: option(MultiSignature) },
  { index: 1, name: 'set_beacon_config', weight: weight(8_766_000n, { writes: 2n }) },
)

/** Says which round is the oldest that is kept. Closed. */
export const setOldestStoredRound = closedCall(
  drand,
  { oldest_round: u64 },
  { index: 2, name: 'set_oldest_stored_round', weight: weight(5_370_000n, { writes: 1n }) },
)
