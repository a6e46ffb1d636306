import { names } from '@plexus/primitives'
import type { ValueOf } from '@plexus/primitives'

/** `pallet_admin_utils::pallet::PrecompileEnum`: contracts of the EVM that the chain itself offers. */
export const PrecompileEnum = names(
  {
    BalanceTransfer: 0,
    Staking: 1,
    Subnet: 2,
    Metagraph: 3,
    Neuron: 4,
    UidLookup: 5,
    Alpha: 6,
    Crowdloan: 7,
    Proxy: 8,
    Leasing: 9,
    AddressMapping: 10,
    VotingPower: 11,
  },
  { path: ['pallet_admin_utils', 'pallet', 'PrecompileEnum'] },
)

export type PrecompileEnum = ValueOf<typeof PrecompileEnum>
