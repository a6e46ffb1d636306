import { alphaRao, netUid, rao } from '@plexus/primitives'
import type { EconomyPreset, NetworkPreset } from '../pallets/subtensor/genesis.ts'
import { ZERO_ACCOUNT } from '../pallets/subtensor/types.ts'
import { ALICE_HOTKEY, DEV_ACCOUNTS } from './accounts.ts'

const NETWORK: NetworkPreset = {
  maxUids: 256,
  maxValidators: 64,
  minAllowedWeights: 0,
  tempo: 100,
}

/**
 * The economy of a local network: the root network, and one subnet of nobody, which can never be
 * started (spec: 60-genesis-localnet §5). What the accounts hold does not count as issued.
 */
export const LOCAL_ECONOMY: EconomyPreset = {
  issuance: rao(0n),
  rootOwner: {
    normal: { coldkey: ZERO_ACCOUNT, hotkey: ZERO_ACCOUNT },
    fast: { coldkey: DEV_ACCOUNTS.Alice, hotkey: ALICE_HOTKEY },
  },
  root: { ...NETWORK, maxUids: 64, targetRegistrations: 1 },
  subnets: [
    {
      ...NETWORK,
      netuid: netUid(1),
      owner: ZERO_ACCOUNT,
      poolTao: rao(10_000_000_000n),
      poolAlpha: alphaRao(10_000_000_000n),
      outstanding: alphaRao(1_000_000_000n),
      locked: rao(1n),
    },
  ],
}
